import Civil

/// The spans of days up to today that figures are about: the same for all users.
package struct Windows: Sendable {
  /// How many days, today included, people are counted over.
  package static let short = 7
  package static let long = 28
  /// About a year.
  package static let weeks = 53

  package let today: Day
  /// The last 28 days.
  package let last28: ClosedRange<Day>
  /// The Monday of the first of the last 53 weeks, this one included.
  package let firstWeek: Day
  let firstOfMonth: Day
  let firstOfLastMonth: Day

  package init(today: Day) {
    self.today = today
    last28 = today - (Windows.long - 1)...today
    firstWeek = today.monday - (Windows.weeks - 1) * 7
    firstOfMonth = today.firstOfMonth
    firstOfLastMonth = (firstOfMonth - 1).firstOfMonth
  }

  /// Which of the spans a day is in.
  struct Place {
    enum Month { case this, last, other }

    let day: Day
    let isRecent: Bool
    /// Whether it is in the 28 days before the last ones.
    let isBefore: Bool
    /// The number of its week, from 0 for the first; nil where it is in none of them.
    let week: Int?
    let month: Month
  }

  func place(of day: Day) -> Place {
    let isKnown = day >= firstWeek && day <= today
    let month: Place.Month =
      !isKnown || day < firstOfLastMonth ? .other : day < firstOfMonth ? .last : .this
    return Place(
      day: day, isRecent: last28.contains(day),
      isBefore: (last28.lowerBound - Windows.long..<last28.lowerBound).contains(day),
      week: isKnown ? (day - firstWeek) / 7 : nil,
      month: month)
  }
}
