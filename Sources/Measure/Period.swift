// Takes accepted events by user, gives counts; never ranks and never formats.

import Civil

/// A span of calendar days that a leaderboard is about.
package enum Period: Hashable, Sendable {
  /// One that every report has.
  case always(Always)
  /// A complete month, by its first day.
  case calendarMonth(Day)

  package enum Always: String, CaseIterable, Sendable {
    case week
    case lastWeek = "last-week"
    case month
    case lastMonth = "last-month"
    case year, all
  }

  package static var week: Period { .always(.week) }
  package static var lastWeek: Period { .always(.lastWeek) }
  package static var month: Period { .always(.month) }
  package static var lastMonth: Period { .always(.lastMonth) }
  package static var year: Period { .always(.year) }
  package static var all: Period { .always(.all) }

  /// Those that every report has.
  package static let inEveryReport = Always.allCases.map { always($0) }

  /// Whether it lasts until today, so that more events may still count.
  package var isRunning: Bool {
    switch self {
    case .always(.week), .always(.month), .always(.year), .always(.all): true
    case .always(.lastWeek), .always(.lastMonth), .calendarMonth: false
    }
  }

  private static let monthsBack = 12

  /// The last complete months before that of `today`, newest first; none before that of
  /// `firstEvent`.
  package static func calendarMonths(today: Day, firstEvent: Day) -> [Period] {
    var months: [Period] = []
    var first = today.firstOfMonth
    while months.count < monthsBack, first > firstEvent {
      first = (first - 1).firstOfMonth
      months.append(.calendarMonth(first))
    }
    return months
  }

  /// The name of its files.
  package var name: String {
    switch self {
    case .always(let period): return period.rawValue
    case .calendarMonth(let first):
      let date = first.civil
      return "\(date.year)-\(date.month < 10 ? "0" : "")\(date.month)"
    }
  }

  /// The days of the period on `today`; nil for `all` without any event.
  package func span(today: Day, firstEvent: Day?) -> ClosedRange<Day>? {
    switch self {
    case .always(.week): today.monday...today
    case .always(.lastWeek): today.monday - 7...today.monday - 1
    case .always(.month): today.firstOfMonth...today
    case .always(.lastMonth): Period.month(before: today)
    case .always(.year): today.firstOfYear...today
    case .always(.all): firstEvent.flatMap { $0 <= today ? $0...today : nil }
    case .calendarMonth(let first): first...first.lastOfMonth
    }
  }

  /// The days that the period is compared with: the whole period before, or as
  /// many of its first days as the period to date has, cut at its end.
  package func comparison(today: Day) -> ClosedRange<Day>? {
    switch self {
    case .always(.week):
      let monday = today.monday
      return monday - 7...today - 7
    case .always(.lastWeek):
      let monday = today.monday
      return monday - 14...monday - 8
    case .always(.month):
      return Period.start(of: today.firstOfMonth, \.firstOfMonth, upTo: today)
    case .always(.lastMonth): return Period.month(before: today.firstOfMonth - 1)
    case .always(.year): return Period.start(of: today.firstOfYear, \.firstOfYear, upTo: today)
    case .always(.all): return nil
    case .calendarMonth(let first): return Period.month(before: first)
    }
  }

  /// The whole month before that of `day`.
  private static func month(before day: Day) -> ClosedRange<Day> {
    let last = day.firstOfMonth - 1
    return last.firstOfMonth...last
  }

  private static func start(
    of first: Day, _ beginning: (Day) -> Day, upTo today: Day
  ) -> ClosedRange<Day> {
    let last = first - 1
    let previous = beginning(last)
    return previous...min(previous + (today - first), last)
  }
}
