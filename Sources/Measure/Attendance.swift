import Civil

/// What days are put together by.
package enum CalendarUnit: Sendable {
  /// Monday to Sunday (ISO 8601).
  case week
  case month

  /// The week, or the month, that `day` is in.
  package func span(of day: Day) -> ClosedRange<Day> {
    switch self {
    case .week: day.monday...day.monday + 6
    case .month: day.firstOfMonth...day.lastOfMonth
    }
  }
}

/// How many distinct humans were active, and contributing, in each week or month.
///
/// A sum, as `Tally`: people may be added in any order and merged later.
package struct Attendance: Equatable, Sendable {
  package let unit: CalendarUnit
  private var active: [Int]
  private var contributing: [Int]
  /// For each day from `Scale.firstDay` to today, the number of its week or month.
  private let numbers: [Int32]

  package init(_ unit: CalendarUnit, today: Day) {
    self.unit = unit
    var numbers: [Int32] = []
    var first = Scale.firstDay
    while first <= today {
      let next = unit.span(of: first).upperBound + 1
      let number = numbers.last.map { $0 + 1 } ?? 0
      numbers += [Int32](repeating: number, count: min(next, today + 1) - first)
      first = next
    }
    self.numbers = numbers
    let count = Int(numbers.last ?? -1) + 1
    active = Array(repeating: 0, count: count)
    contributing = Array(repeating: 0, count: count)
  }

  /// Adds one human's days with events, ascending.
  mutating func add(_ cells: [DayCell]) {
    var lastActive: Int32 = -1
    var lastContributing: Int32 = -1
    for cell in cells {
      let index = cell.day - Scale.firstDay
      guard numbers.indices.contains(index) else { continue }
      let number = numbers[index]
      if number != lastActive { active[Int(number)] += 1 }
      lastActive = number
      guard cell.score > 0, number != lastContributing else { continue }
      contributing[Int(number)] += 1
      lastContributing = number
    }
  }

  mutating func merge(_ other: Attendance) {
    for index in active.indices {
      active[index] += other.active[index]
      contributing[index] += other.contributing[index]
    }
  }

  /// Who was active, and contributing, in the week or month that `day` is in; `day` is none
  /// after today.
  subscript(day: Day) -> (active: Int, contributing: Int) {
    let index = day - Scale.firstDay
    guard numbers.indices.contains(index) else { return (0, 0) }
    let number = Int(numbers[index])
    return (active[number], contributing[number])
  }
}

/// What all humans did in one week or month.
package struct CalendarTotal: Equatable, Sendable {
  /// The days of the calendar, up to today.
  package var span: ClosedRange<Day>
  package var isComplete: Bool
  package var active: Int
  package var contributing: Int
  package var events = 0
  package var score = 0
  package var logins = 0
  package var newUsers = 0

  package var days: Int { span.upperBound - span.lowerBound + 1 }
}

extension Tally {
  /// The weeks, or months, from that of the first event to that of today, oldest first; none
  /// without any event.
  package func totals(by unit: CalendarUnit) -> [CalendarTotal] {
    guard var day = firstEvent else { return [] }
    let attendance = unit == .week ? weeks : months
    var totals: [CalendarTotal] = []
    while day <= today {
      let whole = unit.span(of: day)
      let people = attendance[day]
      var total = CalendarTotal(
        span: whole.lowerBound...min(whole.upperBound, today),
        isComplete: whole.upperBound <= today, active: people.active,
        contributing: people.contributing)
      for number in total.span.lowerBound.number...total.span.upperBound.number {
        if let day = self[Day(number)] { total.add(day) }
      }
      totals.append(total)
      day = whole.upperBound + 1
    }
    return totals
  }
}

extension CalendarTotal {
  fileprivate mutating func add(_ day: DayTotal) {
    events += day.events
    score += day.score
    logins += day.logins
    newUsers += day.newUsers
  }
}
