/// The head of a column on pages.
struct TableHead: Sendable {
  let label: HeadLabel
  /// Its class.
  let css: StaticString
  /// Whether rows can be sorted by the column, and are found by its name.
  let isSorted: Bool
  let name: StaticString
  /// Whether the cells also have the column `email`.
  let hasEmail: Bool
  /// How scripts compare values: `n` for numbers, `d` for dates, else as text.
  let type: StaticString
  let absent: Absent

  init<Row>(_ column: Column<Row>, _ shown: Column<Row>.Shown, isSorted: Bool) {
    label = shown.label
    css = TableHead.css(column.value, shown.cell)
    self.isSorted = isSorted
    name = column.name
    hasEmail = if case .person = shown.cell { true } else { false }
    type =
      switch column.value {
      case .number, .change: "n"
      case .day, .time: "d"
      default: ""
      }
    absent = shown.absent
  }

  private static func css<Row>(
    _ value: Column<Row>.Value, _ cell: Column<Row>.Cell
  ) -> StaticString {
    switch cell {
    case .rank: return "rank"
    case .bar: return "bars"
    case .value, .heat: break
    default: return "t"
    }
    return switch value {
    case .change: "mv"
    case .number, .time, .day: ""
    default: "t"
    }
  }
}
