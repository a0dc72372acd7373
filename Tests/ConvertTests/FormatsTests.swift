import Bytes
import Convert
import Foundation
import Testing

/// Which format a file is of, by one record that fits its row, and how near others come.
@Suite struct FormatsTests {
  /// In the table's order.
  static let rows: [(record: String, format: Format)] = [
    (#"{"kind":"membership","user_id":1}"#, .native),
    (#"{"type":"version","version":null}"#, .mattermost),
    (#"{"zerver_realm":null}"#, .zulip),
    (#"{"zerver_message":[]}"#, .zulip),
    (#"{"kind":"admin#reports#activity"}"#, .googleActivities),
    (#"{"events":null,"id":{},"actor":{}}"#, .googleActivities),
    (#"{"primaryEmail":""}"#, .googleUsers),
    (#"{"eventType":"","published":null}"#, .oktaEvents),
    (#"{"profile":{"login":""},"status":"ACTIVE","id":"x","team_id":"x"}"#, .oktaUsers),
    (#"{"createdDateTime":null,"appId":null}"#, .entraSignIns),
    (#"{"createdDateTime":null,"userId":1,"userPrincipalName":"x"}"#, .entraSignIns),
    (#"{"createdDateTime":"x","userPrincipalName":"x"}"#, .entraUsers),
    (#"{"type":"XEvent","actor":null}"#, .githubEvents),
    (#"{"action":"x","@timestamp":1}"#, .githubAudit),
    (#"{"action":"x","_document_id":1,"actor":"x"}"#, .githubAudit),
    (#"{"login":"x","name":null}"#, .githubMembers),
    (#"{"login":"x","role":null}"#, .githubMembers),
    (#"{"user_id":null,"date_first":1,"date_last":2}"#, .slackLogins),
    (#"{"id":"x","profile":{},"is_bot":null}"#, .slackUsers),
    (#"{"id":"x","profile":{"login":5},"team_id":null}"#, .slackUsers),
    (#"{"id":"x","created":null,"members":[]}"#, .slackConversations),
    (#"{"type":"message"}"#, .slackMessages),
    (#"{"ts":null,"text":null}"#, .slackMessages),
  ]

  /// No format: traps, and records that lack one thing; with what is said of it.
  static let strangers: [(record: String, near: String?)] = [
    (#"{"a":1}"#, nil),
    (#"{"id":"x","name":"y","created_at":"z","version":1,"published":1}"#, nil),
    (#"{"id":"U1","deleted":false}"#, "Slack users, but no record has an object `profile`"),
    (
      #"{"members":[{"id":"U1","is_bot":true}]}"#,
      "Slack users, but no record has an object `profile`"
    ),
    (#"{"id":"C1","created":1}"#, "Slack conversations, but no record has a list `members`"),
    (#"{"ts":"1.1"}"#, "Slack messages, but no record has one of `type`, `text`, `user`"),
    (#"{"user_id":"U1","date_first":1}"#, "Slack's access log, but no record has a `date_last`"),
    (
      #"{"type":"user","user":{}}"#, "Mattermost's bulk export, but no record has `type`: `version`"
    ),
    (
      #"{"zerver_userprofile":[]}"#,
      "Zulip's export, but no record has one of `zerver_realm`, `zerver_message`"
    ),
    (#"{"type":"PushEvent"}"#, "GitHub events, but no record has an `actor`"),
    (
      #"{"action":"x","created_at":1,"actor":{}}"#,
      "GitHub's audit log, but no record has an `actor` that is no object"
    ),
    (#"{"login":"x"}"#, "GitHub members, but no record has one of `id`, `role`, `name`"),
    (#"{"eventType":"user.session.start"}"#, "Okta's System Log, but no record has a `published`"),
    (
      #"{"profile":{"login":"x"},"id":"y"}"#, "Okta users, but no record has a text `status`"
    ),
    (
      #"{"createdDateTime":"x"}"#,
      "Entra sign-ins, but no record has one of `userId`, `appId`, `isInteractive`"
    ),
    (
      #"{"id":"x","displayName":"Ada","mail":null}"#,
      "Entra users, but no record has a text `userPrincipalName`"
    ),
    (#"{"events":[],"id":{}}"#, "Google activities, but no record has an object `actor`"),
    (
      #"{"id":"1","name":{},"suspended":false}"#,
      "Google users, but no record has a text `primaryEmail`"
    ),
  ]

  private static let known =
    "this is nothing that rollcall can read: a dump of its own (JSON or NDJSON), or an export of "
    + "Slack (users, conversations, messages, access logs), Mattermost (bulk export), "
    + "Zulip (realm, messages), GitHub (members, events, audit log), Okta (users, System Log), "
    + "Entra (users, sign-ins) or Google Workspace (users, login activities)"

  /// As an element of an array over several lines, as one line, and as a document of its own; of
  /// a stranger with `events` the first alone, as the others are a dump.
  private static func spellings(_ record: String) -> [String] {
    ["[\n\(record)\n]", "\(record)\n", record.replacingOccurrences(of: "{", with: "{\n")]
  }

  private func inputs(_ text: String) throws -> Inputs {
    let folder = try Scratch()
    let file = folder.url.appendingPathComponent("a.json")
    try Data(text.utf8).write(to: file)
    return try Inputs(InputFiles([FilePath(file.path)], archives: true))
  }

  @Test(arguments: rows.indices) func knowsEachRow(_ number: Int) throws {
    for text in Self.spellings(Self.rows[number].record) {
      #expect(try inputs(text).format(of: 0) == Self.rows[number].format, "\(text)")
    }
  }

  @Test func saysThatUTF16IsNotRead() throws {
    let folder = try Scratch()
    let file = folder.url.appendingPathComponent("a.json")
    for encoding in [String.Encoding.utf16, .utf16LittleEndian, .utf16BigEndian] {
      try #require(#"{"users":[]}"#.data(using: encoding)).write(to: file)
      let error = #expect(throws: InputError.self) {
        try Inputs(InputFiles([FilePath(file.path)], archives: true))
      }
      #expect(
        error?.description
          == "a.json:1:1: UTF-16, and JSON is UTF-8; save it anew, in PowerShell by "
          + "Set-Content -Encoding utf8", "\(encoding)")
    }
  }

  @Test(arguments: strangers.indices) func saysHowNearAStrangerComes(_ number: Int) throws {
    let (record, near) = Self.strangers[number]
    let words = near.map { "it looks like \($0); " } ?? ""
    for text in Self.spellings(record).prefix(record.contains("events") ? 1 : 3) {
      let error = #expect(throws: InputError.self, "\(text)") { try inputs(text) }
      #expect(error?.description == "a.json:1:1: \(words)\(Self.known)", "\(text)")
    }
  }

  /// Whatever else is in the folder.
  @Test(arguments: ["id,name\nU1,Ada\n", "\u{FEFF}id;name\n", "PAR1", "\"x\"", "5\n"])
  func refusesWhatBeginsAsNoJSON(text: String) throws {
    let folder = try Scratch()
    try Data(#"[{"id":"U1","profile":{},"team_id":"T"}]"#.utf8)
      .write(to: folder.url.appendingPathComponent("a.json"))
    try Data(text.utf8).write(to: folder.url.appendingPathComponent("b.json"))
    let error = #expect(throws: InputError.self) {
      try Inputs(InputFiles([FilePath(folder.url.path)], archives: true))
    }
    #expect(error?.description == "b.json:1:1: \(Self.known)")
  }
}
