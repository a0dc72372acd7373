import Foundation
import Testing

/// `sources.csv`: what was read, and what became of it. Worked out from the records above.
@Suite struct SourceTests {
  private let words: [String: Data] = ["notes.json": Data(#"{"hello": "world"}"#.utf8)]

  private func report(_ options: String..., files: [String: Data] = Exports.both) throws -> Report {
    let scratch = try Scratch()
    for (name, bytes) in files { try scratch.write(bytes, to: "in/\(name)") }
    try scratch.write("", to: "site/site.yml")
    let ending = try Program.run(
      ["build", scratch.path("in"), "--output", scratch.path("public")] + options
        + ["--site", scratch.path("site")])
    try #require(ending.status == 0, "\(ending.errors)")
    return Report(folder: scratch, ending: ending)
  }

  /// Records, used, not counted, rejected.
  @Test func accountsForEveryRecord() throws {
    let report = try report(files: Exports.both.merging(words) { first, _ in first })
    #expect(
      try report.lines("sources.csv") == [
        "okta|okta-log.ndjson|Okta's System Log|3|1|2|0",
        "okta|okta.json|Okta users|2|2|0|0",
        "slack|slack/channels.json|Slack conversations|1|1|0|0",
        "slack|slack/general/2026-01-05.json|Slack messages|5|2|2|1",
        "slack|slack/users.json|Slack users|4|2|1|1",
        "|notes.json|not read|0|0|0|0",
      ])
    let page = try report.text("quality.html")
    #expect(page.contains("What was read"))
    #expect(page.contains(#"href="sources.csv""#))
    #expect(page.contains("Nothing to do"))
    // Of joins the counts only.
    #expect(try report.notes().contains("note: accounts joined|1"))
    for word in ["hush", "slack-U1", "okta-00a", "ada@"] { #expect(!page.contains(word)) }
  }

  @Test func countsNativeRecordsByFile() throws {
    let report = try build(files: [
      "a.json": Data(
        dump(
          asOf: "2026-02-02", users: ["u1", "u1", "u2"], workspaces: ["w"],
          memberships: ["u1 w", "u9 w"],
          events: ["u1 t 2026-02-01", "u9 t 2026-02-01", "u1 t 2026-02-03", "u1 t soon"]
        ).utf8),
      "b.ndjson": Data(
        "{\"kind\": \"user\", \"id\": \"u3\"}\n\n[1]\n{\"kind\": \"event\", \"user_id\": \"u8\", \"type\": \"t\", \"at\": 1}\n"
          .utf8),
    ])
    #expect(
      try report.lines("sources.csv") == [
        "native|a.json|native dump|11|6|0|5", "native|b.ndjson|native dump|3|1|0|2",
      ])
    #expect(try report.figure("rejects") == "7")
  }

  /// Names of files are people's choice: a channel's, a customer's.
  @Test func numbersFilesUnderPseudonyms() throws {
    let scratch = try Scratch()
    let key = try scratch.write(String(repeating: "k", count: 40), to: "key")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
    let report = try report("--pseudonymise", key)
    #expect(try report.lines("sources.csv", "file") == ["1", "2", "3", "4", "5"])
    #expect(
      try report.notes() == [
        "note: accounts joined|1", "note: no organization|1",
        "note: not counted (okta records of other kinds)|2",
        "note: not counted (slack reaction)|1",
        "note: not counted (slack records of other kinds)|1",
        "note: seen again (slack message)|1", "note: seen again (slack user)|1",
      ])
    let page = try report.text("quality.html")
    for word in ["general", "secret.word", "channel_join", "hush", "okta-log"] {
      #expect(!page.contains(word), "\(word)")
    }
    let users = try report.lines("users.csv", "page")
    for path in users { #expect(try !report.text(path).contains("Joined accounts")) }
  }

  /// The CSV of a shape that many reports have, however many threads read.
  @Test func isTheSameWithManyThreads() throws {
    let (one, many) = (try report("--threads", "1"), try report("--threads", "8"))
    #expect(try one.text("sources.csv") == many.text("sources.csv"))
    #expect(try one.text("quality.csv") == many.text("quality.csv"))
  }
}
