import Bytes
import Civil
import Configure
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
  /// Where browsers have the value from that sort and filter; nil for the value itself.
  let origin: Origin?
  /// What the column is called where readers choose rows by its values; nil where they do not.
  let filter: Phrase?
  /// Whether the CSV has it.
  let isInCSV: Bool

  init(
    _ name: StaticString, _ value: Value, _ shown: Shown? = nil, origin: Origin? = nil,
    filter: Phrase? = nil
  ) {
    self.init(name, value, shown, origin, filter, isInCSV: true)
  }

  /// A column of pages alone.
  init(_ value: Value, _ shown: Shown) {
    self.init("", value, shown, nil, nil, isInCSV: false)
  }

  private init(
    _ name: StaticString, _ value: Value, _ shown: Shown?, _ origin: Origin?, _ filter: Phrase?,
    isInCSV: Bool
  ) {
    self.name = name
    self.value = value
    self.shown = shown
    self.origin = origin
    self.filter = filter
    self.isInCSV = isInCSV
  }

  /// A column that rows are chosen by, and nothing else.
  static func choice(_ name: StaticString, _ value: Value, _ filter: Phrase) -> Column {
    Column(name, value, nil, nil, filter, isInCSV: false)
  }

  /// Where a value stands that is one for every row of a user or a workspace.
  enum Origin: String, Sendable {
    case userID = "user.id"
    case userName = "user.name"
    case userEmail = "user.email"
    case userPage = "user.page"
    case workspaceID = "workspace.id"
    case workspaceName = "workspace.name"
    case workspacePage = "workspace.page"
    /// Of all workspaces that the user is a member of.
    case workspaceNames = "workspace.names"
  }
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
