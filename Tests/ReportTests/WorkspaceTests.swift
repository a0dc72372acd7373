import Testing

/// A workspace's figures are those of its own events, of whoever made them.
@Suite struct WorkspaceTests {
  /// D is 29 June. In w: a, a member, 5 in all, 3 of them in 28 days; b, no
  /// member and suspended, 4; the bot, a member, 100; c, a member, none there
  /// but one elsewhere. Humans: 9 events, 7 in 28 days; logins earn nothing.
  private func report() throws -> Report {
    try build(
      dump(
        asOf: "2026-06-29T12:00:00Z",
        users: [
          #"{"id": "a", "name": "Ada", "email": "ada@x", "role": "admin"}"#,
          #"{"id": "b", "status": "suspended"}"#, "c", #"{"id": "bot", "bot": true}"#,
        ], workspaces: [#"{"id": "w", "name": "Design", "archived": true}"#, "empty"],
        memberships: [
          #"{"user_id": "a", "workspace_id": "w", "role": "editor", "since": "2026-01-02"}"#,
          "c w", "bot w",
        ],
        events: [
          "a t 2026-06-22T10:00:00Z 1 w", "a login 2026-06-22T11:00:00Z 2 w",
          "a t 2026-06-01 2 w", "a t 2026-06-29", "b t 2026-05-30 1 empty",
          "b t 2026-06-20T12:00:00Z 4 w", "bot t 2026-06-28 100 w", "c t 2026-06-28",
        ]))
  }

  @Test func sumsTheEventsOfHumans() throws {
    #expect(
      try report().lines(
        "workspaces.csv", "workspace_id", "name", "archived", "members", "active_28d",
        "events_28", "events", "score", "last_active"
      ).sorted() == [
        "empty|empty|false|0|0|0|1|1|2026-05-30 00:00:00",
        "w|Design|true|3|2|7|9|7|2026-06-22 11:00:00",
      ])
    #expect(try report().figure("memberships") == "3")
  }

  /// Members, and anybody else with events; 22 June is 7 days before D, 20 June
  /// 9, 30 May 30. The account's own status and last active do not enter.
  @Test func listsMembersAndOthersWithEvents() throws {
    let table = try report().workspace("w")
    #expect(
      try table.lines().sorted() == [
        "a|Ada|ada@x|editor|2026-01-02 00:00:00|2026-06-22 11:00:00|1|3|5|3|3|0|active|UTC",
        "bot|bot||||2026-06-28 00:00:00|1|100|100|100|100|0|active|UTC",
        "b|b||||2026-06-20 12:00:00|1|4|4|4|4|0|quiet|UTC",
        "c|c|||||0|0|0|0|0|0|never|UTC",
      ])
    #expect(
      try report().workspace("empty").lines("user_id", "state", "events_28", "events")
        == ["b|quiet|0|1"])
  }

  /// March so far, and February, in w alone: of a member, a bot and somebody who is neither.
  @Test func sumsScoresOfThisMonthAndTheLast() throws {
    let report = try build(
      dump(
        asOf: "2026-03-15T12:00:00Z",
        users: ["a", "b", "c", #"{"id": "bot", "bot": true}"#], workspaces: ["w", "v"],
        memberships: ["a w", "c w"],
        events: [
          "a t 2026-03-15 1 w", "a t 2026-03-01 2 w", "a t 2026-02-28T23:59:59Z 4 w",
          "a t 2026-02-01 8 w", "a t 2026-01-31T23:59:59Z 16 w", "a t 2026-03-02 100 v",
          "a t 2026-03-02 100", "a login 2026-03-02 9 w", "b t 2026-03-01 3 w",
          "bot t 2026-02-10 5 w",
        ]))
    #expect(
      try report.workspace("w").lines("user_id", "score", "score_month", "score_last_month")
        .sorted() == ["a|31|3|12", "bot|5|0|5", "b|3|3|0", "c|0|0|0"].sorted())
  }

  /// D is 29 June: the last 28 days begin on 2 June, those before on 5 May. In w 25 events then and
  /// 28 now, by one and two people; in down 8 and 7, by three and two, 1 in 8 rounded up; in same 3
  /// and 3, by one; in late none and 1; in over 4 and 0. What bots do counts nowhere.
  @Test func comparesWithThe28DaysBefore() throws {
    let report = try build(
      dump(
        asOf: "2026-06-29T12:00:00Z", users: ["a", "b", "c", #"{"id": "bot", "bot": true}"#],
        workspaces: ["w", "down", "same", "late", "over"],
        events: [
          "a t 2026-05-04T23:59:59Z 100 w", "a t 2026-05-05T00:00:00Z 20 w",
          "a t 2026-06-01T23:59:59Z 5 w", "a t 2026-06-02T00:00:00Z 14 w", "b t 2026-06-29 14 w",
          "bot t 2026-06-29 50 w", "a t 2026-05-10 6 down", "b t 2026-05-10 1 down",
          "c t 2026-05-11 1 down", "a t 2026-06-10 6 down", "b t 2026-06-10 1 down",
          "a t 2026-05-10 3 same", "c t 2026-06-10 3 same", "a t 2026-06-10 1 late",
          "b t 2026-05-20 4 over",
        ]))
    let trends = try ["w", "down", "same", "late", "over"].map { id in
      try report.tiles("workspaces/w-\(id).html")[1...2].joined(separator: "; ")
    }
    #expect(
      trends == [
        "Active in 28 days|2|▲up 100% against the 28 days before; "
          + "Events in 28 days|28|▲up 12% against the 28 days before",
        "Active in 28 days|2|▼down 33% against the 28 days before; "
          + "Events in 28 days|7|▼down 13% against the 28 days before",
        "Active in 28 days|1|as in the 28 days before; "
          + "Events in 28 days|3|as in the 28 days before",
        "Active in 28 days|1|none in the 28 days before; "
          + "Events in 28 days|1|none in the 28 days before",
        "Active in 28 days|0|▼down 100% against the 28 days before; "
          + "Events in 28 days|0|▼down 100% against the 28 days before",
      ])
    #expect(try report.tiles("workspaces/w-w.html")[0] == "Members|0|with access")
  }

  /// The first event, on 6 May, is a day too late to say what 28 days were like.
  @Test func comparesNothingThatTheDataDoesNotReach() throws {
    for (first, events) in [("05", "▲up 100% against the 28 days before"), ("06", "of 3 events")] {
      let report = try build(
        dump(
          asOf: "2026-06-29T12:00:00Z", users: ["a"], workspaces: ["w"],
          events: ["a t 2026-05-\(first) 1 w", "a t 2026-06-29 2 w"]))
      #expect(try report.tiles("workspaces/w-w.html")[2] == "Events in 28 days|2|\(events)")
    }
  }

  @Test func listsWhoHasAccess() throws {
    #expect(
      try report().lines("access.csv").sorted() == [
        "a|Ada|ada@x|active|w|Design|editor|2026-01-02 00:00:00|2026-06-22 11:00:00|7|active|UTC",
        "bot|bot||active|w|Design|||2026-06-28 00:00:00|1|active|UTC",
        "c|c||active|w|Design|||||never|UTC",
      ])
  }

  /// Bands of a membership: 7, 8, 30, 31 days. A suspended account has them too.
  @Test func putsMembershipsIntoBands() throws {
    let ids = ["d7", "d8", "d30", "d31"]
    let days = ["2026-06-23", "2026-06-22", "2026-05-31", "2026-05-30"]
    let report = try build(
      dump(
        asOf: "2026-06-30T12:00:00Z",
        users: ids.map { #"{"id": "\#($0)", "status": "left", "created_at": "2026-06-30"}"# },
        workspaces: ["w", "v"], memberships: ids.flatMap { ["\($0) w", "\($0) v"] },
        events: zip(ids, days).map { "\($0) t \($1) 1 w" }))
    #expect(
      try report.lines("access.csv", "user_id", "workspace_id", "days_idle", "state").sorted() == [
        "d30|v||never", "d30|w|30|quiet", "d31|v||never", "d31|w|31|dormant", "d7|v||never",
        "d7|w|7|active", "d8|v||never", "d8|w|8|quiet",
      ])
  }

  /// Once a membership, by name in code-point order (Z, a, é), whatever the id;
  /// a name that two workspaces share comes twice. Without a name, the id.
  @Test func joinsTheNamesOfAUsersWorkspaces() throws {
    func workspace(_ id: String, _ name: String) -> String {
      #"{"id": "\#(id)", "name": "\#(name)"}"#
    }
    let report = try build(
      dump(
        asOf: "2026-06-30", users: ["a", "b"],
        workspaces: [
          workspace("1", "é"), workspace("2", "a"), workspace("3", "Z"), workspace("4", "a"), "m",
        ], memberships: ["a 1", "a 2", "a 3", "a 4", "a m", "a 1"]))
    #expect(
      try report.lines("users.csv", "user_id", "workspace_count", "workspaces").sorted()
        == ["a|5|Z; a; a; m; é", "b|0|"])
    #expect(try report.figure("memberships") == "5")
    #expect(try report.rejects() == ["duplicate_membership|1"])
  }
}
