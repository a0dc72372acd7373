import Foundation
import Testing

/// Exports of other systems, beside what `../shared/exports` says they become.
@Suite struct ExportTests {
  private static let folder = Program.shared.appendingPathComponent("exports")
  static let isThere = FileManager.default.fileExists(atPath: folder.path)
  static let names = [
    "entra", "gharchive", "github", "github-audit", "github-events", "google", "google-lines",
    "mattermost", "mattermost-zip", "okta", "okta-lines", "several", "slack", "slack-archives",
    "slack-logins", "slack-zip", "zulip", "zulip-tar",
  ]

  /// The inputs of one sample, with a `site.yml` that has its `people`. No `all.zip`, which has the
  /// tables that differ between reports of exports and of what they become.
  static func arguments(_ name: String, _ site: Scratch) throws -> [String] {
    let entries = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    let entry = try #require(
      entries.first { $0.split(separator: ".").first.map(String.init) == name })
    let path = Self.folder.appendingPathComponent(entry)
    guard name == "several" else {
      try site.write("zip: false\n", to: "site.yml")
      return [path.path]
    }
    let people = try String(contentsOf: path.appendingPathComponent("people.json"), encoding: .utf8)
    try site.write("zip: false\npeople: " + people, to: "site.yml")
    return try FileManager.default.contentsOfDirectory(atPath: path.path)
      .filter { $0 != "people.json" }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .map { path.appendingPathComponent($0).path }
  }

  @Test(.enabled(if: isThere, "../shared/exports is missing"), arguments: names)
  func becomesTheNativeRecords(name: String) throws {
    let site = try Scratch()
    let inputs = try Self.arguments(name, site)
    let ending = try Program.run(["convert"] + inputs + ["--site", site.url.path])
    try #require(ending.status == 0, "\(ending.errors)")
    let expected = try String(
      contentsOf: Self.folder.appendingPathComponent("expected/\(name).ndjson"), encoding: .utf8)
    let (found, wanted) = (Self.counted(ending.output), Self.counted(expected))
    for (record, count) in wanted where found[record] != count {
      Issue.record("\(count) expected, \(found[record] ?? 0) found: \(record)")
    }
    for (record, count) in found where wanted[record] == nil {
      Issue.record("not expected, \(count) found: \(record)")
    }
  }

  /// All tables that are there, and the notes on what is not counted; the rest follows from the records.
  @Test(.enabled(if: isThere, "../shared/exports is missing"), arguments: names)
  func givesTheTablesAndNotes(name: String) throws {
    let site = try Scratch()
    let inputs = try Self.arguments(name, site)
    let ending = try Program.run(
      ["build"] + inputs + ["--site", site.url.path, "--output", site.path("public")])
    try #require(ending.status == 0, "\(ending.errors)")
    let expected = Self.folder.appendingPathComponent("expected/\(name)")
    let tables = try FileManager.default.subpathsOfDirectory(atPath: expected.path)
      .filter { $0.hasSuffix(".csv") }.sorted()
    #expect(tables.count == 9)
    for path in tables {
      let wanted = try Table(Data(contentsOf: expected.appendingPathComponent(path)))
      let found = try Report(folder: site, ending: ending).table(path)
      if let difference = found.difference(from: wanted, path) {
        Issue.record("\(name)/\(path)\n\(difference)")
      }
    }
    let json = try Data(
      contentsOf: Self.folder.appendingPathComponent("expected/\(name).notes.json"))
    var notes: [String: Int] = [:]
    for row in try Report(folder: site, ending: ending).table("quality.csv").rows
    where Self.isOfExports(row[0]) {
      notes[row[0]] = Int(row[1])
    }
    #expect(try JSONDecoder().decode([String: Int].self, from: json) == notes)
  }

  /// What `convert` prints gives the same report, but for what workspaces are called, places, notes on exports and sources.
  @Test(.enabled(if: isThere, "../shared/exports is missing"), arguments: names)
  func buildsTheSameFromWhatConvertPrints(name: String) throws {
    let site = try Scratch()
    try site.write(Self.workspacesForAll(), to: "words/en.yml")
    let inputs = try Self.arguments(name, site)
    let built = try Program.run(
      ["build"] + inputs + ["--site", site.url.path, "--output", site.path("public")])
    try #require(built.status == 0, "\(built.errors)")
    let printed = try Program.run(["convert"] + inputs + ["--site", site.url.path])
    let file = try site.write(printed.output, to: "records.ndjson")
    // Who is joined stands in the records.
    try site.write("zip: false\n", to: "site.yml")
    let again = try Program.run(
      ["build", file, "--site", site.url.path, "--output", site.path("again")])
    try #require(again.status == 0, "\(again.errors)")
    let (one, other) = (try Self.files(site.path("public")), try Self.files(site.path("again")))
    #expect(one.keys.sorted() == other.keys.sorted())
    for (path, bytes) in one where other[path] != bytes {
      Issue.record("\(name)/\(path) is another")
    }
  }

  /// Words that call workspaces so whatever the system, as native records name none.
  private static func workspacesForAll() throws -> String {
    let words = try String(
      contentsOf: Program.root.appendingPathComponent("site/words/en.yml"), encoding: .utf8)
    let set = try #require(words.firstMatch(of: /\n  workspaces:\n((?: {4}.*\n)+)/)).1
    return "nouns:\n" + ["channels", "repositories", "apps"].map { "  \($0):\n\(set)" }.joined()
  }

  private static func files(_ folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      let isOfInput = ["quality.", "sources.", ".rollcall"].contains { path.hasPrefix($0) }
      guard !isOfInput else { continue }
      files[path] = FileManager.default.contents(atPath: "\(folder)/\(path)")
    }
    return files
  }

  private static func isOfExports(_ reason: String) -> Bool {
    [
      "note: seen again", "note: not counted", "note: user not in the directory",
      "note: file not read", "note: accounts joined", "note: email of several",
      "note: people names",
    ].contains { reason.hasPrefix($0) }
  }

  /// Each record in one spelling, and how often it is there; of rejected ones the reason alone.
  private static func counted(_ lines: String) -> [String: Int] {
    var counts: [String: Int] = [:]
    for line in lines.split(separator: "\n") where !line.allSatisfy(\.isWhitespace) {
      counts[spelling(String(line)), default: 0] += 1
    }
    return counts
  }

  private static func spelling(_ line: String) -> String {
    let json = try? JSONSerialization.jsonObject(with: Data(line.utf8), options: .fragmentsAllowed)
    guard let value = json else { return "invalid_json" }
    guard var record = value as? [String: Any] else { return "wrong_type" }
    record["accounts"] = nil
    record = record.filter { !($0.value is NSNull) && $0.value as? String != "" }
    let required: [String: [String]] = [
      "user": ["id"], "workspace": ["id"], "membership": ["user_id", "workspace_id"],
      "event": ["user_id", "type", "at"],
    ]
    let kind = record["kind"] as? String ?? ""
    for field in required[kind] ?? [] where record[field] == nil { return "missing_field" }
    for field in required[kind] ?? [] where field != "at" {
      if !(record[field] is String) { return "wrong_type" }
    }
    let sorted = try? JSONSerialization.data(withJSONObject: record, options: .sortedKeys)
    return sorted.map { String(decoding: $0, as: UTF8.self) } ?? line
  }
}
