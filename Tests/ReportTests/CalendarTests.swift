import Testing

/// Weeks and months: people once each, sums of days, and where the first and the last one end.
@Suite struct CalendarTests {
  /// D is Friday, 1 January 2027. The first event is on Sunday, 20 December: its week began on
  /// the 14th, its month on the 1st, and who joined then counts there. A login earns nothing.
  @Test func cutsAWeekOverNewYear() throws {
    let report = try build(
      dump(
        asOf: "2026-11-24T00:00:00Z",
        users: [
          "a", #"{"id": "b", "created_at": "2026-12-14"}"#,
          #"{"id": "c", "created_at": "2026-12-01"}"#, #"{"id": "bot", "bot": true}"#,
        ],
        events: [
          "bot t 2026-11-01", "a t 2026-12-20", "a t 2026-12-31 2", "a t 2027-01-01",
          "b login 2027-01-01", "bot t 2027-01-01 50",
        ]), "--as-of", "2027-01-01T12:00:00Z")
    #expect(
      try report.lines("weeks.csv") == [
        "2026-12-14|2026-12-20|7|1|1|1|1|0|1", "2026-12-21|2026-12-27|7|0|0|0|0|0|0",
        "2026-12-28|2027-01-01|5|2|1|4|3|1|0",
      ])
    #expect(
      try report.lines("months.csv") == [
        "2026-12-01|2026-12-31|31|1|1|3|3|0|2", "2027-01-01|2027-01-01|1|2|1|2|1|1|0",
      ])
  }

  /// A person is counted once a week and once a month, contributing also where only the last
  /// of the days earned points. D, Sunday, 31 May 2026, ends a week and a month.
  @Test func countsPeopleOnce() throws {
    let report = try build(
      dump(
        asOf: "2026-05-31T12:00:00Z", users: ["a", "b"],
        events: [
          "a login 2026-05-25", "a login 2026-05-26", "a t 2026-05-30", "a t 2026-05-31",
          "b logout 2026-05-25", "b t 2026-05-20",
        ]))
    #expect(
      try report.lines("weeks.csv") == [
        "2026-05-18|2026-05-24|7|1|1|1|1|0|0", "2026-05-25|2026-05-31|7|2|1|5|2|2|0",
      ])
    #expect(try report.lines("months.csv") == ["2026-05-01|2026-05-31|31|2|2|6|3|2|0"])
  }

  /// Apia had no 30 December 2011: a day of the calendar all the same. D is Friday, 6 January.
  @Test func countsTheDayThatAZoneSkipped() throws {
    let report = try build(
      dump(
        zone: "Pacific/Apia", asOf: "2012-01-06T10:00:00+14:00", users: ["a"],
        events: ["a t 2011-12-30T09:59:59Z", "a t 2011-12-30T10:00:00Z"]))
    #expect(
      try report.lines("weeks.csv", "from", "to", "days", "active", "events") == [
        "2011-12-26|2012-01-01|7|1|2", "2012-01-02|2012-01-06|5|0|0",
      ])
    #expect(
      try report.lines("months.csv", "from", "to", "days", "events") == [
        "2011-12-01|2011-12-31|31|2", "2012-01-01|2012-01-06|6|0",
      ])
  }

  /// The first second of 1970 in UTC is still 1969 in New York: before all days that are counted.
  @Test func beginsBefore1970InTheWest() throws {
    let report = try build(
      dump(
        zone: "America/New_York", asOf: "1970-01-02T12:00:00Z", users: ["a"],
        events: ["a t 1970-01-01T00:00:00Z"]))
    #expect(try report.lines("weeks.csv") == ["1969-12-29|1970-01-02|5|1|1|1|1|0|0"])
    #expect(
      try report.lines("months.csv") == [
        "1969-12-01|1969-12-31|31|1|1|1|1|0|0", "1970-01-01|1970-01-02|2|0|0|0|0|0|0",
      ])
  }
}
