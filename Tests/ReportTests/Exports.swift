import Foundation

/// Small exports, made for tests.
enum Exports {
  /// A workspace of Slack as a folder `slack/`: three people, one of them twice and one record
  /// without an id; a channel with a message, the same once more, a join, one that has a reaction,
  /// and one without a time.
  static func slack(_ extra: String = "") -> [String: Data] {
    [
      "slack/users.json": Data(
        #"""
        [{"id": "U1", "team_id": "T", "real_name": "Ada", "profile": {"email": "ada@acme.example"}},
         {"id": "U2", "team_id": "T", "real_name": "Bo", "profile": {}},
         {"id": "U2", "team_id": "T", "real_name": "Bo B.", "profile": {}},
         {"id": "", "team_id": "T", "profile": {}}]
        """#.utf8),
      "slack/channels.json": Data(
        #"[{"id": "C1", "name": "general", "created": 1700000000, "members": ["U1", "U2"]}]"#.utf8),
      "slack/general/2026-01-05.json": Data(
        #"""
        [{"type": "message", "user": "U1", "ts": "1767607200.000100", "text": "hush"},
         {"type": "message", "user": "U1", "ts": "1767607200.000100", "text": "hush"},
         {"type": "message", "subtype": "channel_join", "user": "U2", "ts": "1767607201.000100"},
         {"type": "message", "user": "U2", "ts": "1767607202.000100", "text": "hush",
          "reactions": [{"name": "x", "users": ["U1"]}]},
         {"type": "message", "user": "U2", "text": "hush"}\#(extra)]
        """#.utf8),
    ]
  }

  /// One more message of Bo's.
  static let oneMore = #", {"type": "message", "user": "U2", "ts": "1767607300.000100"}"#

  /// Users and sign-ins of Okta: Ada with the email that she has in Slack, and another Bo.
  static let okta: [String: Data] = [
    "okta.json": Data(
      #"""
      [{"id": "00a", "status": "ACTIVE", "profile": {"login": "ada", "displayName": "Ada",
        "email": " ADA@acme.example"}},
       {"id": "00b", "status": "ACTIVE", "profile": {"login": "bo@acme.example",
        "displayName": "Bo B."}}]
      """#.utf8),
    "okta-log.ndjson": Data(
      #"""
      {"uuid": "1", "eventType": "user.session.start", "published": "2026-01-05T10:00:00.000Z", "actor": {"id": "00a", "type": "User"}, "outcome": {"result": "SUCCESS"}}
      {"uuid": "2", "eventType": "user.session.start", "published": "2026-01-05T11:00:00.000Z", "actor": {"id": "00a", "type": "User"}, "outcome": {"result": "FAILURE"}}
      {"uuid": "3", "eventType": "secret.word", "published": "2026-01-05T11:00:00.000Z", "actor": {"id": "00a", "type": "User"}, "outcome": {"result": "SUCCESS"}}

      """#.utf8),
  ]

  /// What can be read in Slack's and Okta's, in one folder `in`.
  static let both = slack().merging(okta) { first, _ in first }
}
