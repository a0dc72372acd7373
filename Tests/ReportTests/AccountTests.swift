import Foundation
import Testing

/// `accounts` of a user: further ids and emails of one person.
@Suite struct AccountTests {
  private static let ada = #"""
    {"id": "u1", "name": "Ada", "email": "ada@acme.example", "accounts": [
      {"source": "okta", "id": "okta-7", "email": "ada@acme.example"},
      {"source": "slack", "id": 4711}, {"source": "Wiki <b>", "email": "lovelace@home.example"}]}
    """#

  private func search(_ report: Report) throws -> String {
    let folder = report.folder.path("public/search")
    return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      .map { try report.text("search/\($0)") }.joined()
  }

  @Test func showsAndFindsThem() throws {
    let report = try build(dump(asOf: "2026-02-02", users: [Self.ada, "u2"]))
    let page = try report.text(try report.user("u1", "page"))
    #expect(page.contains("Joined accounts"))
    #expect(
      page.contains(
        "<dt>Okta</dt><dd><bdi>okta-7 · ada@acme.example</bdi></dd>"
          + "<dt>Slack</dt><dd><bdi>4711</bdi></dd>"
          + "<dt>Wiki &lt;b&gt;</dt><dd><bdi>lovelace@home.example</bdi></dd>"))
    let blocks = try search(report)
    // Each once, and not what the row has already.
    #expect(
      blocks.contains(
        "u1\\t\\t\\tokta-7 4711 lovelace@home.example\\n"
          .replacingOccurrences(of: "\\t", with: "\t")))
    #expect(try !report.text(try report.user("u2", "page")).contains("Joined accounts"))
    #expect(try report.notes() == [])
  }

  @Test(arguments: [
    "5", "{}", "\"x\"", "[5]", "[{}]", #"[{"id": 1.5}]"#, #"[{"id": "x", "source": 1}]"#,
    #"[{"id": "x", "email": ["a"]}]"#, "[null]", #"[{"id": ""}]"#,
  ])
  func takesAnIllFormedOneForAbsent(accounts: String) throws {
    let report = try build(
      dump(
        asOf: "2026-02-02",
        users: [#"{"id": "a", "accounts": \#(accounts), "name": "Ada"}"#]))
    #expect(try report.notes() == ["note: user.accounts of the wrong type|1"])
    #expect(try report.user("a", "name") == "Ada")
    #expect(try !report.text(try report.user("a", "page")).contains("Joined accounts"))
  }

  @Test func keepsTheGoodOnesBesideAnIllFormedOne() throws {
    let report = try build(
      dump(asOf: "2026-02-02", users: [#"{"id": "a", "accounts": [{"id": "x"}, 5, {"id": "y"}]}"#]))
    #expect(try report.notes() == ["note: user.accounts of the wrong type|1"])
    let page = try report.text(try report.user("a", "page"))
    #expect(page.contains("<bdi>x</bdi>") && page.contains("<bdi>y</bdi>"))
  }

  @Test(arguments: ["null", "[]", "\"\""])
  func takesNoneForNone(accounts: String) throws {
    let report = try build(
      dump(asOf: "2026-02-02", users: [#"{"id": "a", "accounts": \#(accounts)}"#]))
    #expect(try report.notes() == [])
  }

  /// Her records are read before it is known that they are hers.
  @Test(arguments: ["okta-7", "4711", "u1"])
  func optsOutByTheIdOfAnAccount(id: String) throws {
    let events = [
      "u1 t 2026-02-01", #"{"user_id": "u1", "type": "secret", "at": "lovelace"}"#,
      "u2 t 2026-02-01",
    ]
    let text = dump(asOf: "2026-02-02", users: [Self.ada, "u2"], events: events)
    let report = try build(text, settings: "opt_out: [\(id)]\n")
    #expect(try report.lines("users.csv", "user_id") == ["u2"])
    #expect(try report.rejects() == [])
    for path in try FileManager.default.subpathsOfDirectory(atPath: report.folder.path("public"))
    where path.contains(".") && !path.hasPrefix("assets") && path != ".rollcall" {
      // Nothing is packed in it, so that words are seen.
      let file = report.folder.url.appendingPathComponent("public/\(path)")
      let bytes = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      for word in ["lovelace", "okta-7", "4711", "ada@"] {
        #expect(!bytes.contains(word), "\(path)")
      }
    }
  }

  @Test func optsOutByTheIdOfAnAccountFromAPipe() throws {
    let lines = """
      {"kind": "event", "user_id": "u1", "type": "t", "at": "soon"}
      {"kind": "user", "id": "u1", "accounts": [{"id": "x"}]}
      {"kind": "user", "id": "u2"}
      """
    let report = try build(
      files: [:], from: ["-"], options: ["--format", "ndjson"], settings: "opt_out: [x]\n",
      input: Data(lines.utf8))
    #expect(try report.lines("users.csv", "user_id") == ["u2"])
    #expect(try report.rejects() == [])
  }

  @Test func excludesByTheIdOfAnAccount() throws {
    let report = try build(
      dump(
        asOf: "2026-02-02", users: [Self.ada, "u2"],
        events: ["u1 t 2026-02-01 5", "u2 t 2026-02-01"]),
      settings: "leaderboard_exclude: [okta-7]\n")
    #expect(try report.board("all") == ["1||u2|1"])
  }

  @Test func showsNoneUnderAPseudonym() throws {
    let scratch = try Scratch()
    let key = try scratch.write(String(repeating: "k", count: 40), to: "key")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
    let report = try build(
      dump(
        asOf: "2026-02-02", users: [Self.ada, "u2"],
        events: ["u1 t 2026-02-01 5", "u2 t 2026-02-01"]), "--pseudonymise", key,
      settings: "leaderboard_exclude: [okta-7]\n")
    #expect(try report.table("leaderboard/all.csv").rows.count == 1)
    for path in try FileManager.default.subpathsOfDirectory(atPath: report.folder.path("public"))
    where path.hasSuffix(".html") || path.hasSuffix(".js") && !path.hasPrefix("assets") {
      let bytes = try report.text(path)
      for word in ["okta-7", "4711", "lovelace", "dump.json"] { #expect(!bytes.contains(word)) }
    }
  }

  /// An export that fails for an hour must not bring back who is left out by its account.
  @Test(arguments: [("okta-00u1", "u2"), ("u2", "okta-00u1")])
  func leavesOutWhoeverSettingsJoinWithAnIdThatIsNotThere(named: String, there: String) throws {
    let scratch = try Scratch()
    let file = try scratch.write(
      dump(
        asOf: "2026-02-02", users: [#"{"id":"\(there)","name":"Zacharias"}"#, #"{"id":"u1"}"#]),
      to: "dump.json")
    try scratch.write(
      "people:\n  - same: [u2, okta-00u1]\nopt_out: [\(named)]\n", to: "site/site.yml")
    let ending = try Program.run([
      "build", file, "--output", scratch.path("public"), "--site", scratch.path("site"),
    ])
    #expect(ending.status == 0, "\(ending.errors)")
    let users = try String(contentsOfFile: scratch.path("public/users.csv"), encoding: .utf8)
    #expect(users.contains("u1") && !users.contains("Zacharias") && !users.contains(there))
    let printed = try Program.run(["convert", file, "--site", scratch.path("site")])
    #expect(printed.output.contains(#""id":"u1""#) && !printed.output.contains("Zacharias"))
  }

  /// Who is left out by the id of an account was in the published report by another.
  @Test func countsWhoIsLeftOutByAnAccountAsNoLoss() throws {
    let scratch = try Scratch()
    let file = try scratch.write(
      dump(asOf: "2026-02-02", users: [Self.ada, "u2"]), to: "dump.json")
    try scratch.write("", to: "site/site.yml")
    let arguments = [
      "build", file, "--output", scratch.path("public"), "--site", scratch.path("site"),
      "--max-shrink", "10",
    ]
    #expect(try Program.run(arguments).status == 0)
    try scratch.write("opt_out: [4711]\n", to: "site/site.yml")
    let ending = try Program.run(arguments)
    #expect(ending.status == 0, "\(ending.errors)")
  }
}
