import Foundation
import Testing

/// A whole small site against the copy of it that was read and found right.
@Suite struct GoldenTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures/golden")
  static let isRecording = ProcessInfo.processInfo.environment["ROLLCALL_RECORD"] == "1"

  /// Bad record, opted-out user, hostile names and Markdown included. With `ROLLCALL_RECORD=1` the
  /// copy is written anew, and the test fails, so that no run that records passes for a check.
  /// The Arabic one has pages and texts alone, as its tables are those of the English one.
  @Test(arguments: ["en", "ar"]) func buildsTheGoldenSiteByteForByte(language: String) throws {
    let copy = GoldenTests.folder.appendingPathComponent(
      language == "en" ? "expected" : "expected-\(language)")
    let built = try GoldenTests.build(language).filter { path, _ in
      language == "en" || !path.hasSuffix(".csv") && !path.hasPrefix("search/")
    }
    guard !GoldenTests.isRecording else {
      try GoldenTests.record(built, in: copy)
      Issue.record(
        "recorded \(built.count) files; read their diff, then run without ROLLCALL_RECORD")
      return
    }
    let expected = try GoldenTests.files(below: copy)
    #expect(
      built.keys.filter { expected[$0] == nil }.sorted() == [], "built, not in the golden copy")
    #expect(
      expected.keys.filter { built[$0] == nil }.sorted() == [], "in the golden copy, not built")
    for (path, bytes) in expected.sorted(by: { $0.key < $1.key }) {
      guard let other = built[path], other != bytes else { continue }
      Issue.record("\(path) differs\n\(GoldenTests.firstDifference(bytes, other))")
    }
  }

  private static func build(_ language: String) throws -> [String: Data] {
    let scratch = try Scratch()
    let site = scratch.url.appendingPathComponent("site")
    try FileManager.default.copyItem(at: folder.appendingPathComponent("site"), to: site)
    let settings = try String(
      contentsOf: folder.appendingPathComponent("site/site.yml"), encoding: .utf8)
    try scratch.write("language: \(language)\n\(settings)", to: "site/site.yml")
    let ending = try Program.run([
      "build", folder.appendingPathComponent("dump.json").path, "--output", scratch.path("public"),
      "--site", site.path,
      "--templates", Program.root.appendingPathComponent("Templates").path,
    ])
    try #require(ending.status == 0, "\(ending.errors)")
    return try files(below: scratch.url.appendingPathComponent("public"))
  }

  /// Files by relative path, without the hashes of assets, and without shipped assets: their
  /// hashes stand in every page, and a change of a colour is no change of the report. Nor is one
  /// of the program, of which `.rollcall` has a fingerprint.
  private static func files(below folder: URL) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let file = folder.appendingPathComponent(path)
      guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else {
        continue
      }
      let name = withoutHashes(path)
      let isOfReport = ["assets/moment.js", "assets/theme.css", "assets/words.js"].contains(name)
      guard isOfReport || !name.hasPrefix("assets/"), name != ".rollcall" else { continue }
      // It holds the tables, which are compared.
      guard name != "all.zip" else { continue }
      let bytes = try Data(contentsOf: file)
      files[name] = name.hasSuffix(".html") ? withoutHashes(bytes) : bytes
    }
    return files
  }

  /// `assets/rollcall-1a2b3c4d.css` becomes `assets/rollcall.css`.
  private static func withoutHashes(_ text: String) -> String {
    text.replacing(/(assets\/[a-z0-9.-]*?)-[0-9a-f]{8}(\.[a-z0-9]+)/) { "\($0.1)\($0.2)" }
  }

  private static func withoutHashes(_ html: Data) -> Data {
    Data(withoutHashes(String(decoding: html, as: UTF8.self)).utf8)
  }

  private static func record(_ built: [String: Data], in expected: URL) throws {
    if FileManager.default.fileExists(atPath: expected.path) {
      try FileManager.default.removeItem(at: expected)
    }
    for (path, bytes) in built {
      let file = expected.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try bytes.write(to: file)
    }
  }

  /// The first line that differs, from 60 bytes before the difference on.
  private static func firstDifference(_ expected: Data, _ built: Data) -> String {
    let same = zip(expected, built).prefix { $0 == $1 }.count
    let line = expected.prefix(same).count { $0 == UInt8(ascii: "\n") } + 1
    func around(_ bytes: Data) -> String {
      let range = max(0, same - 60)..<min(bytes.count, same + 100)
      return range.isEmpty ? "" : String(decoding: bytes[range], as: UTF8.self)
    }
    return "line \(line), expected: \(around(expected))\nbuilt: \(around(built))"
  }
}
