// Takes numbers, gives civil dates and instants; never reads a clock and never
// depends on a locale. The stages below share it because every one of them
// speaks of days in the organization's zone.

/// A calendar date of the proleptic Gregorian calendar, counted in days from
/// 1970-01-01 (day 0, a Thursday).
package struct Day: Hashable, Comparable, BitwiseCopyable, Sendable {
  package var number: Int

  package init(_ number: Int) { self.number = number }

  /// The date `year`-`month`-`day`; nil when the calendar has no such date.
  ///
  /// The day count is Howard Hinnant's `days_from_civil`
  /// (https://howardhinnant.github.io/date_algorithms.html).
  package init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), day >= 1, day <= Day.length(ofMonth: month, in: year) else {
      return nil
    }
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = era * 146_097 + dayOfEra - 719_468
  }

  /// Year, month (1–12) and day of the month (1–31).
  package var civil: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }

  /// 1 = Monday … 7 = Sunday (ISO 8601).
  package var weekday: Int {
    let remainder = (number + 3) % 7
    return (remainder < 0 ? remainder + 7 : remainder) + 1
  }

  /// The Monday of this day's ISO week.
  package var monday: Day { Day(number - (weekday - 1)) }

  package var firstOfMonth: Day { Day(number - (civil.day - 1)) }

  /// A month is at most 31 days long, and so is any step from one into the next.
  package var lastOfMonth: Day { (firstOfMonth + 31).firstOfMonth - 1 }

  package var firstOfYear: Day {
    let date = civil
    return Day(number - Day.dayOfYear(month: date.month, day: date.day, year: date.year))
  }

  package static func < (left: Day, right: Day) -> Bool { left.number < right.number }
  package static func + (day: Day, days: Int) -> Day { Day(day.number + days) }
  package static func - (day: Day, days: Int) -> Day { Day(day.number - days) }
  package static func - (left: Day, right: Day) -> Int { left.number - right.number }

  static func length(ofMonth month: Int, in year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days since 1 January of the same year, from 0.
  private static func dayOfYear(month: Int, day: Int, year: Int) -> Int {
    (1..<month).reduce(day - 1) { $0 + length(ofMonth: $1, in: year) }
  }
}
