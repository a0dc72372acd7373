import Testing

/// How memberships are used, and how long they and accounts are idle.
@Suite struct AccessTests {
  /// D is 30 June, 31 May 30 days before, 30 May 31: by date, so that the last second of D is
  /// today. Who was ever active in the workspace is told by that alone, whatever `since` says.
  private func report() throws -> Report {
    let since = [
      "today": "2026-06-30T23:59:59Z", "later": "2026-07-01", "day30": "2026-05-31",
      "day31": "2026-05-30T23:59:59Z", "used": "2026-07-05", "dormant": "2026-06-30",
      "gone": "2026-05-30", "leaving": "2026-06-30", "bot": "2026-05-30",
    ]
    return try build(
      dump(
        asOf: "2026-06-30T12:00:00Z",
        users: [
          "today", "later", "day30", "day31", "unknown", "used", "dormant",
          #"{"id": "gone", "status": "left"}"#, #"{"id": "leaving", "status": "suspended"}"#,
          #"{"id": "bot", "bot": true}"#,
        ], workspaces: ["w", "v"],
        memberships: ["unknown w"]
          + since.sorted { $0.key < $1.key }.map {
            #"{"user_id": "\#($0.key)", "workspace_id": "w", "since": "\#($0.value)"}"#
          },
        events: [
          "used t 2026-06-20 1 w", "dormant t 2026-05-30 1 w", "day31 t 2026-06-30",
          "later login 2026-06-30 1 v",
        ]))
  }

  /// The most days idle first, before them those that nobody knows; then by name.
  @Test func tellsNewMembershipsFromUnusedOnes() throws {
    let report = try report()
    #expect(
      try report.lines("access.csv", "user_id", "days_idle", "state") == [
        "later||never", "unknown||never", "bot|31|never", "day31|31|never", "dormant|31|dormant",
        "gone|31|never", "day30|30|new", "used|10|quiet", "leaving|0|new", "today|0|new",
      ])
    #expect(
      try report.workspace("w").lines("user_id", "state").sorted() == [
        "bot|never", "day30|new", "day31|never", "dormant|dormant", "gone|never", "later|never",
        "leaving|new", "today|new", "unknown|never", "used|quiet",
      ])
  }

  /// Of people with an active account: later, unknown and day31 never, dormant; gone and
  /// leaving have memberships still. The bot counts nowhere.
  @Test func countsMembershipsToReview() throws {
    let report = try report()
    #expect(try report.figure("access_never") == "3")
    #expect(try report.figure("access_dormant") == "1")
    #expect(try report.figure("access_closed") == "2")
    let page = try report.text("index.html")
    let never = "access.html?status=active&amp;bot=false&amp;state=never"
    #expect(page.contains("<b>3</b><a href=\"\(never)\">memberships never active</a>"))
    let closed = "access.html?status=%21active&amp;bot=false"
    #expect(page.contains("<b>2</b><a href=\"\(closed)\">memberships of closed accounts</a>"))
  }

  /// The never active are idle since their creation: 30 May 31 days, 1 January 180. Nobody
  /// knows of the one that is created tomorrow, who comes first, as does whoever has no date.
  @Test func listsTheLongestIdleAccountsFirst() throws {
    func user(_ id: String, _ created: String) -> String {
      #"{"id": "\#(id)", "created_at": "\#(created)"}"#
    }
    let report = try build(
      dump(
        asOf: "2026-06-30T12:00:00Z",
        users: [
          user("new", "2026-05-31"), user("never", "2026-05-30"), user("old", "2026-01-01"),
          user("tomorrow", "2026-07-01"), "undated", user("dormant", "2020-01-01"), "ancient",
        ],
        events: ["dormant t 2026-05-01", "ancient t 2026-01-01"]))
    #expect(
      try report.lines("dormant.csv", "user_id", "days_idle", "state") == [
        "tomorrow||never", "undated||never", "ancient|180|dormant", "old|180|never",
        "dormant|60|dormant", "never|31|never",
      ])
  }
}
