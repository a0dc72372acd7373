import Bytes
import Configure
import Ingest

/// A list as a value: its CSV, its heads and cells on pages, and what sorting and filtering need
/// come from its columns.
struct Table<Row>: Sendable {
  /// In the order of the CSV.
  let columns: [Column<Row>]
  /// What tells rows apart on pages; nil where nothing needs to.
  let id: Id?
  /// The names of the CSV's columns, and what is printed for each row.
  let header: [StaticString]
  let values: [Column<Row>.Value]
  /// The heads of pages, and what is added for each row.
  let heads: [TableHead]
  let cells: [ShownCell]

  /// A column of texts.
  struct Id: Sendable {
    let name: StaticString
    let value: @Sendable (Row) -> Text

    init(_ name: StaticString, _ value: @escaping @Sendable (Row) -> Text) {
      self.name = name
      self.value = value
    }
  }

  struct ShownCell: Sendable {
    let cell: Column<Row>.Cell
    let value: Column<Row>.Value
    let missing: Phrase?
  }

  init(id: Id? = nil, _ columns: [Column<Row>]) {
    self.columns = columns
    self.id = id
    let named = columns.filter(\.isNamed)
    header = named.map(\.name)
    values = named.map(\.value)
    let shown = Table.shown(columns)
    heads = shown.map { TableHead($0, $1, isSorted: id != nil && $0.isNamed) }
    cells = shown.map { ShownCell(cell: $1.cell, value: $0.value, missing: $1.missing) }
  }

  /// The columns that pages have, in their order.
  static func shown(_ columns: [Column<Row>]) -> [(Column<Row>, Column<Row>.Shown)] {
    // The sort is stable.
    columns.compactMap { column in column.shown.map { (column, $0) } }
      .sorted { $0.1.place < $1.1.place }
  }

  /// A table of pages alone, with the columns that `isKept` at their places.
  func onPages(id: Id? = nil, where isKept: (Int) -> Bool) -> Table {
    Table(
      id: id,
      Table.shown(columns).filter { isKept($1.place) }.map { Column($0.value, $1) })
  }
}

/// The tables of reports.
enum Tables {}
