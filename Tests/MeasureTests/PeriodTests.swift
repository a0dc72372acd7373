import Civil
import Testing

@testable import Measure

@Suite struct PeriodTests {
  /// The day that `year-month-day` names.
  private func day(_ text: String) throws -> Day {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    return try #require(Day(year: parts[0], month: parts[1], day: parts[2]))
  }

  private func words(_ span: ClosedRange<Day>?) -> String {
    func text(_ day: Day) -> String { "\(day.civil.year)-\(day.civil.month)-\(day.civil.day)" }
    return span.map { "\(text($0.lowerBound)) \(text($0.upperBound))" } ?? "none"
  }

  @Test func isNamedAsItsFiles() {
    #expect(
      Period.inEveryReport.map(\.name) == [
        "week", "last-week", "month", "last-month", "year", "all",
      ])
  }

  /// Tuesday, 31 March 2026: February, with which it is compared, has 28 days.
  /// Thursday, 29 February 2024: 28 days of January and the 29th; a year of 60 days so far.
  /// Thursday, 1 January 2026, and Monday, 1 June 2026: periods of one day.
  @Test(arguments: [
    (
      "2026-3-31",
      [
        "2026-3-30 2026-3-31", "2026-3-23 2026-3-29", "2026-3-1 2026-3-31", "2026-2-1 2026-2-28",
        "2026-1-1 2026-3-31", "2020-5-5 2026-3-31",
      ],
      [
        "2026-3-23 2026-3-24", "2026-3-16 2026-3-22", "2026-2-1 2026-2-28", "2026-1-1 2026-1-31",
        "2025-1-1 2025-3-31", "none",
      ]
    ),
    (
      "2024-2-29",
      [
        "2024-2-26 2024-2-29", "2024-2-19 2024-2-25", "2024-2-1 2024-2-29", "2024-1-1 2024-1-31",
        "2024-1-1 2024-2-29", "2020-5-5 2024-2-29",
      ],
      [
        "2024-2-19 2024-2-22", "2024-2-12 2024-2-18", "2024-1-1 2024-1-29",
        "2023-12-1 2023-12-31", "2023-1-1 2023-3-1", "none",
      ]
    ),
    (
      "2026-1-1",
      [
        "2025-12-29 2026-1-1", "2025-12-22 2025-12-28", "2026-1-1 2026-1-1",
        "2025-12-1 2025-12-31", "2026-1-1 2026-1-1", "2020-5-5 2026-1-1",
      ],
      [
        "2025-12-22 2025-12-25", "2025-12-15 2025-12-21", "2025-12-1 2025-12-1",
        "2025-11-1 2025-11-30", "2025-1-1 2025-1-1", "none",
      ]
    ),
    (
      "2026-6-1",
      [
        "2026-6-1 2026-6-1", "2026-5-25 2026-5-31", "2026-6-1 2026-6-1", "2026-5-1 2026-5-31",
        "2026-1-1 2026-6-1", "2020-5-5 2026-6-1",
      ],
      [
        "2026-5-25 2026-5-25", "2026-5-18 2026-5-24", "2026-5-1 2026-5-1", "2026-4-1 2026-4-30",
        "2025-1-1 2025-6-1", "none",
      ]
    ),
    (
      "2024-12-31",
      [
        "2024-12-30 2024-12-31", "2024-12-23 2024-12-29", "2024-12-1 2024-12-31",
        "2024-11-1 2024-11-30", "2024-1-1 2024-12-31", "2020-5-5 2024-12-31",
      ],
      [
        "2024-12-23 2024-12-24", "2024-12-16 2024-12-22", "2024-11-1 2024-11-30",
        "2024-10-1 2024-10-31", "2023-1-1 2023-12-31", "none",
      ]
    ),
  ])
  func spansDaysUpToToday(today: String, spans: [String], comparisons: [String]) throws {
    let (today, first) = (try day(today), try day("2020-5-5"))
    #expect(Period.inEveryReport.map { words($0.span(today: today, firstEvent: first)) } == spans)
    #expect(Period.inEveryReport.map { words($0.comparison(today: today)) } == comparisons)
    let counted = Spans(today: today).all
    for period in Period.inEveryReport where period != .all {
      let span = try #require(period.span(today: today, firstEvent: first))
      #expect(counted.contains(span))
      #expect(counted.contains(try #require(period.comparison(today: today))))
    }
    #expect(Set(counted).count == counted.count)
  }

  /// Saturday, 29 February 2020, whose own month is not over: back to February 2019, or to the
  /// month of the first event, which may lie on its last day.
  @Test func namesTheTwelveCompleteMonths() throws {
    let today = try day("2020-2-29")
    func names(_ first: String) throws -> [String] {
      Period.calendarMonths(today: today, firstEvent: try day(first)).map(\.name)
    }
    #expect(
      try names("1999-1-1") == [
        "2020-01", "2019-12", "2019-11", "2019-10", "2019-09", "2019-08", "2019-07", "2019-06",
        "2019-05", "2019-04", "2019-03", "2019-02",
      ])
    #expect(try names("2019-12-31") == ["2020-01", "2019-12"])
    #expect(try names("2020-1-31") == ["2020-01"])
    #expect(try names("2020-2-1") == [])
  }

  @Test func comparesAMonthWithTheWholeOneBefore() throws {
    let march = Period.calendarMonth(try day("2024-3-1"))
    let today = try day("2024-6-15")
    #expect(words(march.span(today: today, firstEvent: nil)) == "2024-3-1 2024-3-31")
    #expect(words(march.comparison(today: today)) == "2024-2-1 2024-2-29")
  }

  @Test func hasNoSpanOfAllTimeWithoutAnEvent() throws {
    let today = try day("2026-3-31")
    #expect(Period.all.span(today: today, firstEvent: nil) == nil)
    #expect(Period.all.span(today: today, firstEvent: today + 1) == nil)
    #expect(Period.all.span(today: today, firstEvent: today) == today...today)
  }
}
