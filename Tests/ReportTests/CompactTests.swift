import Foundation
import Testing

/// What was compacted gives the report of what it was made of, but for places.
@Suite struct CompactTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @discardableResult
  private func run(_ arguments: String..., input: String = "") throws -> Ending {
    let ending = try Program.run(arguments, input: Data(input.utf8))
    try #require(ending.status == 0, "\(arguments): \(ending.errors)")
    return ending
  }

  private func read(_ path: String) throws -> String {
    withoutIDs(try String(contentsOf: scratch.url.appendingPathComponent(path), encoding: .utf8))
  }

  /// Lines without the ids by which outputs that are alike by chance differ, and what was compacted is
  /// known.
  private func withoutIDs(_ lines: String) -> String {
    lines.replacing(/{"kind":"compacted","id":"[0-9a-f]{16}","type":"[0-9a-f]{32}"}\n/, with: "")
      .replacing(/"kind":"compacted","id":"[0-9a-f]{16}"/, with: "\"kind\":\"compacted\"")
  }

  /// Lines but for the one that names the zone.
  private func events(_ folder: String) throws -> [String] {
    Array(try read("\(folder)/events.ndjson").split(separator: "\n").map(String.init).dropFirst())
  }

  /// The files of a report without the places of examples, and what depends on them: which files
  /// were read is told in `sources.csv`, and all of it on the page that shows both tables.
  private func report(_ name: String) throws -> [String: String] {
    let mayDiffer = [
      "quality.csv": #",("[^"]*"),"[0-9]*","[0-9]*"(?=\r\n)"#,
      "quality.html": #"(?s).*"#,
      "sources.csv": #"(?s).*"#,
      "all.zip": #"(?s).*"#,
      "index.html": #"(?<=All CSVs \(\.zip\) <span>)[0-9.]+ [KMG]B"#,
      ".rollcall": #"(?s).*"#,
    ]
    var files: [String: String] = [:]
    for (path, bytes) in try SameBytesTests.tree(scratch, name) {
      var text = String(decoding: bytes, as: UTF8.self)
      if let pattern = mayDiffer[path] {
        text = text.replacingOccurrences(of: pattern, with: "", options: .regularExpression)
      }
      files[path] = text
    }
    return files
  }

  private func expectSame(
    _ first: String, _ second: String, exceptFor others: Set<String> = []
  ) throws {
    let (expected, found) = (try report(first), try report(second))
    #expect(expected.count > 20)
    #expect(found.keys.sorted() == expected.keys.sorted())
    for (path, text) in expected where found[path] != text && !others.contains(path) {
      Issue.record("\(path) of \(second) differs from that of \(first)")
    }
  }

  /// Compacts `paths` and compares reports; then compacts what came of it.
  private func check(_ paths: [String], _ options: [String] = []) throws {
    _ = try #require(
      try Program.run(["compact"] + paths + options + ["--output", scratch.path("once")]).status
        == 0)
    try run("compact", scratch.path("once"), "--output", scratch.path("twice"))
    #expect(try SameBytesTests.tree(scratch, "once") == SameBytesTests.tree(scratch, "twice"))
    for (input, output) in [(paths, "raw"), ([scratch.path("once")], "report")] {
      let ending = try Program.run(
        ["build"] + input + options + ["--output", scratch.path(output)])
      try #require(ending.status == 0, "\(ending.errors)")
    }
    try expectSame("raw", "report")
  }

  /// `make test-hard` tries more random dumps than every test run has time for.
  private static let isHard = ProcessInfo.processInfo.environment["ROLLCALL_HARD"] == "1"

  @Test(arguments: 0..<UInt64(isHard ? 60 : 12))
  func givesTheReportOfARandomDump(seed: UInt64) throws {
    let dump = RandomDump(seed: seed)
    try scratch.write("opt_out: [\(RandomDump.optedOut)]\n", to: "site/site.yml")
    let options = seed % 3 == 0 ? ["--site", scratch.path("site")] : []
    let whole = try scratch.write(dump.text(), to: "in/\(dump.name)")
    try check([whole], options)
    if !options.isEmpty {
      for (path, bytes) in try SameBytesTests.tree(scratch, "once") {
        #expect(bytes.range(of: Data(RandomDump.optedOut.utf8)) == nil, "\(path)")
      }
    }
  }

  /// Two exports of one directory with events of their own must not become two equal files.
  @Test(arguments: ["json", "ndjson"])
  func givesTheReportOfFilesThatDifferInEventsAlone(format: String) throws {
    let files = try (1...3).map { number in
      let event = #"{"user_id":"u1","type":"t","at":\#(1_790_000_000 + number)}"#
      let text =
        format == "json"
        ? #"{"users":[{"id":"u1"},{"id":"u1"}],"events":[\#(event)]}"#
        : #"{"kind":"user","id":"u1"}\#n{"kind":"event",\#(event.dropFirst())"#
      return try scratch.write(text, to: "in/\(number).\(format)")
    }
    try check(files)
  }

  @Test(arguments: 0..<UInt64(isHard ? 60 : 6))
  func givesTheReportOfTwoHalvesThatWereCompactedApart(seed: UInt64) throws {
    let dump = RandomDump(seed: seed)
    let first = try scratch.write(dump.text(half: 0), to: "in/first-\(dump.name)")
    let second = try scratch.write(dump.text(half: 1), to: "in/second-\(dump.name)")
    try run("compact", first, "--output", scratch.path("first"))
    try run("compact", second, "--known", first, "--output", scratch.path("second"))
    try run("build", first, second, "--output", scratch.path("raw"))
    try run(
      "build", scratch.path("first"), scratch.path("second"), "--output", scratch.path("report"))
    try expectSame("raw", "report")
  }

  @Test(
    .enabled(if: OracleTests.isHere, "../shared is not here"),
    arguments: [
      "hummingbird.json", "pallets.ndjson", "torture-1.json", "torture-2.json", "torture-3.ndjson",
      "torture-4.json", "torture-5.ndjson",
    ])
  func givesTheReportOfASharedDump(dump: String) throws {
    try check([Program.shared.appendingPathComponent("dumps/\(dump)").path])
  }

  /// What *Data quality* shows of a foreign record is not in the native one.
  @Test(
    .enabled(if: ExportTests.isThere, "../shared/exports is missing"), arguments: ExportTests.names)
  func givesTheReportOfAnExport(name: String) throws {
    let site = try Scratch()
    let inputs = try ExportTests.arguments(name, site)
    let options = ["--site", site.url.path]
    let compacted = try Program.run(
      ["compact"] + inputs + options + ["--output", scratch.path("once")])
    try #require(compacted.status == 0, "\(compacted.errors)")
    for (paths, output) in [(inputs, "raw"), ([scratch.path("once")], "report")] {
      let ending = try Program.run(
        ["build"] + paths + options + ["--output", scratch.path(output)])
      try #require(ending.status == 0, "\(ending.errors)")
    }
    try expectSame("raw", "report", exceptFor: ["quality.csv"])
    let counts = try ["raw", "report"].map { folder in
      try Table(Data(contentsOf: URL(fileURLWithPath: scratch.path("\(folder)/quality.csv"))))
        .rows.map { $0.prefix(2) }
    }
    #expect(counts[0] == counts[1])
    try run("compact", scratch.path("once"), "--output", scratch.path("twice"))
    #expect(try SameBytesTests.tree(scratch, "once") == SameBytesTests.tree(scratch, "twice"))
  }

  // MARK: What it writes

  private static let people = dump(
    zone: "Europe/Berlin", asOf: "2026-11-24T10:00:00Z", users: ["u1", "u2"], workspaces: ["w1"],
    memberships: ["u1 w1"],
    events: [
      "u1 task 2026-10-25T00:10:00Z 2 w1", "u1 task 2026-10-25T01:50:00Z 3 w1",
      "u1 task 2026-10-25T02:00:00Z 1 w1", "u1 task 2026-10-25T01:59:59Z",
      "u2 login 1970-01-01T00:00:00Z",
      "u1 doc 2026-10-25T01:55:00Z 1 w1", "u1 task 2026-11-24T10:00:01Z",
      "u3 task 2026-10-25T01:00:00Z",
      "u2 task 2026-10-25T01:00:00Z 1 w2",
    ])

  /// The hour from 2 to 3 comes twice on that day.
  @Test func groupsByUserWorkspaceTypeAndHourOfTheClock() throws {
    let file = try scratch.write(CompactTests.people, to: "dump.json")
    let output = try run("compact", file, "--output", scratch.path("out")).output
    #expect(
      try read("out/events.ndjson") == """
        {"kind":"compacted","time_zone":"Europe/Berlin"}
        {"kind":"event","user_id":"u1","workspace_id":"w1","type":"doc","at":1792893300}
        {"kind":"event","user_id":"u1","type":"task","at":1792893599}
        {"kind":"event","user_id":"u1","workspace_id":"w1","type":"task","at":1792893000,"count":5}
        {"kind":"event","user_id":"u1","workspace_id":"w1","type":"task","at":1792893600}
        {"kind":"event","user_id":"u2","type":"login","at":"1970-01-01T00:00:00Z"}

        """)
    let bytes = try ["events.ndjson", "records-000001.json"].map {
      try Data(contentsOf: scratch.url.appendingPathComponent("out/\($0)")).count
    }
    #expect(output == "\(scratch.path("out")): 6 events grouped, \(bytes[0] + bytes[1]) bytes\n")
  }

  @Test func passesTheOtherRecordsOfADocumentInTheirSections() throws {
    let file = try scratch.write(CompactTests.people, to: "dump.json")
    try run("compact", file, "--output", scratch.path("out"))
    #expect(
      try read("out/records-000001.json") == """
        {
        "organization": {"id": "acme", "name": "Acme", "time_zone": "Europe/Berlin", "exported_at": "2026-11-24T10:00:00Z"},
        "users": [{"id": "u1"},
        {"id": "u2"}],
        "workspaces": [{"id": "w1"}],
        "memberships": [{"user_id": "u1", "workspace_id": "w1"}],
        "events": [{"user_id": "u1", "type": "task", "at": "2026-11-24T10:00:01Z"},
        {"user_id": "u3", "type": "task", "at": "2026-10-25T01:00:00Z"},
        {"user_id": "u2", "type": "task", "at": "2026-10-25T01:00:00Z", "count": 1, "workspace_id": "w2"}]
        }

        """)
  }

  private static let lines = """
    {"kind":"user","id":"u1"}
      {"kind":"user","id":"u2","name":"Two"}\t
    {"kind":"event","user_id":"u1","type":"t","at":1790000000,"count":7}

    {"kind":"event","user_id":"u1","type":"t","at":1790000001}\r
    {"kind":"event","user_id":"u2","type":"t","at":"soon"}\r
    {broken
    """

  @Test func passesOtherLinesAsTheyAre() throws {
    let passed = withoutIDs(
      try run("compact", "-", "--output", "-", input: CompactTests.lines).output)
    #expect(
      passed == """
        {"kind":"compacted","time_zone":"UTC"}
        {"kind":"event","user_id":"u1","type":"t","at":1790000001,"count":8}
        {"kind":"compacted","time_zone":"UTC"}
        {"kind":"user","id":"u1"}
        {"kind":"user","id":"u2","name":"Two"}\t
        {"kind":"event","user_id":"u2","type":"t","at":"soon"}\r
        {broken

        """)
  }

  @Test func writesWhatOnlyTheOwnerMayRead() throws {
    let file = try scratch.write(CompactTests.lines, to: "dump.ndjson")
    try run("compact", file, "--output", scratch.path("out"))
    for (name, mode) in [("", 0o700), ("/events.ndjson", 0o600), ("/records-000001.ndjson", 0o600)]
    {
      let found = try FileManager.default.attributesOfItem(atPath: scratch.path("out\(name)"))
      #expect(found[.posixPermissions] as? Int == mode, "out\(name)")
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scratch.url.path).sorted()
        == ["dump.ndjson", "out"])
  }

  @Test func splitsGroupsOverAMillion() throws {
    let events = (0..<5).map { n in
      #"{"kind":"event","user_id":"u1","type":"t","at":\#(1_790_000_000 + n),"count":500000}"#
    }
    let text = #"{"kind":"user","id":"u1"}"# + "\n" + events.joined(separator: "\n")
    let file = try scratch.write(text, to: "dump.ndjson")
    try run("compact", file, "--output", scratch.path("out"))
    let start = #"{"kind":"event","user_id":"u1","type":"t","at":1790000004,"count":"#
    #expect(
      try self.events("out") == [start + "1000000}", start + "1000000}", start + "500000}"])
  }

  // MARK: History

  /// Yesterday's events compacted, today's raw, the newest directory: and no `--merge`.
  @Test func keepsEventsAloneAsHistory() throws {
    func directory(_ day: String) -> String {
      dump(
        zone: "Asia/Tokyo", asOf: "2026-11-\(day)T15:00:00Z", users: ["u1", "u2"],
        workspaces: ["w1"])
    }
    let old = (0..<40).map { "u\(1 + $0 % 2) t 2026-11-22T0\($0 % 4):\(10 + $0):00Z 2 w1" }
    let new = ["u1 t 2026-11-23T01:00:00Z", "u2 login 2026-11-23T02:00:00Z"]
    func events(_ lines: [String]) -> String {
      dump(
        zone: "Asia/Tokyo", asOf: "2026-11-22T15:00:00Z", users: ["u1", "u2"], workspaces: ["w1"],
        events: lines)
    }
    let yesterday = try scratch.write(events(old), to: "yesterday.json")
    try run("compact", yesterday, "--events-only", "--output", scratch.path("history"))
    #expect(try self.events("history").count == 4)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scratch.path("history")) == [
        "events.ndjson"
      ])
    let newest = try scratch.write(directory("23"), to: "newest.json")
    func raw(_ lines: [String]) -> String {
      let text = dump(asOf: "", users: [], events: lines)
      return "{" + text.drop { $0 != "\n" }.dropFirst()
    }
    let today = try scratch.write(raw(new), to: "today.json")
    let all = try scratch.write(raw(old), to: "all.json")
    try run("build", newest, today, all, "--output", scratch.path("raw"))
    try run("build", newest, today, scratch.path("history"), "--output", scratch.path("report"))
    try expectSame("raw", "report")
  }

  /// What is left of two days may have equal bytes, which is no reason to refuse the second.
  @Test func tellsDaysApartOfWhichTheSameIsPassed() throws {
    func day(_ at: Int) -> String {
      #"{"kind":"user","id":"u1"}"# + "\n{broken\n"
        + #"{"kind":"event","user_id":"u1","type":"t","at":\#(at)}"#
    }
    try scratch.write(day(1_790_000_000), to: "first.ndjson")
    try scratch.write(day(1_790_086_400), to: "second.ndjson")
    try FileManager.default.createDirectory(
      atPath: scratch.path("history"), withIntermediateDirectories: true)
    for file in ["first", "second"] {
      try run(
        "compact", scratch.path("\(file).ndjson"), "--events-only", "--output",
        scratch.path("history/\(file)"))
    }
    try scratch.write(#"{"users": [{"id": "u1"}], "events": []}"#, to: "newest.json")
    try run(
      "build", scratch.path("newest.json"), scratch.path("history"), "--output",
      scratch.path("report"))
    let quality = try Table(
      Data(contentsOf: URL(fileURLWithPath: scratch.path("report/quality.csv"))))
    #expect(quality.rows.first?.prefix(2) == ["invalid_json", "2"])
  }

  /// *Data quality* tells of a document that has no such key.
  @Test func keepsWhatADocumentHasNoKeyFor() throws {
    let file = try scratch.write(
      #"{"users": [{"id": "u1"}], "memberships": null}"#, to: "dump.json")
    try check([file], ["--as-of", "2026-11-24"])
    for folder in ["raw", "report"] {
      #expect(try read("\(folder)/quality.html").contains("Documents without the key"))
    }
    #expect(
      try read("once/records-000001.json")
        == "{\n\"users\": [{\"id\": \"u1\"}],\n\"memberships\": []\n}\n")
  }

  @Test func groupsNothingThatIsNotKnown() throws {
    let event = #"{"kind":"event","user_id":"u1","type":"t","at":1790000000}"#
    let known = try scratch.write(
      #"{"kind":"user","id":"u1"}"# + "\n" + event, to: "known.ndjson")
    let arguments = ["compact", "-", "--format", "ndjson", "--output", "-"]
    #expect(
      try Program.run(arguments + ["--allow-empty"], input: Data((event + "\n" + event).utf8))
        .output
        .hasSuffix("\n\(event)\n\(event)\n"))
    #expect(
      withoutIDs(
        try Program.run(arguments + ["--known", known], input: Data((event + "\n" + event).utf8))
          .output)
        == #"{"kind":"compacted","time_zone":"UTC"}"# + "\n" + event.dropLast() + ",\"count\":2}\n")
  }

  @Test func printsTheDirectoryAlone() throws {
    let text =
      CompactTests.lines + "\n" + #"{"kind":"membership","user_id":"u1","workspace_id":"w"}"#
    #expect(
      try run("compact", "-", "--directory-only", "--output", "-", input: text).output == """
        {"kind":"user","id":"u1"}
        {"kind":"user","id":"u2","name":"Two"}\t

        """)
  }

  /// Of what was compacted in any zone, as a part of it need not name that.
  @Test func printsTheDirectoryAloneOfWhatWasCompacted() throws {
    let header = #"{"kind":"compacted","time_zone":"Asia/Kathmandu"}"#
    #expect(
      try run(
        "compact", "-", "--directory-only", "--output", "-",
        input: header + "\n" + #"{"kind":"user","id":"u1"}"#
      ).output == #"{"kind":"user","id":"u1"}"# + "\n")
  }

  // MARK: People who are left out

  @Test func countsWhoIsLeftOutWithoutNamingHim() throws {
    let text =
      #"{"kind":"user","id":"secret"}"# + "\n" + CompactTests.lines + "\n"
      + #"{"kind":"event","user_id":"secret","type":"t","at":1790000000}"# + "\n"
      + #"{"kind":"event","user_id":"secret","type":"t" "at":5}"# + "\n"
      + #"["secret"]"# + "\n" + #"{"id":"secret"}"# + "\n" + #"{"kind":"team","id":"secret"}"#
    let file = try scratch.write(text, to: "dump.ndjson")
    try scratch.write("opt_out: [secret]\n", to: "site/site.yml")
    try check([file], ["--site", scratch.path("site")])
    let all = try read("once/events.ndjson") + read("once/records-000001.ndjson")
    #expect(!all.contains("secret"))
    #expect(
      all.hasPrefix(
        #"{"kind":"compacted","time_zone":"UTC"}"# + "\n"
          + #"{"kind":"compacted","name":"users left out","count":1}"# + "\n"))
    #expect(all.hasSuffix("{x}\n{x}\n[]\n{}\n{\"kind\":\"?\"}\n"))
  }

  /// Somebody else's record that is rejected loses what names him, and is rejected as before.
  @Test func namesNobodyWhoIsLeftOutInRecordsOfOthers() throws {
    let text = #"""
      {"kind":"user","id":"u1"}
      {"kind":"user","id":"?"}
      {"kind":"user","id":"secret","name":"Ada \u004covelace","email":"ada@lovelace.example"}
      {"kind":"event","user_id":"ada@lovelace.example","type":"t","at":1790000000}
      {"kind":"event","user_id":"u1","type":"t","at":1790000000,"workspace_id":"dm-ada lovelace"}
      {"kind":"membership","user_id":"ADA@lovelace.example","workspace_id":"w"}
      {"kind":"membership","user_id":"nobody","workspace_id":"w"}
      {"kind":"membership","user_id":"u1","workspace_id":"secret"}
      {"kind":"user","id":"u2","name":"Bea","manager":"secret","by":["ada@lovelace.example"]}
      {"kind":"workspace","id":"w","name":"W","owner":"ADA LOVELACE"}
      {"kind":"membership","user_id":"u1","workspace_id":"w","role":"guest","by":"secret"}
      {"kind":"event","user_id":"u1","type":"t","at":"soon","of":"Ada Lovelace"}
      {"kind":"event","user_id":"u1","type":"t","at":1790000000,"count":0,"of":"ada lovelace"}
      {"kind":"event","user_id":"u1","type":"t","at":4000000000,"count":3,"of":"Ada Lovelace"}
      {"kind":"event","user_id":"u1","type":"t","at":"2026-09-01","workspace_id":1.5,"a":"ada lovelace"}
      {"kind":"event","user_id":"u1","type":"t","at":"later"}
      """#
    let file = try scratch.write(text, to: "dump.ndjson")
    try scratch.write("opt_out: [secret]\n", to: "site/site.yml")
    let options = ["--site", scratch.path("site"), "--as-of", "2026-11-24"]
    try #require(
      try Program.run(["compact", file, "--output", scratch.path("out")] + options).status == 0)
    let passed = try read("out/records-000001.ndjson")
    #expect(!passed.lowercased().contains("lovelace") && !passed.contains("secret"))
    #expect(passed.contains(#"{"kind":"user","id":"u2","name":"Bea"}"#))
    #expect(
      passed.contains(#"{"kind":"membership","role":"guest","user_id":"u1","workspace_id":"w"}"#))
    #expect(passed.contains(#"{"kind":"event","user_id":"u1","type":"t","at":"later"}"#))
    #expect(passed.contains(##"{"kind":"event","user_id":"??","type":"t","at":"2026-"##))
    #expect(
      passed.contains(
        ##"""
        {"kind":"membership","user_id":"??","workspace_id":"w"}
        {"kind":"membership","user_id":"nobody","workspace_id":"w"}
        {"kind":"membership","user_id":"u1","workspace_id":"??"}
        """##))
    for (path, output) in [(file, "raw"), (scratch.path("out"), "report")] {
      try #require(
        try Program.run(["build", path, "--output", scratch.path(output)] + options).status == 0)
    }
    let counts = try ["raw", "report"].map { folder in
      try Table(Data(contentsOf: URL(fileURLWithPath: scratch.path("\(folder)/quality.csv"))))
        .rows.map { $0.prefix(2) }
    }
    #expect(counts[0] == counts[1] && counts[0].count > 3)
  }

  // MARK: What is refused

  /// Of a file that lies beside what was compacted of it every event would count twice.
  @Test func refusesWhatWasCompactedBesideIt() throws {
    let file = try scratch.write(CompactTests.people, to: "in/dump.json")
    let packed = try scratch.write(CompactTests.people, to: "packed/dump.json")
    try run("compact", file, "--output", scratch.path("once"))
    try run("compact", scratch.path("once"), "--output", scratch.path("twice"))
    // With one event more, so that its bytes are others.
    try run(
      "compact", file, "--events-only", "--as-of", "2026-11-25", "--output",
      scratch.path("history"))
    for (name, paths) in [
      ("dump.json", [packed, scratch.path("once")]),
      ("dump.json", [scratch.path("history"), file]), ("dump.json", [file, scratch.path("twice")]),
    ] {
      for command in [["build", "--output", scratch.path("report")], ["check"]] {
        let ending = try Program.run(command + paths)
        #expect(ending.status == 1)
        #expect(
          ending.errors.hasSuffix(
            "\(name): compacted in \(scratch.path("x").dropLast())\(folder(paths))/events.ndjson as "
              + "well, and would count twice; give one of the two\n"), "\(ending.errors)")
      }
    }
    let both = try Program.run([
      "build", scratch.path("once"), scratch.path("history"), "--output", scratch.path("report"),
    ])
    #expect(both.status == 1)
    #expect(
      both.errors.contains(
        "compacted of the same file as \(scratch.path("once"))/events.ndjson, and would count twice; "
          + "give one of the two\n"), "\(both.errors)")
    #expect(!FileManager.default.fileExists(atPath: scratch.path("report")))
    // Known, it is not counted.
    try run("compact", scratch.path("history"), "--known", file, "--output", scratch.path("again"))
  }

  private func folder(_ paths: [String]) -> String {
    paths.map { String($0.split(separator: "/").last ?? "") }.first { !$0.hasSuffix(".json") } ?? ""
  }

  /// Two days with as many bytes that begin alike are two days.
  @Test func takesADayBesideAHistoryThatBeginsAlike() throws {
    func day(_ at: Int) -> String {
      let users = (0..<4000).map { #"{"kind":"user","id":"u\#($0)"}"# }
      return (users + [#"{"kind":"event","user_id":"u1","type":"t","at":\#(at)}"#])
        .joined(separator: "\n")
    }
    let first = try scratch.write(day(1_790_000_000), to: "first.ndjson")
    let second = try scratch.write(day(1_790_086_400), to: "second.ndjson")
    try run("compact", first, "--events-only", "--output", scratch.path("history"))
    try run("build", second, scratch.path("history"), "--output", scratch.path("report"))
    let index = try Table(
      Data(contentsOf: URL(fileURLWithPath: scratch.path("report/index.csv"))))
    #expect(index.rows.contains(["events", "2"]))
  }

  /// As a failed export makes it, which must not become a day of history.
  @Test(arguments: ["", "{}", "<html>\n"])
  func refusesADumpWithoutAnyUser(text: String) throws {
    let file = try scratch.write(text, to: "in/dump")
    let built = try Program.run([
      "build", file, "--format", "ndjson", "--output", scratch.path("report"),
    ])
    let ending = try Program.run([
      "compact", file, "--format", "ndjson", "--output", scratch.path("out"),
    ])
    #expect(ending.status == 1 && built.status == 1)
    #expect(ending.errors == built.errors)
    #expect(!FileManager.default.fileExists(atPath: scratch.path("out")))
    try run(
      "compact", file, "--format", "ndjson", "--allow-empty", "--output", scratch.path("out"))
  }

  @Test func refusesAReportInAnotherZone() throws {
    let file = try scratch.write(CompactTests.people, to: "dump.json")
    try run("compact", file, "--time-zone", "Asia/Kathmandu", "--output", scratch.path("out"))
    let ending = try Program.run(["build", scratch.path("out"), "--output", scratch.path("report")])
    #expect(ending.status == 1)
    #expect(
      ending.errors
        == "rollcall: events.ndjson:1:1: compacted by the hours of 'Asia/Kathmandu', not of "
        + "'Europe/Berlin'; give the first by --time-zone, or compact the raw events once more\n")
    try run(
      "build", scratch.path("out"), "--time-zone", "Asia/Kathmandu", "--output",
      scratch.path("report"))
  }

  /// Another name of the same clock is no other zone.
  @Test func takesAZoneByAnyOfItsNames() throws {
    let file = try scratch.write(CompactTests.people, to: "dump.json")
    try run("compact", file, "--time-zone", "Asia/Katmandu", "--output", scratch.path("out"))
    try run(
      "build", scratch.path("out"), "--time-zone", "Asia/Kathmandu", "--output",
      scratch.path("report"))
  }

  @Test func refusesAFolderThatHoldsSomething() throws {
    let file = try scratch.write(CompactTests.people, to: "in/dump.json")
    let ending = try Program.run(["compact", file, "--output", scratch.path("in")])
    #expect(ending.status == 2)
    #expect(
      ending.errors == "rollcall: \(scratch.path("in")): exists already; "
        + "name a folder that does not, with --output\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.url.path) == ["in"])
  }

  @Test func refusesToPrintADocument() throws {
    let ending = try Program.run(
      ["compact", "-", "--output", "-"], input: Data(CompactTests.people.utf8))
    #expect(ending.status == 64)
    #expect(ending.output == "")
    #expect(
      ending.errors
        == "rollcall: --output -: a JSON document is no lines; name a folder with --output\n")
  }

  /// What a killed run left goes with the next one of that name; what is anybody else's stays.
  @Test func removesWhatAKilledRunLeft() throws {
    let file = try scratch.write(CompactTests.lines, to: "in/dump.ndjson")
    let manager = FileManager.default
    func make(_ name: String, mode: Int, files: [String]) throws {
      let folder = scratch.path(name)
      try manager.createDirectory(
        atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: mode])
      for file in files {
        _ = manager.createFile(
          atPath: "\(folder)/\(file)", contents: Data("x".utf8),
          attributes: [.posixPermissions: 0o600])
      }
    }
    try make("out.new-a1B2c3", mode: 0o700, files: ["events.ndjson"])
    try make("out.new-empty1", mode: 0o700, files: [])
    try make("out.new-theirs", mode: 0o755, files: ["events.ndjson"])
    try make("out.new-longer1", mode: 0o700, files: [])
    try make("other.new-a1B2c3", mode: 0o700, files: [])
    try make("out.new-folder", mode: 0o700, files: [])
    try manager.createDirectory(
      atPath: scratch.path("out.new-folder/x"), withIntermediateDirectories: false)
    try make("out.new-locked", mode: 0o700, files: ["events.ndjson"])
    let worker = open(scratch.path("out.new-locked"), O_RDONLY)
    #expect(flock(worker, LOCK_EX | LOCK_NB) == 0)
    defer { close(worker) }
    try run("compact", file, "--output", scratch.path("out"))
    #expect(
      try manager.contentsOfDirectory(atPath: scratch.url.path).sorted() == [
        "in", "other.new-a1B2c3", "out", "out.new-folder", "out.new-locked", "out.new-longer1",
        "out.new-theirs",
      ])
  }

  @Test func leavesNothingBehindWhereTheInputIsBroken() throws {
    let file = try scratch.write(#"{"users": [{"id": "u1"}"#, to: "in/dump.json")
    #expect(try Program.run(["compact", file, "--output", scratch.path("out")]).status == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.url.path) == ["in"])
  }
}
