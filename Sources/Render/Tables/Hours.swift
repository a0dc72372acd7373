/// An hour of the week: 0 is the first of Monday.
struct HourRow {
  let hour: Int
  let events: Int
}

extension Report {
  var hours: [HourRow] {
    measures.tally.hours.enumerated().map { HourRow(hour: $0, events: $1) }
  }
}

extension Tables {
  /// Events in each hour of the week.
  static let hours = Table<HourRow>([
    Column("weekday", .number { $0.hour / 24 + 1 }),
    Column("hour", .number { $0.hour % 24 }),
    Column("events", .number { $0.events }),
  ])
}
