import Civil
import Testing

@testable import Measure

/// 56 days that end on day 100: index 0 is day 45, index 55 today.
@Suite struct AccountHistoryTests {
  private func history(
    days: [Int] = [], lastLogin: Int? = nil, created: Int? = nil, hasState: Bool = true
  ) -> AccountHistory {
    var history = AccountHistory(today: Day(100))
    history.add(
      days.map { DayCell(day: Day($0)) }, lastLogin: lastLogin.map(Day.init),
      created: created.map(Day.init), hasState: hasState)
    history.finish()
    return history
  }

  /// The days on which one account counted, as spans.
  private func spans(_ counts: [Int]) -> [ClosedRange<Int>] {
    var spans: [ClosedRange<Int>] = []
    for (index, count) in counts.enumerated() where count != 0 {
      #expect(count == 1)
      if let last = spans.last, last.upperBound == 44 + index {
        spans[spans.count - 1] = last.lowerBound...45 + index
      } else {
        spans.append(45 + index...45 + index)
      }
    }
    return spans
  }

  @Test func countsAnAccountFromItsCreationOrItsFirstActivity() {
    #expect(spans(history(created: 60).users) == [60...100])
    #expect(spans(history(created: 10).users) == [45...100])
    #expect(spans(history(days: [50, 70], created: 60).users) == [50...100])
    #expect(spans(history(lastLogin: 55, created: 60).users) == [55...100])
    #expect(spans(history(days: [50]).users) == [50...100])
  }

  @Test func countsAnUndatedAccountWithoutActivityAlways() {
    #expect(spans(history().users) == [45...100])
    #expect(spans(history(created: 101).users) == [45...100])
    #expect(spans(history(created: 101).never) == [45...100])
    #expect(spans(history().never) == [45...100])
  }

  /// 31 whole days after the last activity, up to the day before the next one.
  @Test func isDormantFromTheThirtyFirstDayOn() {
    #expect(spans(history(days: [69], created: 1).dormant) == [100...100])
    #expect(spans(history(days: [70], created: 1).dormant) == [])
    #expect(spans(history(days: [20, 60], created: 1).dormant) == [51...59, 91...100])
    #expect(spans(history(days: [10], lastLogin: 52, created: 1).dormant) == [45...51, 83...100])
    #expect(spans(history(days: [5, 14, 45], created: 1).dormant) == [76...100])
  }

  @Test func wasNeverActiveFromThirtyOneDaysAfterCreationUpToTheFirstActivity() {
    #expect(spans(history(created: 69).never) == [100...100])
    #expect(spans(history(created: 70).never) == [])
    #expect(spans(history(days: [80], created: 30).never) == [61...79])
    #expect(spans(history(days: [50], created: 30).never) == [])
    #expect(spans(history(days: [50]).never) == [])
  }

  @Test func givesNoStateToAnAccountThatHasNone() {
    let bot = history(days: [20], created: 1, hasState: false)
    #expect(spans(bot.users) == [45...100])
    #expect(spans(bot.dormant) == [])
    #expect(spans(history(created: 1, hasState: false).never) == [])
  }
}
