import Bytes
import Configure
import Ingest
import Measure

extension Column {
  /// How pages show a column.
  struct Shown: Sendable {
    /// Pages have their columns in its order.
    let place: Int
    let label: HeadLabel
    let cell: Cell
    /// Stands where there is no value.
    let missing: Phrase?
    /// Where rows without a value go when rows are sorted.
    let absent: Absent

    init(
      _ place: Int, _ label: Phrase, _ cell: Cell = .value, missing: Phrase? = nil,
      absent: Absent = .last
    ) {
      self.init(place, .phrase(label), cell, missing: missing, absent: absent)
    }

    init(
      _ place: Int, _ label: HeadLabel, _ cell: Cell = .value, missing: Phrase? = nil,
      absent: Absent = .last
    ) {
      self.place = place
      self.label = label
      self.cell = cell
      self.missing = missing
      self.absent = absent
    }

    /// A time that may never have been.
    static func since(_ place: Int, _ label: Phrase) -> Shown {
      Shown(place, label, missing: .never, absent: .longestAgo)
    }
  }

  /// What a cell of a page has.
  enum Cell: Sendable {
    /// The value, by its type.
    case value
    /// The value, in the cell that heads the row.
    case head
    /// The value, a day, likewise, with its day of the week.
    case weekday
    /// The value, as the rank of the row.
    case rank
    /// A user with a link, and what tells him from others of that name.
    case person(@Sendable (Row) -> Person)
    /// A workspace with a link.
    case workspace(@Sendable (Row) -> WorkspaceLink)
    /// Text other than the value; nil where it is missing.
    case text(@Sendable (Row) -> Text?)
    /// A role, in the words of the page where it is a known one; nil where it is missing.
    case role(@Sendable (Row) -> Text?)
    /// A state other than the value: that of an account.
    case state(@Sendable (Row) -> (AccountState, status: Text))
    /// A share in percent, the darker the higher.
    case heat
    /// A bar as wide as the value is of the largest.
    case bar(@Sendable (Row) -> (value: Int, largest: Int))
    /// The value, a number, and under it the first of what it counts.
    case names(@Sendable (Row) -> [Text])
    /// Anything else: adds one cell to the row.
    case made(@Sendable (inout PageFiller, Fields.Row, Row) -> Void)
  }
}

/// What the head of a column says.
enum HeadLabel: Sendable, Equatable {
  case phrase(Phrase)
  /// The number of a week.
  case week(Int)
  case nothing
}

/// Where rows without a value go when rows are sorted.
enum Absent {
  /// To the end, whichever way.
  case last
  /// What never was is longest ago.
  case longestAgo
  /// Nobody knows a number that is above all others.
  case most

  /// The value that they are sorted by.
  var key: StaticString {
    switch self {
    case .last: ""
    case .longestAgo: "0"
    case .most: "Infinity"
    }
  }
}

/// A user as lists show him.
struct Person {
  let name: Text
  /// The email, else the id: two people with one name are told apart by it.
  let detail: Text
  /// Of somebody whose name others have too; else empty.
  let title: Text
  /// Of his page, without ending.
  let path: Text
}

/// A workspace as lists show it.
struct WorkspaceLink {
  let name: Text
  /// What stands under it.
  let detail: [UInt8]
  /// Of its page, without ending.
  let path: Text

  init(_ workspace: Workspace, path: Text, detail: [UInt8]) {
    name = workspace.shownName
    self.detail = detail
    self.path = path
  }
}

extension Report {
  func person(_ number: Int) -> Person {
    let user = dump.users[number]
    return Person(
      name: user.shownName, detail: user.email.isEmpty ? user.id : user.email,
      title: namesakes[number] ? user.title : .empty, path: paths.user(number))
  }
}
