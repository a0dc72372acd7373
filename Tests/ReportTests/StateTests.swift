import Testing

/// States of accounts, last login, last active and where it came from.
@Suite struct StateTests {
  /// D is 30 June. 23 June is 7 days before, 31 May 30, 30 May 31. Dates count,
  /// not hours: 23 June 23:59 to 30 June 00:30 is 7, and so is 23 June 00:00.
  @Test func putsAccountsIntoBands() throws {
    let report = try build(
      dump(
        asOf: "2026-06-30T00:30:00Z",
        users: ["d0", "d7", "d7b", "d8", "d30", "d31", "old", #"{"id": "bot", "bot": true}"#],
        events: [
          "d0 t 2026-06-30T00:30:00Z", "d7 t 2026-06-23T23:59:59Z", "d7b t 2026-06-23",
          "d8 t 2026-06-22T23:59:59Z", "d30 t 2026-05-31", "d31 t 2026-05-30T23:59:59Z",
          "old login 1971-01-01", "bot t 2026-06-22",
        ]))
    #expect(
      try report.lines("users.csv", "user_id", "state").sorted() == [
        "bot|quiet", "d0|active", "d30|quiet", "d31|dormant", "d7b|active", "d7|active",
        "d8|quiet", "old|dormant",
      ])
    #expect(try report.figure("dormant") == "2")
    // 1971-01-01 is 20,269 days before 2026-06-30 (20,634 - 365 after 1970).
    #expect(
      try report.lines("dormant.csv", "user_id", "days_idle", "state").sorted()
        == ["d31|31|dormant", "old|20269|dormant"])
  }

  /// Without activity: `new` when created in 31 May ... 30 June, D by its date.
  @Test func tellsNewFromNever() throws {
    func user(_ id: String, _ created: String) -> String {
      #"{"id": "\#(id)", "created_at": "\#(created)"}"#
    }
    let report = try build(
      dump(
        asOf: "2026-06-30T12:00:00Z",
        users: [
          user("onD", "2026-06-30T23:59:59Z"), user("day30", "2026-05-31"),
          user("day31", "2026-05-30T23:59:59Z"), user("later", "2026-07-01"), "unknown",
          #"{"id": "invited", "status": "invited", "created_at": "2026-06-30"}"#,
          #"{"id": "bot", "bot": true}"#,
        ]))
    #expect(
      try report.lines("users.csv", "user_id", "state").sorted() == [
        "bot|never", "day30|new", "day31|never", "invited|invited", "later|never", "onD|new",
        "unknown|never",
      ])
    #expect(try report.figure("never") == "3")
    #expect(try report.figure("dormant") == "0")
    #expect(
      try report.lines("dormant.csv", "user_id", "days_idle", "last_active", "state").sorted()
        == ["day31|31||never", "later|||never", "unknown|||never"])
  }

  /// Any status but `active` is the state, whatever was done; only `active`
  /// accounts are counted as such.
  @Test func showsTheStatusAsTheState() throws {
    let report = try build(
      dump(
        asOf: "2026-06-30",
        users: [
          "plain", #"{"id": "a", "status": "active"}"#, #"{"id": "n", "status": null}"#,
          #"{"id": "e", "status": ""}"#, #"{"id": "s", "status": "suspended"}"#,
          #"{"id": "A", "status": "Active"}"#, #"{"id": "b", "status": " active"}"#,
          #"{"id": "bot", "bot": true, "status": "active"}"#,
        ], events: ["s t 2026-06-30", "A t 2020-01-01"]))
    #expect(
      try report.lines("users.csv", "user_id", "status", "state").sorted() == [
        "A|Active|Active", "a|active|never", "bot|active|never", "b| active| active",
        "e|active|never", "n|active|never", "plain|active|never", "s|suspended|suspended",
      ])
    #expect(try report.figure("accounts_active") == "4")
    #expect(try report.figure("never") == "4")
    #expect(try report.figure("dormant") == "0")
    #expect(try report.figure("humans") == "7")
    #expect(try report.figure("bots") == "1")
  }

  /// At the same second a type other than `login` wins, then the smallest in
  /// code-point order: Z before a. Fractions are cut before they are compared.
  @Test func namesTheTypeOfTheLastActivity() throws {
    let at = "2026-06-01T10:00:10Z"
    func user(_ id: String, _ login: String) -> String {
      #"{"id": "\#(id)", "last_login_at": "\#(login)"}"#
    }
    let report = try build(
      dump(
        asOf: "2026-06-30",
        users: [
          "login", "other", "least", "out", user("field", at), user("same", at),
          user("newer", "2026-06-01T10:00:11Z"), user("older", "2026-06-01T10:00:09.9Z"), "none",
        ],
        events: [
          "login login \(at)", "other login \(at)", "other task \(at)",
          "least b 2026-06-01T10:00:10.9Z", "least a \(at)", "least Z 2026-06-01T10:00:10.1Z",
          "least login 2026-06-01T10:00:10.95Z", "out logout \(at)", "out login \(at)",
          "same zz \(at)", "newer t \(at)", "older t \(at)",
        ]))
    #expect(
      try report.lines("users.csv", "user_id", "last_active_from", "last_login", "last_active")
        .sorted() == [
          "field|login|2026-06-01 10:00:10|2026-06-01 10:00:10",
          "least|Z|2026-06-01 10:00:10|2026-06-01 10:00:10",
          "login|login|2026-06-01 10:00:10|2026-06-01 10:00:10",
          "newer|login|2026-06-01 10:00:11|2026-06-01 10:00:11",
          "none|||",
          "older|t|2026-06-01 10:00:09|2026-06-01 10:00:10",
          "other|task|2026-06-01 10:00:10|2026-06-01 10:00:10",
          "out|logout|2026-06-01 10:00:10|2026-06-01 10:00:10",
          "same|zz|2026-06-01 10:00:10|2026-06-01 10:00:10",
        ])
  }

  /// Last login is the latest of the field and of `login` events; a field later
  /// than as-of is ignored, and an event later than as-of rejected.
  @Test func takesTheLatestLogin() throws {
    let report = try build(
      dump(
        asOf: "2026-06-30T12:00:00Z",
        users: [
          #"{"id": "a", "last_login_at": "2026-06-01T00:00:00Z"}"#,
          #"{"id": "b", "last_login_at": "2026-06-03T00:00:00Z"}"#,
          #"{"id": "c", "last_login_at": "2026-06-30T12:00:01Z"}"#,
          #"{"id": "d", "last_login_at": "2026-06-30T12:00:00Z"}"#,
        ],
        events: [
          "a login 2026-06-02", "b login 2026-06-02", "c login 2026-06-02", "d Login 2026-06-02",
          "a login 2026-06-30T12:00:01Z",
        ]))
    #expect(
      try report.lines("users.csv", "user_id", "last_login").sorted() == [
        "a|2026-06-02 00:00:00", "b|2026-06-03 00:00:00", "c|2026-06-02 00:00:00",
        "d|2026-06-30 12:00:00",
      ])
    #expect(try report.notes().count == 1)
    #expect(try report.rejects() == ["future_event|1"])
  }
}
