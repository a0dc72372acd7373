import Foundation
import Testing

/// `rollcall check` on exports: what was found, and who is or might be one person.
@Suite struct CheckJoinsTests {
  private func check(
    _ settings: String? = nil, _ files: [String: Data] = Exports.both
  ) throws -> [String] {
    let scratch = try Scratch()
    for (name, bytes) in files { try scratch.write(bytes, to: "in/\(name)") }
    var arguments = ["check", scratch.path("in")]
    if let settings {
      try scratch.write(settings, to: "site/site.yml")
      arguments += ["--site", scratch.path("site")]
    }
    let ending = try Program.run(arguments)
    #expect(ending.errors == "")
    return ending.output.split(separator: "\n").map(String.init)
  }

  private func joins(_ settings: String, _ files: [String: Data] = Exports.both) throws -> [String]
  {
    try check(settings, files).filter {
      ["joined by", "same name", "  - ", "and "].contains(where: $0.hasPrefix)
    }
  }

  /// Okta's log has a sign-in, one that failed, and one of another kind; Slack's channel two messages
  /// that count and one without a time.
  @Test func saysWhatWasFoundOfEachSource() throws {
    #expect(
      try check()[7...9] == [
        "source  files  users  workspaces  events  notes",
        "Okta        2      2           0       1      2",
        "Slack       3      2           1       3      4",
      ])
  }

  @Test func listsNobodyWithoutASite() throws {
    #expect(try !check().contains { $0.hasPrefix("joined by") || $0.hasPrefix("same name") })
  }

  @Test func listsJoinsAndNearJoins() throws {
    #expect(
      try joins("") == [
        "joined by email: okta-00a, slack-U1", "  - apart: [okta-00a, slack-U1]",
        "same name: okta-00b, slack-U2", "  - same: [okta-00b, slack-U2]",
      ])
  }

  /// Each line does what it is for, and is then there no more.
  @Test func listsLinesThatWork() throws {
    #expect(
      try joins("people:\n  - same: [okta-00b, slack-U2]\n  - apart: [okta-00a, slack-U1]\n") == [
        "joined by people: okta-00b, slack-U2", "  - same: [okta-00b, slack-U2]",
      ])
  }

  @Test func listsNobodyOnOptOut() throws {
    #expect(
      try joins("opt_out: [slack-U1]\n") == [
        "same name: okta-00b, slack-U2", "  - same: [okta-00b, slack-U2]",
      ])
    #expect(
      try joins("opt_out: [okta-00b]\n") == [
        "joined by email: okta-00a, slack-U1", "  - apart: [okta-00a, slack-U1]",
      ])
  }

  /// Never joined by email; ids of their own are in quotes where YAML may take them for something else.
  @Test func listsNativeUsersOfTheSameName() throws {
    var files = Exports.both
    files["native.json"] = Data(
      dump(
        asOf: "2026-02-02",
        users: [
          #"{"id": "yes", "name": " ada", "email": "ada@acme.example"}"#,
          #"{"id": "a\u001bb", "name": "Eve"}"#, #"{"id": "e2", "name": "Eve"}"#,
        ]
      ).utf8)
    #expect(
      try joins("", files).filter { $0.contains("yes") || $0.contains("e2") } == [
        "same name: yes, okta-00a", #"  - same: ["yes", okta-00a]"#,
      ])
  }

  /// 200 entries in all, of which each kind has half where both have more.
  @Test func listsAtMostTwoHundred() throws {
    func users(_ domain: String) -> String {
      (0..<150).flatMap { number in
        [
          #"{"id": "\#(domain)j\#(number)", "team_id": "T", "profile": {"real_name": "J\#(domain)\#(number)", "email": "j\#(number)@x.example"}}"#,
          #"{"id": "\#(domain)n\#(number)", "team_id": "T", "profile": {"real_name": "N\#(number)", "email": "\#(domain)\#(number)@x.example"}}"#,
        ]
      }.joined(separator: ",")
    }
    let okta = users("o").replacingOccurrences(of: "team_id\": \"T", with: "status\": \"ACTIVE")
      .replacingOccurrences(of: "real_name", with: "displayName")
      .replacingOccurrences(of: "\"profile\": {", with: "\"profile\": {\"login\": \"x\", ")
    let lines = try joins(
      "",
      ["okta.json": Data("[\(okta)]".utf8), "slack.json": Data("[\(users("s"))]".utf8)])
    #expect(lines.count { $0.hasPrefix("joined by email: ") } == 100)
    #expect(lines.count { $0.hasPrefix("same name: ") } == 100)
    #expect(
      lines.filter { $0.hasPrefix("and ") } == [
        "and 50 more joined", "and 50 more of the same name",
      ])
  }
}
