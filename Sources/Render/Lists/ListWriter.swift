import Bytes
import Civil
import Configure
import Hash
import Ingest
import Measure
import Rank

/// A file of the report, its path from the root.
package typealias ReportFile = (bytes: [UInt8], path: String)

/// Makes the files by which scripts sort, filter and print a list of which pages show some rows.
///
/// Beside the pages, under their name, lies a script that says which columns there are and which
/// blocks these have; in a long list a block is a script of its own in `search/`, named by its
/// content. What is one for every row of a user or a workspace is not in it: rows say by number whom
/// they are about, in the order of names, and the search index has names, emails and ids.
struct ListWriter<Row> {
  private let table: Table<Row>
  private let path: String
  private let report: Report
  private let orders: Orders
  private var zone: ZoneCursor
  private var columns: [ListColumn]
  private let kept: [Kept]
  private var users = ListColumn()
  private var workspaces = ListColumn()
  private var rows = 0

  /// What is kept of a row in the column at `index`. A table's column has closures for much else, and
  /// looking at it for each row took most of the time of a list.
  private struct Kept {
    enum Read {
      case number((Row) -> Int?)
      case text((Row) -> Text?)
      case time((Row) -> Instant?)
      case workspaces
    }

    let index: Int
    let read: Read
  }

  /// - Parameter path: of the list's first page, without ending.
  init(_ table: Table<Row>, _ path: String, _ report: Report) {
    self.table = table
    self.path = path
    self.report = report
    orders = report.ranking.orders
    zone = ZoneCursor(report.zone)
    columns = table.columns.map { ListColumn(hasTexts: $0.blockKind == .text) }
    kept = table.columns.enumerated().compactMap { index, column in
      ListWriter.read(column).map { Kept(index: index, read: $0) }
    }
  }

  mutating func add(_ row: Row) {
    if rows > 0, rows % ListColumn.rowsOfBlock == 0 { endBlocks() }
    rows += 1
    let subject = table.subject?(row) ?? Subject()
    if let user = subject.user { users.add(orders.place(ofUser: user)) }
    if let workspace = subject.workspace {
      workspaces.add(orders.place(ofWorkspace: workspace))
    }
    for kept in kept { add(kept, row, subject) }
  }

  @inline(__always)
  private mutating func add(_ kept: Kept, _ row: Row, _ subject: Subject) {
    switch kept.read {
    case .number(let read): columns[kept.index].add(read(row))
    case .text(let read): columns[kept.index].add(read(row))
    case .time(let read): columns[kept.index].add(read(row).map { zone.local($0) })
    case .workspaces:
      guard let user = subject.user else { return }
      columns[kept.index].add(
        report.measures.membershipsOfUser[user].map {
          orders.place(ofWorkspace: report.dump.memberships[$0].workspace)
        })
    }
  }

  /// nil for a column of which nothing is kept.
  private static func read(_ column: Column<Row>) -> Kept.Read? {
    if let origin = column.origin { return origin == .workspaceNames ? .workspaces : nil }
    // A cell may tell apart what the value does not.
    switch column.shown?.cell {
    case .text(let read), .role(let read): return .text(read)
    default: break
    }
    return switch column.value {
    case .number(let read): .number(read)
    case .text(let read): .text { read($0) }
    case .flag(let read): .number { read($0) ? 1 : 0 }
    case .day(let read): .number { read($0).number }
    case .time(let read): .time(read)
    case .state(let read): .number { read($0).0.rawValue }
    case .change(let read): .number { number(of: read($0)) }
    case .texts, .string, .word, .page, .zone, .figure, .none: nil
    }
  }

  /// Twice the ranks, or an odd number for one who is new.
  private static func number(of change: Change) -> Int? {
    switch change {
    case .by(let ranks): 2 * ranks
    case .new: 1
    case .none: nil
    }
  }

  private mutating func endBlocks() {
    for index in columns.indices { columns[index].endBlock() }
    users.endBlock()
    workspaces.endBlock()
  }

  /// None where there is nothing to sort.
  mutating func files() -> [ReportFile] {
    guard table.subject != nil, rows > 1 else { return [] }
    endBlocks()
    var script = ListScript(path, isShort: byteCount <= ListScript.shortest)
    script.begin(rows: rows, report, isRanked: table.isRanked)
    script.add("users", users.blocks)
    script.add("workspaces", workspaces.blocks)
    script.beginColumns()
    for (column, blocks) in zip(table.columns, columns) {
      script.add(column, blocks.blocks, report.words)
    }
    return script.end(table.heads.count)
  }

  private var byteCount: Int {
    (columns + [users, workspaces]).reduce(0) { $1.blocks.reduce($0) { $0 + $1.count } }
  }
}

extension Column {
  /// How scripts read the values, and show them.
  enum BlockKind: String {
    case number, text, flag, day, time, state, change, zone, none
    /// Of the search index.
    case named
    /// Places of workspaces.
    case places
  }

  var blockKind: BlockKind {
    if let origin { return origin == .workspaceNames ? .places : .named }
    return switch value {
    case .number: .number
    case .text: .text
    case .flag: .flag
    case .day: .day
    case .time: .time
    case .state: .state
    case .change: .change
    case .zone: .zone
    case .texts, .string, .word, .page, .figure, .none: .none
    }
  }

  var isInBlocks: Bool {
    switch blockKind {
    case .named, .zone, .none: false
    default: true
    }
  }
}
