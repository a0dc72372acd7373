import Testing

/// The days of each period, and the span that a rank is compared with.
@Suite struct PeriodTests {
  /// Friday 2027-01-01: the week began in the old year.
  @Test func cutsTheWeekOverNewYear() throws {
    let report = try build(
      dump(
        asOf: "2026-11-24T00:00:00Z", users: ["a"],
        events: [
          "a t 2027-01-01", "a t 2026-12-31", "a t 2026-12-28", "a t 2026-12-27", "a t 2026-12-21",
          "a t 2026-12-20",
        ]), "--as-of", "2027-01-01T12:00:00Z")
    #expect(try report.board("week") == ["1|0|a|3"])
    #expect(try report.span("week") == "2026-12-28|2027-01-01")
    #expect(try report.board("last-week") == ["1|0|a|2"])
    #expect(try report.span("last-week") == "2026-12-21|2026-12-27")
    #expect(try report.span("month") == "2027-01-01|2027-01-01")
    #expect(try report.span("last-month") == "2026-12-01|2026-12-31")
    #expect(try report.span("year") == "2027-01-01|2027-01-01")
    #expect(try report.span("all") == "2026-12-20|2027-01-01")
  }

  /// Monday 2024-01-01 begins a week, a month and a year: each is one day old
  /// and is compared with the first day before: 25 December, 1 December, 1 January.
  @Test func startsEveryPeriodOnItsFirstDay() throws {
    let report = try build(
      dump(
        asOf: "2024-01-01T00:00:00Z", users: ["a", "b", "c", "d"],
        events: [
          "a t 2024-01-01", "b t 2024-01-01 2", "c t 2024-01-01 3", "d t 2024-01-01 4",
          "a t 2023-12-25 9", "b t 2023-12-01 9", "c t 2023-01-01 9", "d t 2023-12-31 9",
        ]))
    #expect(try report.board("week") == ["1|NEW|d|4", "2|NEW|c|3", "3|NEW|b|2", "4|-3|a|1"])
    #expect(try report.board("month") == ["1|NEW|d|4", "2|NEW|c|3", "3|-2|b|2", "4|NEW|a|1"])
    #expect(try report.board("year") == ["1|NEW|d|4", "2|-1|c|3", "3|NEW|b|2", "4|NEW|a|1"])
    for period in ["week", "month", "year"] {
      #expect(try report.span(period) == "2024-01-01|2024-01-01")
    }
    #expect(try report.span("last-week") == "2023-12-25|2023-12-31")
    #expect(try report.span("last-month") == "2023-12-01|2023-12-31")
  }

  /// 31 March is day 31; the 31st day after 1 February would be 3 March, so the
  /// span is cut at 28 February. Ranks then: b 5, a 1; were 1 March in it, a
  /// would lead. Changes: a 2 - 1, b 1 - 2. February against January: c led.
  @Test func cutsTheComparisonAtTheEndOfFebruary() throws {
    let report = try build(
      dump(
        asOf: "2026-03-31T12:00:00Z", users: ["a", "b", "c"],
        events: [
          "a t 2026-03-01 10", "b t 2026-03-31 1", "b t 2026-02-28 5", "a t 2026-02-01 1",
          "c t 2026-01-31 3", "b t 2026-01-01 1",
        ]))
    #expect(try report.board("month") == ["1|1|a|10", "2|-1|b|1"])
    #expect(try report.span("month") == "2026-03-01|2026-03-31")
    #expect(try report.board("last-month") == ["1|1|b|5", "2|NEW|a|1"])
    #expect(try report.span("last-month") == "2026-02-01|2026-02-28")
  }

  /// 30 January is day 30: compared with 1 to 30 December, not the 31st.
  @Test func comparesTheFirstDaysOfTheMonthBefore() throws {
    let report = try build(
      dump(
        asOf: "2026-01-30T12:00:00Z", users: ["a", "b"],
        events: ["a t 2026-01-01 2", "b t 2026-01-02", "a t 2025-12-30", "b t 2025-12-31 9"]))
    #expect(try report.board("month") == ["1|0|a|2", "2|NEW|b|1"])
  }

  /// Wednesday 18 March: compared with Monday 9 to Wednesday 11, not Thursday.
  /// Last week against the whole week 2 to 8.
  @Test func comparesTheFirstDaysOfTheWeekBefore() throws {
    let report = try build(
      dump(
        asOf: "2026-03-18T12:00:00Z", users: ["a", "b"],
        events: [
          "a t 2026-03-16 2", "b t 2026-03-18", "b t 2026-03-11 5", "a t 2026-03-09",
          "a t 2026-03-12 9", "b t 2026-03-08 2", "a t 2026-03-02",
        ]))
    #expect(try report.board("week") == ["1|1|a|2", "2|-1|b|1"])
    #expect(try report.board("last-week") == ["1|1|a|10", "2|-1|b|5"])
  }

  /// 31 December 2024 is day 366; 2023 ends with day 365. 1 March 2025 is day
  /// 60, which in 2024 is 29 February; 1 March 2024 is out.
  @Test func comparesYearsAcrossALeapDay() throws {
    let leap = try build(
      dump(
        asOf: "2024-12-31T12:00:00Z", users: ["a", "b"],
        events: ["a t 2024-01-01 9", "b t 2024-12-31", "b t 2023-12-31 2", "a t 2023-01-01"]))
    #expect(try leap.board("year") == ["1|1|a|9", "2|-1|b|1"])
    let after = try build(
      dump(
        asOf: "2025-03-01T12:00:00Z", users: ["a", "b"],
        events: ["a t 2025-01-01 2", "b t 2025-03-01", "a t 2024-02-29", "b t 2024-03-01 9"]))
    #expect(try after.board("year") == ["1|0|a|2", "2|NEW|b|1"])
  }

  /// Empty while the comparison span ends before the first human event; a bot's
  /// is none. On its last day, a login that earns nothing is enough for NEW.
  /// Friday 20 February 2026: week 9 to 13, month 1 to 20 January, year 2025.
  @Test func leavesTheChangeEmptyBeforeTheFirstEvent() throws {
    let users = ["a", #"{"id": "b", "bot": true}"#, #"{"id": "gone", "status": "left"}"#]
    func board(first: String) throws -> Report {
      try build(
        dump(
          asOf: "2026-02-20T12:00:00Z", users: users,
          events: ["a t 2026-02-20", "b t 2024-01-01", "gone login \(first)"]))
    }
    let none = try board(first: "2026-02-14")
    for period in ["week", "month", "year", "all"] {
      #expect(try none.board(period) == ["1||a|1"])
    }
    let week = try board(first: "2026-02-13")
    #expect(try week.board("week") == ["1|NEW|a|1"])
    #expect(try week.board("month") == ["1||a|1"])
    let month = try board(first: "2026-01-20")
    #expect(try month.board("month") == ["1|NEW|a|1"])
    #expect(try board(first: "2026-01-21").board("month") == ["1||a|1"])
    #expect(try month.board("year") == ["1||a|1"])
    #expect(try board(first: "2025-02-20").board("year") == ["1|NEW|a|1"])
    #expect(try board(first: "2025-02-21").board("year") == ["1||a|1"])
    #expect(try month.board("all") == ["1||a|1"])
    #expect(try month.span("all") == "2026-01-20|2026-02-20")
  }

  /// Shared ranks enter the difference: then b 1, a and c 2; now a and c 1, b 3.
  @Test func comparesSharedRanks() throws {
    let report = try build(
      dump(
        asOf: "2026-03-16T12:00:00Z", users: ["a", "b", "c"],
        events: [
          "a t 2026-03-16 2", "c t 2026-03-16 2", "b t 2026-03-16", "b t 2026-03-09 2",
          "a t 2026-03-09", "c t 2026-03-09",
        ]))
    #expect(try report.board("week") == ["1|1|a|2", "1|1|c|2", "3|-2|b|1"])
  }

  private let always = ["all", "last-month", "last-week", "month", "week", "year"]

  /// The first event, of an account that is not ranked, is in the middle of December: a month
  /// of its own, with nobody in it, and so a month to compare January with.
  @Test func hasABoardForEachCompleteMonthSinceTheFirstEvent() throws {
    let report = try build(
      dump(
        asOf: "2026-03-15T12:00:00Z",
        users: ["a", "b", #"{"id": "gone", "status": "left"}"#, #"{"id": "bot", "bot": true}"#],
        events: [
          "bot t 2025-10-01", "gone login 2025-12-20", "b t 2026-01-31 2", "a t 2026-01-01",
          "a t 2026-02-28 3", "b t 2026-02-01", "b t 2026-03-01 9",
        ]))
    #expect(try report.periods() == ["2025-12", "2026-01", "2026-02"] + always)
    #expect(try report.board("2025-12") == [])
    #expect(try report.board("2026-01") == ["1|NEW|b|2", "2|NEW|a|1"])
    #expect(try report.board("2026-02") == ["1|1|a|3", "2|-1|b|1"])
    #expect(try report.span("2026-02") == "2026-02-01|2026-02-28")
    #expect(
      try report.lines("leaderboard/2026-02.csv") == report.lines("leaderboard/last-month.csv"))
  }

  /// The twelfth month back is compared with the thirteenth, which has no board.
  @Test func goesBackTwelveMonths() throws {
    let report = try build(
      dump(
        asOf: "2026-03-15T12:00:00Z", users: ["a", "b"],
        events: [
          "a t 2024-06-01", "a t 2025-02-01 5", "b t 2025-02-28", "a t 2025-03-01",
          "b t 2025-03-31 9",
        ]))
    let months = (3...12).map { "2025-\($0 < 10 ? "0" : "")\($0)" } + ["2026-01", "2026-02"]
    #expect(try report.periods() == months + always)
    #expect(try report.board("2025-03") == ["1|1|b|9", "2|-1|a|1"])
    #expect(try report.board("2025-04") == [])
  }

  @Test func leavesBoardsAndDaysEmptyWithoutAHumanEvent() throws {
    let report = try build(
      dump(
        asOf: "2026-03-16", users: ["a", #"{"id": "b", "bot": true}"#], events: ["b t 2026-03-16"]))
    for period in ["week", "last-week", "month", "last-month", "year", "all"] {
      #expect(try report.lines("leaderboard/\(period).csv") == [])
    }
    #expect(try report.periods() == always)
    for table in ["activity", "weeks", "months"] { #expect(try report.lines("\(table).csv") == []) }
    #expect(try report.lines("types.csv") == [])
    #expect(try report.figure("stickiness") == "")
    #expect(try report.figure("events") == "0")
    #expect(try report.days(of: "b") == ["2026-03-16|1|1|0"])
  }
}
