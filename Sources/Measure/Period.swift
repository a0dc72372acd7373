// Takes accepted events by user, gives counts; never ranks and never formats.

import Civil

/// A span of calendar days that a leaderboard is about.
package enum Period: Int, CaseIterable, Sendable {
  case week, lastWeek, month, lastMonth, year, all

  /// The name of its files.
  package var name: String {
    switch self {
    case .week: "week"
    case .lastWeek: "last-week"
    case .month: "month"
    case .lastMonth: "last-month"
    case .year: "year"
    case .all: "all"
    }
  }

  /// The days of the period on `today`; nil for `all` without any event.
  package func span(today: Day, firstEvent: Day?) -> ClosedRange<Day>? {
    switch self {
    case .week: return today.monday...today
    case .lastWeek: return today.monday - 7...today.monday - 1
    case .month: return today.firstOfMonth...today
    case .lastMonth:
      let last = today.firstOfMonth - 1
      return last.firstOfMonth...last
    case .year: return today.firstOfYear...today
    case .all: return firstEvent.flatMap { $0 <= today ? $0...today : nil }
    }
  }

  /// The days that the period is compared with: the whole period before, or as
  /// many of its first days as the period to date has, cut at its end.
  package func comparison(today: Day) -> ClosedRange<Day>? {
    switch self {
    case .week:
      let monday = today.monday
      return monday - 7...today - 7
    case .lastWeek:
      let monday = today.monday
      return monday - 14...monday - 8
    case .month: return Period.start(of: today.firstOfMonth, \.firstOfMonth, upTo: today)
    case .lastMonth:
      let last = today.firstOfMonth - 1
      let before = last.firstOfMonth - 1
      return before.firstOfMonth...before
    case .year: return Period.start(of: today.firstOfYear, \.firstOfYear, upTo: today)
    case .all: return nil
    }
  }

  private static func start(
    of first: Day, _ beginning: (Day) -> Day, upTo today: Day
  ) -> ClosedRange<Day> {
    let last = first - 1
    let previous = beginning(last)
    return previous...min(previous + (today - first), last)
  }
}

/// How an account or a membership stands, by how long ago it was last active.
package enum AccountState: Equatable, Sendable {
  case active, quiet, dormant, new, never
  /// The account's status, where that is not `active`.
  case status

  /// The band of whole days since somebody was last active.
  package init(idleDays: Int) {
    self = idleDays <= 7 ? .active : idleDays <= 30 ? .quiet : .dormant
  }

  /// nil for `status`, whose word is the account's own.
  package var word: StaticString? {
    switch self {
    case .active: "active"
    case .quiet: "quiet"
    case .dormant: "dormant"
    case .new: "new"
    case .never: "never"
    case .status: nil
    }
  }
}
