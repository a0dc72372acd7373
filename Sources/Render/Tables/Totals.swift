import Civil
import Configure
import Measure

extension Tables {
  /// What all people did in each week.
  static let weeks = totals(.weekOf, .date)

  /// What all people did in each month.
  static let months = totals(.month, .monthOfYear)

  private static func totals(
    _ label: Phrase, _ date: Phrase
  ) -> Table<CalendarTotal> {
    Table([
      Column(
        "from", .day { $0.span.lowerBound },
        .init(1, label, .made { filler, row, total in filler.head(row, of: total, date) })),
      Column("to", .day { $0.span.upperBound }),
      Column("days", .number { $0.days }),
      Column("active", .number { $0.active }, .init(2, .active)),
      Column("contributing", .number { $0.contributing }, .init(3, .contributing)),
      Column("events", .number { $0.events }, .init(4, .events)),
      Column("score", .number { $0.score }, .init(5, .score)),
      Column("logins", .number { $0.logins }, .init(6, .logins)),
      Column("new_users", .number { $0.newUsers }, .init(7, .newUsers)),
    ])
  }
}

extension PageFiller {
  /// When a week or a month began, and how much of it is over.
  fileprivate mutating func head(
    _ row: Fields.Row, of total: CalendarTotal, _ date: Phrase
  ) {
    let head = head(row)
    let from = total.span.lowerBound
    fields.text(head, CellName.iso) { $0.append(from) }
    fields.text(head, CellName.date) { words.append(from, as: date, to: &$0) }
    if !total.isComplete {
      fields.text(head, CellName.small, words.counted(.nDaysSoFar, total.days))
    }
  }
}
