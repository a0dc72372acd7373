import Civil
import Measure

extension Tables {
  /// What all people did in each week.
  static let weeks = totals("Week of") { $0.append(short: $1) }

  /// What all people did in each month.
  static let months = totals("Month") { $0.append(monthOf: $1) }

  private static func totals(
    _ label: String, _ date: @escaping @Sendable (inout Bytes, Day) -> Void
  ) -> Table<CalendarTotal> {
    Table([
      Column(
        "from", .day { $0.span.lowerBound },
        .init(1, label, .made { filler, row, total in filler.head(row, of: total, date) })),
      Column("to", .day { $0.span.upperBound }),
      Column("days", .number { $0.days }),
      Column("active", .number { $0.active }, .init(2, "Active")),
      Column("contributing", .number { $0.contributing }, .init(3, "Contributing")),
      Column("events", .number { $0.events }, .init(4, "Events")),
      Column("score", .number { $0.score }, .init(5, "Score")),
      Column("logins", .number { $0.logins }, .init(6, "Logins")),
      Column("new_users", .number { $0.newUsers }, .init(7, "New users")),
    ])
  }
}

extension PageFiller {
  /// When a week or a month began, and how much of it is over.
  fileprivate mutating func head(
    _ row: Fields.Row, of total: CalendarTotal, _ date: (inout Bytes, Day) -> Void
  ) {
    let head = head(row)
    let from = total.span.lowerBound
    fields.text(head, CellName.iso) { $0.append(from) }
    fields.text(head, CellName.date) { date(&$0, from) }
    if !total.isComplete {
      fields.text(head, CellName.small, counted(total.days, "day", "days") + " so far")
    }
  }
}
