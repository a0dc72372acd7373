import Bytes
import Civil
import Ingest
import Measure
import Rank

/// A column of a table: its name, its type with one function from a row to its value, and how pages
/// show it.
struct Column<Row>: Sendable {
  /// As in the CSV's header; empty for a column of pages alone.
  let name: StaticString
  let value: Value
  /// nil for a column of the CSV alone.
  let shown: Shown?

  init(_ name: StaticString, _ value: Value, _ shown: Shown? = nil) {
    self.name = name
    self.value = value
    self.shown = shown
  }

  /// A column of pages alone.
  init(_ value: Value, _ shown: Shown) { self.init("", value, shown) }

  /// Whether the CSV has it.
  var isNamed: Bool { name.utf8CodeUnitCount > 0 }
}

extension Column {
  /// A type, and the function that gives a value of it.
  enum Value: Sendable {
    /// Text is made safe for spreadsheets; all other types stay what they are.
    case text(@Sendable (Row) -> Text)
    /// Texts that are joined by `; `.
    case texts(@Sendable (Row) -> [Text])
    /// Text, for tables of a few rows.
    case string(@Sendable (Row) -> String)
    /// A word of the program's own.
    case word(@Sendable (Row) -> StaticString)
    case number(@Sendable (Row) -> Int?)
    case flag(@Sendable (Row) -> Bool)
    case day(@Sendable (Row) -> Day)
    case time(@Sendable (Row) -> Instant?)
    /// A state, and the account's status for one that is not active.
    case state(@Sendable (Row) -> (AccountState, status: Text))
    case change(@Sendable (Row) -> Change)
    /// The path of the row's own page, without ending.
    case page(@Sendable (Row) -> Text)
    /// The zone of the table's times, in each row the same.
    case zone
    /// Of a type that differs from row to row.
    case figure(@Sendable (Row) -> Figure)
    /// Nothing: the cell says it all.
    case none
  }
}

/// A value in a table with a row for each figure.
enum Figure {
  case text(Text)
  case number(Int)
  case time(Instant)
  /// Thousandths.
  case share(Int?)
  case zone
}
