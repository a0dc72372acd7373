import Civil

/// The spans of days that leaderboards need: of each period, and of what each is
/// compared with. Those of two periods are often one, and then counted once.
package struct Spans: Sendable {
  package let all: [ClosedRange<Day>]

  /// Which event is the first is only known at the end: until then all time, and the
  /// months, are counted from the first day that a dump can have.
  package init(today: Day) {
    let first = Scale.firstDay
    let periods = Period.inEveryReport + Period.calendarMonths(today: today, firstEvent: first)
    var all: [ClosedRange<Day>] = []
    for period in periods {
      let spans = [period.span(today: today, firstEvent: first), period.comparison(today: today)]
      for case let span? in spans where !all.contains(span) { all.append(span) }
    }
    self.all = all
  }
}
