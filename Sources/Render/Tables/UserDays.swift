import Measure

extension Tables {
  /// What one user did on each day with events.
  static let userDays = Table<DayCell>([
    Column("date", .day { $0.day }, .init(1, "Day", .head)),
    Column("events", .number { $0.events }, .init(2, "Events")),
    Column("score", .number { $0.score }, .init(3, "Score")),
    Column("logins", .number { $0.logins }, .init(4, "Logins")),
  ])
}
