import Civil
import Measure

/// A day, and what all people did on it.
struct ActivityRow {
  let day: Day
  let total: DayTotal
}

extension Tables {
  /// What all people did on each day.
  static let activity = Table<ActivityRow>([
    Column("date", .day { $0.day }, .init(1, .day, .weekday)),
    Column("active", .number { $0.total.active }, .init(2, .active)),
    Column("active_7d", .number { $0.total.active7 }, .init(3, .active7)),
    Column("active_28d", .number { $0.total.active28 }, .init(4, .active28)),
    Column("events", .number { $0.total.events }, .init(5, .events)),
    Column("score", .number { $0.total.score }, .init(6, .score)),
    Column("logins", .number { $0.total.logins }, .init(7, .logins)),
    Column("new_users", .number { $0.total.newUsers }, .init(8, .newUsers)),
  ])
}

extension Report {
  /// The days from the first human event to today; none without any.
  var activeDays: [ActivityRow] {
    guard let first = measures.tally.firstEvent, first <= today else { return [] }
    return (first.number...today.number).compactMap { number in
      measures.tally[Day(number)].map { ActivityRow(day: Day(number), total: $0) }
    }
  }
}
