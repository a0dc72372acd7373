/// The head of a column on pages.
struct TableHead: Sendable {
  let label: HeadLabel
  /// Its class.
  let css: StaticString
  /// Whether rows can be sorted by the column, and are found by its name.
  let isSorted: Bool
  let name: StaticString

  init<Row>(_ column: Column<Row>, _ shown: Column<Row>.Shown, isSorted: Bool) {
    label = shown.label
    css = TableHead.css(column.value, shown.cell)
    self.isSorted = isSorted
    name = column.name
  }

  private static func css<Row>(
    _ value: Column<Row>.Value, _ cell: Column<Row>.Cell
  ) -> StaticString {
    switch cell {
    case .rank: return "rank"
    case .bar: return "bars"
    case .value, .heat, .names, .made: break
    default: return "t"
    }
    return switch value {
    case .change: "mv"
    case .number, .time, .day: ""
    default: "t"
    }
  }
}
