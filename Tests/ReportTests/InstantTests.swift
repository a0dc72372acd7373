import Testing

/// What is read as a time, what is absent, what is invalid.
@Suite struct InstantTests {
  /// The last active time of a user with one event at `at`, written as JSON;
  /// the reject where there is none.
  private func read(_ times: [String]) throws -> [String] {
    let ids = times.indices.map { "u\($0)" }
    let events = zip(ids, times).map { #"{"user_id": "\#($0)", "type": "t", "at": \#($1)}"# }
    let report = try build(
      dump(asOf: "2026-02-02T00:00:00Z", users: ids, events: events),
      "--as-of", "2100-12-31T23:59:59Z")
    return try ids.map { try report.user($0, "last_active") }
  }

  /// 1770000000 is 2026-02-02 02:40:00 UTC: 20,486 days are 1,769,990,400
  /// seconds, 2026-02-02 is 56 years (20,454 days) and 32 days after 1970, and
  /// 9,600 s are 2:40.
  @Test func readsEveryFormOfATime() throws {
    let forms = [
      #""2026-02-02T02:40:00Z""#, #""2026-02-02t02:40:00z""#, #""2026-02-02 02:40:00Z""#,
      #""2026-02-02T02:40:00.999999999999Z""#, #""2026-02-02T02:39:60Z""#,
      #""2026-02-02T05:40:00+03:00""#, #""2026-02-01T19:10:00-07:30""#,
      #""2026-02-02T02:40:00-00:00""#, #""2026-02-02T16:40:00.5+14:00""#,
      "1770000000", "1770000000.75", "1.77e9", #""1770000000""#, #""1770000000.75""#,
      "1770000000000", "1770000000999", #""1770000000000""#, #""1770000000999.9""#,
    ]
    for (form, time) in zip(forms, try read(forms)) {
      #expect(time == "2026-02-02 02:40:00", "\(form)")
    }
  }

  /// 99,999,999,999 would be seconds of the year 5138; 100,000,000,000 are
  /// milliseconds: 10^8 s after 1970 is 1973-03-03 09:46:40.
  @Test func takesNumbersFrom1e11OnForMilliseconds() throws {
    #expect(
      try read(["100000000000", "99999999999", #""100000000000""#])
        == ["1973-03-03 09:46:40", "", "1973-03-03 09:46:40"])
  }

  /// From 1970-01-01T00:00:00Z up to the end of 2100, which is second
  /// 4,133,980,799 (2101-01-01 is 47,847 days after 1970).
  @Test func keepsInside1970To2100() throws {
    let inside = [
      #""1970-01-01T00:00:00Z""#, #""1969-12-31T23:59:60Z""#, #""1969-12-31T23:00:00-01:00""#,
      "1", #""2100-12-31T23:59:59Z""#, "4133980799", "4133980799999",
    ]
    #expect(
      try read(inside) == [
        "1970-01-01 00:00:00", "1970-01-01 00:00:00", "1970-01-01 00:00:00",
        "1970-01-01 00:00:01", "2100-12-31 23:59:59", "2100-12-31 23:59:59",
        "2100-12-31 23:59:59",
      ])
    let outside = [
      #""1969-12-31T23:59:59Z""#, #""1970-01-01T00:00:00+00:01""#, "-1",
      #""2101-01-01T00:00:00Z""#, #""2100-12-31T23:59:60Z""#, "4133980800",
      "123456789012345678901234567890", "1e400",
    ]
    for (form, time) in zip(outside, try read(outside)) { #expect(time == "", "\(form)") }
  }

  @Test func refusesWhatIsNoTime() throws {
    let forms = [
      "2026-02-30T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-10T00:00:00Z",
      "2026-01-00T00:00:00Z", "2026-02-02T24:00:00Z", "2026-02-02T02:60:00Z",
      "2026-02-02T02:40:61Z", "2026-02-02T02:40:00", "2026-02-02T02:40Z",
      "2026-02-02T02:40:00.Z", "2026-02-02T02:40:00,5Z", "2026-02-02T02:40:00+0100",
      "2026-02-02T02:40:00+01", "2026-02-02T02:40:00+24:00", "2026-02-02T02:40:00+01:60",
      "2026-02-02_02:40:00Z", " 2026-02-02T02:40:00Z", "2026-02-02T02:40:00Z ",
      "2026-2-2", "2026-02-31", "02/02/2026", "now", "1.77e9", "-1770000000",
      "1770000000.", ".5", "+1770000000", " ", "٢٠٢٦-٠٢-٠٢",
    ]
    let quoted = forms.map { "\"\($0)\"" } + ["true", "[]", "{}"]
    let report = try build(
      dump(
        asOf: "2026-02-03", users: ["a"],
        events: quoted.map { #"{"user_id": "a", "type": "t", "at": \#($0)}"# }))
    #expect(try report.rejects() == ["invalid_time|\(quoted.count)"])
  }

  /// 0 is absent: an event lacks its `at`; a user was never signed in, without a note.
  @Test func takesZeroForAbsent() throws {
    let report = try build(
      dump(
        asOf: "2026-02-03", users: [#"{"id": "a", "created_at": 0, "last_login_at": "0"}"#],
        events: [
          #"{"user_id": "a", "type": "t", "at": 0}"#, #"{"user_id": "a", "type": "t", "at": "0"}"#,
          #"{"user_id": "a", "type": "t", "at": 0.0}"#,
        ]))
    #expect(try report.rejects() == ["missing_field|3"])
    #expect(try report.notes() == [])
    #expect(try report.lines("users.csv", "created_at", "last_login", "state") == ["||never"])
  }

  /// 20260202 in digits are seconds: 234 days (1970-08-23) and 42,602 s (11:50:02).
  @Test func takesEightDigitsForSeconds() throws {
    #expect(
      try read([#""20260202""#, "20260202"]) == Array(repeating: "1970-08-23 11:50:02", count: 2))
  }

  @Test func takesAsOfOfTheCallThenOfTheDump() throws {
    let given = dump(
      asOf: "2026-02-10T00:00:00Z", users: ["a"], events: ["a t 2026-02-05T00:00:00Z"])
    let early = try build(given, "--as-of", "2026-02-04T12:00:00+01:00")
    #expect(try early.figure("as_of") == "2026-02-04 11:00:00")
    #expect(try early.rejects() == ["future_event|1"])
    #expect(try build(given, "--as-of", "1770000000").figure("as_of") == "2026-02-02 02:40:00")
    #expect(try build(given).figure("as_of") == "2026-02-10 00:00:00")
  }

  /// Without `exported_at`: the newest of events, bots' too, and of logins of
  /// accepted users, as far as the machine's clock has come. Rejected events do
  /// not count, so neither does the one of the unknown user.
  @Test func findsAsOfInTheRecords() throws {
    let bot = #"{"id": "b", "bot": true}"#
    let byBot = dump(
      asOf: "", users: ["a", bot],
      events: [
        "a t 2025-02-01T00:00:00Z", "b t 2025-02-02T00:00:00Z", "ghost t 2025-02-03T00:00:00Z",
        "a t 2099-01-01T00:00:00Z",
        #"{"user_id": "a", "type": "t", "at": "2025-03-01", "count": 0}"#,
      ])
    let report = try build(byBot)
    #expect(try report.figure("as_of") == "2025-02-02 00:00:00")
    #expect(
      try report.rejects() == ["future_event|1", "invalid_count|1", "unknown_user|1"])
    let byLogin = dump(
      asOf: "",
      users: [
        "a", #"{"id": "c", "last_login_at": "2025-02-05T00:00:00Z"}"#,
        #"{"id": "c", "last_login_at": "2025-02-06T00:00:00Z"}"#,
        #"{"id": "d", "last_login_at": "2099-02-06T00:00:00Z", "created_at": "2025-04-01"}"#,
      ], events: ["a t 2025-02-01T00:00:00Z"])
    let second = try build(byLogin)
    #expect(try second.figure("as_of") == "2025-02-05 00:00:00")
    #expect(try second.user("d", "last_login") == "")
    #expect(try second.notes().count == 1)
  }
}
