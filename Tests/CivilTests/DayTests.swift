import Testing

@testable import Civil

@Suite struct DayTests {
  /// Numbers from `date -u -d DATE +%s`, divided by 86,400.
  @Test(arguments: [
    (1900, 3, 1, -25508), (1969, 12, 31, -1), (1970, 1, 1, 0), (1972, 2, 29, 789),
    (2000, 2, 29, 11016), (2026, 11, 24, 20781), (2100, 12, 31, 47846),
  ])
  func countsDaysFrom1970(year: Int, month: Int, day: Int, number: Int) throws {
    let found = try #require(Day(year: year, month: month, day: day))
    #expect(found.number == number)
    #expect(found.civil == (year, month, day))
  }

  /// Walks from 1900 to 2200 by the rules of the calendar alone.
  @Test func agreesWithAWalkThroughTheCalendar() throws {
    var (year, month, day) = (1900, 1, 1)
    var number = try #require(Day(year: year, month: month, day: day)).number
    while year < 2200 {
      #expect(Day(number).civil == (year, month, day))
      #expect(Day(year: year, month: month, day: day)?.number == number)
      number += 1
      day += 1
      let isLeap = year.isMultiple(of: 400) || (year.isMultiple(of: 4) && !year.isMultiple(of: 100))
      let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      if day > lengths[month - 1] { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
    }
  }

  @Test func hasNoDateOutsideTheCalendar() {
    let wrong = [
      (2026, 0, 1), (2026, 13, 1), (2026, 1, 0), (2026, 1, 32), (2026, 4, 31), (2026, 2, 29),
      (2100, 2, 29), (1900, 2, 29), (2026, -1, 1), (2026, 1, -1),
    ]
    for (year, month, day) in wrong { #expect(Day(year: year, month: month, day: day) == nil) }
    #expect(Day(year: 2000, month: 2, day: 29) != nil)
    #expect(Day(year: 2024, month: 2, day: 29) != nil)
  }

  /// 1 January 1970 was a Thursday, 24 November 2026 is a Tuesday.
  @Test func numbersWeekdaysFromMonday() {
    #expect(Day(0).weekday == 4)
    #expect(Day(20781).weekday == 2)
    #expect((0..<7).map { Day(20780 + $0).weekday } == [1, 2, 3, 4, 5, 6, 7])
    #expect((-7..<0).map { Day($0).weekday } == [4, 5, 6, 7, 1, 2, 3])
  }

  @Test func findsTheMondayOfAWeek() {
    for offset in 0..<7 { #expect(Day(20780 + offset).monday == Day(20780)) }
    #expect(Day(20787).monday == Day(20787))
    #expect(Day(0).monday == Day(-3))
  }

  @Test(arguments: [
    ((2026, 11, 24), (2026, 11, 1), (2026, 1, 1)), ((2024, 2, 29), (2024, 2, 1), (2024, 1, 1)),
    ((2024, 12, 31), (2024, 12, 1), (2024, 1, 1)), ((2025, 1, 1), (2025, 1, 1), (2025, 1, 1)),
    ((1969, 12, 31), (1969, 12, 1), (1969, 1, 1)),
  ])
  func findsTheFirstOfMonthAndYear(
    date: (Int, Int, Int), month: (Int, Int, Int), year: (Int, Int, Int)
  ) throws {
    let day = try #require(Day(year: date.0, month: date.1, day: date.2))
    #expect(day.firstOfMonth.civil == month)
    #expect(day.firstOfYear.civil == year)
  }

  @Test func addsAndSubtractsDays() {
    #expect(Day(10) + 5 == Day(15))
    #expect(Day(10) - 15 == Day(-5))
    #expect(Day(10) - Day(15) == -5)
    #expect(Day(-1) < Day(0))
  }
}
