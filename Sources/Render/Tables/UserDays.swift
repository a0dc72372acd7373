import Measure

extension Tables {
  /// What one user did on each day with events.
  static let userDays = Table<DayCell>([
    Column("date", .day { $0.day }, .init(1, .day, .weekday)),
    Column("events", .number { $0.events }, .init(2, .events)),
    Column("score", .number { $0.score }, .init(3, .score)),
    Column("logins", .number { $0.logins }, .init(4, .logins)),
  ])
}
