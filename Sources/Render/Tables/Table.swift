import Bytes
import Configure
import Ingest

/// A list as a value: its CSV, its heads and cells on pages, and what sorting and filtering need
/// come from its columns.
struct Table<Row>: Sendable {
  /// In the order of the CSV.
  let columns: [Column<Row>]
  /// Whom a row is about; nil for a table that is no list of the report's own.
  let subject: (@Sendable (Row) -> Subject)?
  /// Whether rows stay in their order, as ranks do.
  let isRanked: Bool
  /// The names of the CSV's columns, and what is printed for each row.
  let header: [StaticString]
  let values: [Column<Row>.Value]
  /// The heads of pages, and what is added for each row.
  let heads: [TableHead]
  let cells: [ShownCell]

  struct ShownCell: Sendable {
    let cell: Column<Row>.Cell
    let value: Column<Row>.Value
    let missing: Phrase?
  }

  init(
    isRanked: Bool = false, of subject: (@Sendable (Row) -> Subject)? = nil,
    _ columns: [Column<Row>]
  ) {
    self.columns = columns
    self.subject = subject
    self.isRanked = isRanked
    let named = columns.filter(\.isInCSV)
    header = named.map(\.name)
    values = named.map(\.value)
    let shown = Table.shown(columns)
    let isSorted = subject != nil && !isRanked
    heads = shown.map { TableHead($0, $1, isSorted: isSorted && $0.isInCSV) }
    cells = shown.map { ShownCell(cell: $1.cell, value: $0.value, missing: $1.missing) }
  }

  /// The columns that pages have, in their order.
  static func shown(_ columns: [Column<Row>]) -> [(Column<Row>, Column<Row>.Shown)] {
    // The sort is stable.
    columns.compactMap { column in column.shown.map { (column, $0) } }
      .sorted { $0.1.place < $1.1.place }
  }

  /// A table of pages alone, with the columns that `isKept` at their places.
  func onPages(where isKept: (Int) -> Bool) -> Table {
    Table(Table.shown(columns).filter { isKept($1.place) }.map { Column($0.value, $1) })
  }
}

/// Whom a row is about: numbers in the dump.
struct Subject: Sendable {
  var user: Int?
  var workspace: Int?
}

/// The tables of reports.
enum Tables {}
