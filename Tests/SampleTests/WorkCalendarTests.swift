import Civil
import Testing

@testable import Sample

@Suite struct WorkCalendarTests {
  private func day(_ year: Int, _ month: Int, _ day: Int) throws -> Day {
    try #require(Day(year: year, month: month, day: day))
  }

  @Test func endsOnTuesday24November2026() throws {
    #expect(WorkCalendar.lastDay == (try day(2026, 11, 24)))
    #expect(WorkCalendar.lastDay.weekday == 2)
    // date -u -d 2026-11-24T10:00:00Z +%s
    #expect(WorkCalendar.exportedAt == 1_795_514_400)
  }

  @Test func changesTheClockOnTheLastSundaysOfMarchAndOctober() throws {
    #expect(WorkCalendar.offset(try day(2026, 3, 28), hour: 23) == 3_600)
    #expect(WorkCalendar.offset(try day(2026, 3, 29), hour: 1) == 3_600)
    #expect(WorkCalendar.offset(try day(2026, 3, 29), hour: 3) == 7_200)
    #expect(WorkCalendar.offset(try day(2026, 3, 30), hour: 0) == 7_200)
    #expect(WorkCalendar.offset(try day(2026, 10, 24), hour: 23) == 7_200)
    #expect(WorkCalendar.offset(try day(2026, 10, 25), hour: 1) == 7_200)
    #expect(WorkCalendar.offset(try day(2026, 10, 25), hour: 3) == 3_600)
    #expect(WorkCalendar.offset(try day(2026, 10, 31), hour: 9) == 3_600)
    #expect(WorkCalendar.offset(try day(2024, 3, 31), hour: 3) == 7_200)
    #expect(WorkCalendar.offset(try day(2024, 3, 25), hour: 3) == 3_600)
  }

  @Test func slowsDownAtWeekendsAndAroundNewYear() throws {
    let tuesday = WorkCalendar.pace(on: try day(2026, 11, 17))
    #expect(WorkCalendar.pace(on: try day(2026, 11, 21)) * 10 < tuesday)
    #expect(WorkCalendar.pace(on: try day(2025, 12, 30)) * 10 < tuesday)
    #expect(WorkCalendar.pace(on: try day(2026, 1, 2)) * 2 < tuesday)
    #expect(WorkCalendar.pace(on: WorkCalendar.lastDay) < tuesday)
  }

  @Test func hasALunchDipAndNothingAfterTheExport() throws {
    let hours = WorkCalendar.hourWeights(on: try day(2026, 11, 17))
    #expect(hours.count == 24)
    #expect(hours[12] * 2 < hours[11] && hours[12] < hours[13])
    #expect(WorkCalendar.hourWeights(on: WorkCalendar.lastDay)[11...].allSatisfy { $0 == 0 })
  }

  @Test func leavesOutTheHourThatClocksSkipOrRepeat() throws {
    #expect(WorkCalendar.hourWeights(on: try day(2026, 3, 29))[2] == 0)
    #expect(WorkCalendar.hourWeights(on: try day(2026, 3, 30))[2] == 0)
  }
}
