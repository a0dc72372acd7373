import Foundation
import Testing

/// What stops the run: its exit code, where, and that the old report stays.
@Suite struct FailureTests {
  private let good = dump(asOf: "2026-02-02", users: ["a"], events: ["a t 2026-02-01"])

  /// Builds `text` over a good report; expects `status` and the old bytes.
  private func fails(
    _ text: String, _ options: String..., status: Int32,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    let report = try build(good)
    try #require(report.ending.status == 0, "\(report.ending.errors)")
    let before = try SameBytesTests.tree(report.folder)
    let file = try report.folder.write(text, to: "bad.json")
    let ending = try Program.run(
      ["build", file, "--output", report.folder.path("public")] + options)
    #expect(ending.status == status, "\(ending.errors)", sourceLocation: sourceLocation)
    #expect(ending.output == "", sourceLocation: sourceLocation)
    let isSame = try SameBytesTests.tree(report.folder) == before
    #expect(isSame, "the old report changed", sourceLocation: sourceLocation)
    let left = try FileManager.default.contentsOfDirectory(atPath: report.folder.url.path)
      .filter { !$0.hasPrefix(".") }.sorted()
    #expect(left == ["bad.json", "in", "public"], sourceLocation: sourceLocation)
    return ending.errors
  }

  /// Whether `errors` has `bad.json:line:column: ` at the start of a line or
  /// behind a blank, and says more after it.
  private func stands(_ errors: String, _ line: Int, _ column: Int? = nil) -> Bool {
    let place = "bad\\.json:\(line):\(column.map(String.init) ?? "[0-9]+"): [^\\n]{10,}"
    return errors.range(of: "(^|[\\s/])" + place, options: .regularExpression) != nil
  }

  /// Text where a comma or a bracket belongs, after a whole record.
  @Test(arguments: [
    ("{\"users\": [{\"id\": \"a\"}\n  {\"id\": \"b\"}]}", 2, 3),
    ("{\"users\": [{\"id\": \"a\"} x, {\"id\": \"b\"}]}", 1, 24),
    ("{\"users\": [{\"id\": \"é😀\"}; {\"id\": \"b\"}]}", 1, 24),
    ("{\"users\": [{\"id\": \"a\"}],\n \"events\" []}", 2, 11),
    ("{\"users\": [{\"id\": \"a\"}]} {\"events\": []}", 1, 26),
    ("\u{FEFF}{\"users\": [{\"id\": \"a\"}]}\r\nx", 2, 1),
    ("{\"users\": [{\"id\": \"a\"}]}}", 1, 25),
    ("[{\"id\": \"a\"}]", 1, 1),
  ])
  func stopsAtTextBetweenRecords(text: String, line: Int, column: Int) throws {
    let errors = try fails(text, status: 1)
    #expect(stands(errors, line, column), "\(errors)")
  }

  /// A document that ends early, cut on its second line.
  @Test(arguments: [
    "{\"users\": [\n{\"id\": \"a\"}", "{\"users\": [\n{\"id\": \"a\"},",
    "{\"users\":\n[{\"id\": \"a\"}]",
    "{\"users\":\n[{\"id\": \"a\"}, {\"id\": \"b",
    "{\"users\":\n[{\"id\": \"a\"}, {\"id\": \"b\", \"x\": [",
    "{\"users\":\n[{\"id\": \"a\"}], \"x\": \"", "{\"users\":\n[{\"id\": \"a\"}], ",
  ])
  func stopsWhereADocumentIsCutOff(text: String) throws {
    let errors = try fails(text, status: 1)
    #expect(stands(errors, 2), "\(errors)")
  }

  /// Every prefix of a small dump ends with 0 or 1, and with a report or the old one.
  @Test func survivesEveryPrefix() throws {
    let bytes = Data(#"{"users": [{"id": "a\u00e9"}], "x": {"y": [1, "\\"]}, "events": null}"#.utf8)
    for length in stride(from: 0, through: bytes.count, by: 3) {
      let report = try build(files: ["dump.json": bytes.prefix(length)])
      let isWhole = length == bytes.count
      #expect(report.ending.status == (isWhole ? 0 : 1), "\(length): \(report.ending.errors)")
    }
  }

  @Test(arguments: [
    "garbage", "{}", "{\"users\": []}", "{\"users\": [5, {}]}", "{\"foo\": {\"id\": \"a\"}}",
    "{\"kind\": \"team\", \"id\": \"x\"}\n5\n", "not\njson\n",
  ])
  func stopsWithoutAnyValidRecord(text: String) throws {
    let errors = try fails(text, status: 1)
    #expect(stands(errors, 1) || stands(errors, 2), "\(errors)")
  }

  @Test func stopsAtAnUnknownTimeZone() throws {
    let errors = try fails(
      "{\"users\": [{\"id\": \"a\"}],\n\"organization\": {\"time_zone\": \"Europe/Kyjiw\"}}",
      status: 1)
    #expect(stands(errors, 2), "\(errors)")
    #expect(errors.contains("Europe/Kyjiw"))
    for zone in ["europe/berlin", "../../etc/passwd", "Berlin", "+01:00"] {
      _ = try fails(
        "{\"organization\": {\"time_zone\": \"\(zone)\"}, \"users\": [{\"id\": \"a\"}]}", status: 1)
    }
  }

  /// `--strict` fails when anything was rejected; notes are no rejects.
  @Test func failsWhenStrict() throws {
    _ = try fails("{\"users\": [{\"id\": \"a\"}, {}]}", "--strict", status: 1)
    let noted = try build("{\"users\": [{\"id\": \"a\", \"name\": 5}]}", "--strict")
    #expect(noted.ending.status == 0)
  }

  @Test func endsWith64WhenUsedWrongly() throws {
    _ = try fails(good, "--as-of", "soon", status: 64)
    for time in [
      "2026-02-30", "1969-12-31", "1969-12-31T23:59:59Z", "2101-01-01", "2101-01-01T00:00:00Z",
    ] {
      _ = try fails(good, "--as-of", time, status: 64)
    }
    for time in ["1970-01-01", "2100-12-31T23:59:59Z"] {
      #expect(try build(good, "--as-of", time).ending.status == 0)
    }
    _ = try fails(good, "--time-zone", "Mars/Olympus", status: 64)
    _ = try fails(good, "--no-such-option", status: 64)
    _ = try fails(good, "--format", "xml", status: 64)
    _ = try fails(good, "--threads", "many", status: 64)
    #expect(try Program.run(["build"]).status == 64)
    #expect(try Program.run(["no-such-call"]).status == 64)
  }

  @Test func endsWith2WhenTheOutputIsNotOurs() throws {
    let scratch = try Scratch()
    let file = try scratch.write(good, to: "dump.json")
    try scratch.write("keep", to: "public/holiday.txt")
    for option in ["--threads=1", "--force", "--rebuild", "--allow-older"] {
      let ending = try Program.run(["build", file, "--output", scratch.path("public"), option])
      #expect(ending.status == 2, "\(ending.errors)")
      #expect(try SameBytesTests.tree(scratch) == ["holiday.txt": Data("keep".utf8)])
    }
  }

  /// Reads only; says every reason, with an example and where it stands.
  @Test func checksWithoutWriting() throws {
    let scratch = try Scratch()
    let file = try scratch.write(
      "{\"users\": [{\"id\": \"a\"},\n {\"name\": \"B\"}, 5]}", to: "dump.json")
    let bad = try Program.run(["check", file])
    #expect(bad.status == 1)
    for word in ["missing_field", "wrong_type", "dump.json:2:2", "{\"name\": \"B\"}"] {
      #expect(bad.output.contains(word), "\(bad.output)")
    }
    let fine = try Program.run(["check", try scratch.write(good, to: "good.json")])
    #expect(fine.status == 0, "\(fine.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.url.path).count == 2)
  }
}
