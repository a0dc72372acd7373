import Testing

/// Figures of the organization: humans alone, in spans that end with D.
@Suite struct FigureTests {
  /// D is 29 June: D-6 the 23rd, D-27 the 2nd. The bot is everywhere, and in no figure.
  @Test func countsHumansActiveInSpans() throws {
    let bot = #"{"id": "bot", "bot": true}"#
    let days = ["2026-06-29", "2026-06-23", "2026-06-22", "2026-06-02", "2026-06-01"]
    let users = ["d0", "d6", "d7", "d27", "d28"]
    let report = try build(
      dump(
        asOf: "2026-06-29T12:00:00Z", users: users + [bot, "off"],
        events: zip(users, days).map { "\($0) t \($1) 2" } + days.map { "bot t \($0) 100" } + [
          "d0 t 2026-06-29", "off logout 2026-06-20", "d28 login 2026-06-20",
        ]))
    #expect(try report.figure("active_today") == "1")
    #expect(try report.figure("active_7d") == "2")
    #expect(try report.figure("active_28d") == "6")
    #expect(try report.figure("contributing_28d") == "4")
    #expect(try report.figure("events") == "13")
    #expect(try report.figure("score") == "11")
    #expect(try report.figure("users") == "7")
    #expect(try report.figure("humans") == "6")
    #expect(try report.figure("bots") == "1")
    #expect(
      try report.lines("types.csv", "type", "points", "users", "events_28", "events").sorted()
        == ["login|0|1|1|1", "logout|0|1|1|1", "t|1|5|9|11"])
    #expect(try report.user("d28", "events_28") == "1")
    #expect(try report.user("d28", "active_days_28") == "1")
    #expect(try report.user("d28", "events") == "3")
    #expect(try report.user("bot", "events") == "500")
    #expect(try report.user("bot", "events_28") == "400")
    #expect(try report.user("bot", "active_days_28") == "4")
  }

  /// 4 humans active in 1 to 28 June (D is the 29th), on 7 days in all:
  /// (7 / 28) / 4 = 0.0625, half up 0.063 (to even it would be 0.062). Days
  /// outside, the 29th and 31 May, and the bot add nothing.
  @Test func roundsStickinessHalfUpFromTheExactFraction() throws {
    let report = try build(
      dump(
        asOf: "2026-06-29T12:00:00Z",
        users: ["a", "b", "c", "d", "e", #"{"id": "bot", "role": "bot"}"#],
        events: [
          "a t 2026-06-01", "a t 2026-06-02", "a t 2026-06-03", "a t 2026-06-04",
          "a login 2026-06-04", "b t 2026-06-28T23:59:59Z", "c t 2026-06-10", "d logout 2026-06-11",
          "e t 2026-06-29", "e t 2026-05-31", "bot t 2026-06-05",
        ]))
    #expect(try report.figure("stickiness") == "0.063")
  }

  /// 1 human on all 28 days: 1. One of 28: 1/28 = 0.0357...
  @Test func writesThreeDecimals() throws {
    let days = (1...28).map { "a t 2026-06-\($0 < 10 ? "0" : "")\($0)" }
    let all = try build(dump(asOf: "2026-06-29", users: ["a"], events: days))
    #expect(try all.figure("stickiness") == "1.000")
    let one = try build(dump(asOf: "2026-06-29", users: ["a"], events: ["a t 2026-06-28"]))
    #expect(try one.figure("stickiness") == "0.036")
    let today = try build(dump(asOf: "2026-06-29", users: ["a"], events: ["a t 2026-06-29"]))
    #expect(try today.figure("stickiness") == "")
  }

  /// Each day from the first human event on, also where nothing happened; the
  /// 7 and 28 days that end with it, before D as well. Events, score and logins
  /// are sums of counts. The bot's event and day come first and do not count.
  @Test func listsEveryDay() throws {
    let report = try build(
      dump(
        asOf: "2026-06-10T12:00:00Z",
        users: [
          #"{"id": "a", "created_at": "2026-06-03T12:00:00Z"}"#,
          #"{"id": "b", "created_at": "2026-05-01"}"#, #"{"id": "c", "created_at": "2026-06-03"}"#,
          #"{"id": "bot", "bot": true, "created_at": "2026-06-03"}"#,
        ],
        events: [
          "bot t 2026-06-01", "a login 2026-06-02 3", "a t 2026-06-03 2", "b t 2026-06-03",
          "b logout 2026-06-03", "bot t 2026-06-03 50",
        ]))
    #expect(
      try report.lines("activity.csv") == [
        "2026-06-02|1|1|1|3|0|3|0", "2026-06-03|2|2|2|4|3|0|2", "2026-06-04|0|2|2|0|0|0|0",
        "2026-06-05|0|2|2|0|0|0|0", "2026-06-06|0|2|2|0|0|0|0", "2026-06-07|0|2|2|0|0|0|0",
        "2026-06-08|0|2|2|0|0|0|0", "2026-06-09|0|2|2|0|0|0|0", "2026-06-10|0|0|2|0|0|0|0",
      ])
    #expect(try report.days(of: "a") == ["2026-06-02|3|0|3", "2026-06-03|2|2|0"])
    #expect(try report.days(of: "c") == [])
  }

  /// D-27 is 2 June, a Tuesday; the bot and the day before are out.
  @Test func countsTheHoursOf28Days() throws {
    let report = try build(
      dump(
        asOf: "2026-06-29T12:00:00Z", users: ["a", #"{"id": "bot", "bot": true}"#],
        events: [
          "a t 2026-06-02T00:00:00Z 3", "a t 2026-06-01T23:59:59Z", "a login 2026-06-09T00:59:59Z",
          "a t 2026-06-28T23:00:00Z", "bot t 2026-06-28T23:00:00Z", "a t 2026-06-29T12:00:00Z",
        ]))
    #expect(try report.hours() == ["1|12|1", "2|0|4", "7|23|1"])
    let keys = (1...7).flatMap { day in (0...23).map { "\(day)|\($0)" } }
    #expect(try report.lines("hours.csv", "weekday", "hour") == keys)
  }

  /// 2 June is D-27. D counts whole, its evening after as-of included.
  @Test func countsWhoIsNew() throws {
    let days = ["2026-06-02", "2026-06-01T23:59:59Z", "2026-06-29T23:59:59Z", "2026-06-30"]
    let users = days.enumerated().map { #"{"id": "u\#($0)", "created_at": "\#($1)"}"# }
    let others = [
      #"{"id": "bot", "bot": true, "created_at": "2026-06-10"}"#,
      #"{"id": "off", "status": "left", "created_at": "2026-06-10"}"#,
    ]
    let report = try build(dump(asOf: "2026-06-29T12:00:00Z", users: users + others))
    #expect(try report.figure("new_28d") == "3")
  }

  /// 3 June is D-27: the login on its first second counts, the one a second before does not.
  @Test func countsAccountsUsedIn28Days() throws {
    func user(_ id: String, _ login: String) -> String {
      #"{"id": "\#(id)", "last_login_at": "\#(login)"}"#
    }
    let report = try build(
      dump(
        asOf: "2026-06-30T12:00:00Z",
        users: [
          user("in", "2026-06-03T00:00:00Z"), user("out", "2026-06-02T23:59:59Z"), "today", "none",
          #"{"id": "off", "status": "left"}"#, #"{"id": "bot", "bot": true}"#,
        ],
        events: ["today logout 2026-06-30", "off t 2026-06-30", "bot t 2026-06-30"]))
    #expect(try report.figure("accounts_used_28d") == "2")
  }

  @Test func listsTheFiguresInOrder() throws {
    let report = try build(dump(asOf: "2026-06-29T12:00:00Z", users: ["a"]))
    #expect(
      try report.lines("index.csv") == [
        "organization|Acme", "as_of|2026-06-29 12:00:00", "time_zone|UTC", "users|1", "humans|1",
        "bots|0", "accounts_active|1", "workspaces|0", "memberships|0", "events|0", "score|0",
        "active_today|0", "active_7d|0", "active_28d|0", "contributing_28d|0", "stickiness|",
        "new_28d|0", "dormant|0", "never|1", "accounts_used_28d|0", "access_never|0",
        "access_dormant|0", "access_closed|0", "rejects|0",
      ])
  }
}
