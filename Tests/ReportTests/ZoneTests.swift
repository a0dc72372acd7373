import Testing

/// Days and hours are those of the organization's clocks, also where these jump.
@Suite struct ZoneTests {
  /// Berlin goes from 02:00 +01:00 to 03:00 +02:00 at 01:00 UTC. Sunday the
  /// 29th lasts 23 hours: from 28th 23:00Z up to 29th 22:00Z.
  @Test func cutsTheDayOf23Hours() throws {
    let report = try build(
      dump(
        zone: "Europe/Berlin", asOf: "2026-03-30T10:00:00Z", users: ["a"],
        events: [
          "a t 2026-03-28T22:59:59Z",  // Sat 23:59:59
          "a t 2026-03-28T23:00:00Z",  // Sun 00:00:00
          "a t 2026-03-29T00:59:59Z",  // Sun 01:59:59
          "a t 2026-03-29T01:00:00Z",  // Sun 03:00:00
          "a t 2026-03-29T21:59:59Z",  // Sun 23:59:59
          "a t 2026-03-29T22:00:00Z",  // Mon 00:00:00
        ]))
    #expect(
      try report.days(of: "a") == ["2026-03-28|1|1|0", "2026-03-29|4|4|0", "2026-03-30|1|1|0"])
    #expect(
      try report.hours() == ["1|0|1", "6|23|1", "7|0|1", "7|1|1", "7|3|1", "7|23|1"])
    #expect(try report.user("a", "last_active") == "2026-03-30 00:00:00")
    #expect(try report.user("a", "time_zone") == "Europe/Berlin")
    #expect(try report.figure("as_of") == "2026-03-30 12:00:00")
  }

  /// Berlin goes from 03:00 +02:00 back to 02:00 +01:00 at 01:00 UTC. Sunday
  /// the 25th lasts 25 hours, from 24th 22:00Z up to 25th 23:00Z, and its clock
  /// shows 02:30 twice.
  @Test func cutsTheDayOf25Hours() throws {
    let report = try build(
      dump(
        zone: "Europe/Berlin", asOf: "2026-10-26T10:00:00Z",
        users: [#"{"id": "a", "created_at": "2026-10-25"}"#],
        events: [
          "a t 2026-10-24T21:59:59Z",  // Sat 23:59:59
          "a t 2026-10-24T22:00:00Z",  // Sun 00:00:00
          "a t 2026-10-25T00:30:00Z",  // Sun 02:30 +02:00
          "a t 2026-10-25T01:30:00Z",  // Sun 02:30 +01:00
          "a t 2026-10-25T22:59:59Z",  // Sun 23:59:59
          "a t 2026-10-25T23:00:00Z",  // Mon 00:00:00
        ]))
    #expect(
      try report.days(of: "a") == ["2026-10-24|1|1|0", "2026-10-25|4|4|0", "2026-10-26|1|1|0"])
    #expect(try report.hours() == ["1|0|1", "6|23|1", "7|0|1", "7|2|2", "7|23|1"])
    #expect(try report.user("a", "created_at") == "2026-10-25 00:00:00")
  }

  /// Apia went from the end of Thursday 29 December 2011 (-10:00) to the start
  /// of Saturday the 31st (+14:00) at 30th 10:00Z. No instant lies on the 30th,
  /// so its date alone is no time. It is a date of the calendar all the same:
  /// `activity.csv` has a row for it, and days between dates count it.
  @Test func knowsTheDayThatApiaSkipped() throws {
    let report = try build(
      dump(
        zone: "Pacific/Apia", asOf: "2012-01-06T10:00:00+14:00",
        users: ["a", #"{"id": "b", "created_at": "2011-12-30"}"#],
        events: [
          "b t 2011-12-30T09:59:59Z",  // Thu 29th 23:59:59
          "a t 2011-12-30T10:00:00Z",  // Sat 31st 00:00:00
          "a t 2011-12-31",  // the same second
          "a t 2011-12-30",
        ]))
    #expect(try report.rejects() == ["invalid_time|1"])
    #expect(try report.place("invalid_time") == "dump.json|9|1")
    #expect(try report.notes().count == 1)
    #expect(try report.user("b", "created_at") == "")
    #expect(try report.days(of: "a") == ["2011-12-31|2|2|0"])
    // 29th to 4th are 7 dates, and b is 8 dates before D, though 7 x 24 hours.
    #expect(
      try report.lines("activity.csv") == [
        "2011-12-29|1|1|1|1|1|0|0", "2011-12-30|0|1|1|0|0|0|0", "2011-12-31|1|2|2|2|2|0|0",
        "2012-01-01|0|2|2|0|0|0|0", "2012-01-02|0|2|2|0|0|0|0", "2012-01-03|0|2|2|0|0|0|0",
        "2012-01-04|0|2|2|0|0|0|0", "2012-01-05|0|1|2|0|0|0|0", "2012-01-06|0|1|2|0|0|0|0",
      ])
    #expect(try report.lines("users.csv", "user_id", "state").sorted() == ["a|active", "b|quiet"])
    #expect(try report.hours() == ["4|23|1", "6|0|2"])
  }

  /// Lord Howe goes from 02:00 +11:00 back to 01:30 +10:30 at 4 April 15:00Z, a
  /// Sunday of 24.5 hours: 4th 13:00Z up to 5th 13:30Z.
  @Test func setsClocksBackByHalfAnHour() throws {
    let report = try build(
      dump(
        zone: "Australia/Lord_Howe", asOf: "2026-04-06T00:00:00Z", users: ["a"],
        events: [
          "a t 2026-04-04T12:59:59Z",  // Sat 23:59:59
          "a t 2026-04-04T13:00:00Z",  // Sun 00:00:00
          "a t 2026-04-04T14:45:00Z",  // Sun 01:45 +11:00
          "a t 2026-04-04T15:00:00Z",  // Sun 01:30 +10:30
          "a t 2026-04-04T15:29:59Z",  // Sun 01:59:59
          "a t 2026-04-04T15:30:00Z",  // Sun 02:00:00
          "a t 2026-04-05T13:29:59Z",  // Sun 23:59:59
          "a t 2026-04-05T13:30:00Z",  // Mon 00:00:00
        ]))
    #expect(
      try report.days(of: "a") == ["2026-04-04|1|1|0", "2026-04-05|6|6|0", "2026-04-06|1|1|0"])
    #expect(
      try report.hours() == ["1|0|1", "6|23|1", "7|0|1", "7|1|3", "7|2|1", "7|23|1"])
  }

  /// And forward from 02:00 +10:30 to 02:30 +11:00 at 3 October 15:30Z.
  @Test func setsClocksForwardByHalfAnHour() throws {
    let report = try build(
      dump(
        zone: "Australia/Lord_Howe", asOf: "2026-10-03T15:30:00Z", users: ["a", "b"],
        events: ["a t 2026-10-03T15:29:59Z", "b t 2026-10-03T15:30:00Z"]))
    #expect(
      try report.lines("users.csv", "user_id", "last_active").sorted()
        == ["a|2026-10-04 01:59:59", "b|2026-10-04 02:30:00"])
    #expect(try report.hours() == ["7|1|1", "7|2|1"])
  }

  /// São Paulo's clocks went from Saturday 23:59:59 -03:00 to Sunday 01:00
  /// -02:00 at 4 November 2018 03:00Z: the day's first instant is 01:00.
  @Test func takesADateForTheFirstInstantOfItsDay() throws {
    let report = try build(
      dump(
        zone: "America/Sao_Paulo", asOf: "2018-11-04T12:00:00Z", users: ["a"],
        events: ["a t 2018-11-04"]))
    #expect(try report.user("a", "last_active") == "2018-11-04 01:00:00")
    #expect(try report.hours() == ["7|1|1"])
  }

  /// 2024 has a 29 February, 2000 had one, 2026 and 2100 have none.
  @Test func knowsTheLeapYears() throws {
    let report = try build(
      dump(
        asOf: "2024-03-01T12:00:00Z", users: ["a"],
        events: [
          "a t 2024-02-28", "a t 2024-02-29", "a t 2024-02-29T23:59:59Z", "a t 2024-03-01",
          "a t 2023-02-29", "a t 2100-02-29T00:00:00Z",
        ]))
    #expect(
      try report.lines("activity.csv", "date", "events")
        == ["2024-02-28|1", "2024-02-29|2", "2024-03-01|1"])
    #expect(try report.rejects() == ["invalid_time|2"])
    #expect(
      try build(dump(asOf: "2000-03-01T00:00:00Z", users: ["a"], events: ["a t 2000-02-29"]))
        .days(of: "a") == ["2000-02-29|1|1|0"])
  }

  /// 2026-01-01T11:30Z is 12:30 in Berlin, 06:30 in New York, 20:30 in Tokyo.
  @Test func takesTheZoneOfTheCallThenOfTheDumpThenOfTheSettings() throws {
    let berlin = dump(
      zone: "Europe/Berlin", asOf: "2026-01-01T11:30:00Z", users: ["a"])
    let none = dump(zone: "", asOf: "2026-01-01T11:30:00Z", users: ["a"])
    let tokyo = "time_zone: Asia/Tokyo\n"
    let called = try build(berlin, "--time-zone", "America/New_York", settings: tokyo)
    #expect(try called.figure("as_of") == "2026-01-01 06:30:00")
    #expect(try called.figure("time_zone") == "America/New_York")
    #expect(try build(berlin, settings: tokyo).figure("as_of") == "2026-01-01 12:30:00")
    #expect(try build(none, settings: tokyo).figure("as_of") == "2026-01-01 20:30:00")
    #expect(try build(none).figure("as_of") == "2026-01-01 11:30:00")
    #expect(try build(none).figure("time_zone") == "UTC")
  }
}
