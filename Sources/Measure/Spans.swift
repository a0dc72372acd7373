import Civil

/// The spans of days that leaderboards need: each period, and what each is
/// compared with.
package struct Spans: Sendable {
  /// First the periods in order, then their comparison spans; nil where a period
  /// has none.
  package let all: [ClosedRange<Day>?]

  /// `all` time is counted from the first day that a dump can have: which event
  /// is the first is only known at the end.
  package init(today: Day) {
    let periods = Period.allCases.map { $0.span(today: today, firstEvent: min(today, Day(-1))) }
    all = periods + Period.allCases.map { $0.comparison(today: today) }
  }

  package static func number(of period: Period) -> Int { period.rawValue }

  package static func comparisonNumber(of period: Period) -> Int {
    Period.allCases.count + period.rawValue
  }
}
