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
  private var zone: ZoneCursor
  private var columns: [ListColumn]
  private var users = ListColumn()
  private var workspaces = ListColumn()
  private var rows = 0

  /// - Parameter path: of the list's first page, without ending.
  init(_ table: Table<Row>, _ path: String, _ report: Report) {
    self.table = table
    self.path = path
    self.report = report
    zone = ZoneCursor(report.zone)
    columns = table.columns.map { ListColumn(hasTexts: $0.blockKind == .text) }
  }

  mutating func add(_ row: Row) {
    if rows > 0, rows % ListColumn.rowsOfBlock == 0 { endBlocks() }
    rows += 1
    let orders = report.ranking.orders
    let subject = table.subject?(row) ?? Subject()
    if let user = subject.user { users.add(orders.place(ofUser: user)) }
    if let workspace = subject.workspace {
      workspaces.add(orders.place(ofWorkspace: workspace))
    }
    for index in columns.indices { add(table.columns[index], index, row, subject) }
  }

  @inline(__always)
  private mutating func add(_ column: Column<Row>, _ index: Int, _ row: Row, _ subject: Subject) {
    if let origin = column.origin {
      guard origin == .workspaceNames, let user = subject.user else { return }
      let orders = report.ranking.orders
      return columns[index].add(
        report.measures.membershipsOfUser[user].map {
          orders.place(ofWorkspace: report.dump.memberships[$0].workspace)
        })
    }
    // A cell may tell apart what the value does not.
    switch column.shown?.cell {
    case .text(let read), .role(let read): return columns[index].add(read(row))
    default: break
    }
    switch column.value {
    case .number(let read): columns[index].add(read(row))
    case .text(let read): columns[index].add(read(row) as Text?)
    case .flag(let read): columns[index].add(read(row) ? 1 : 0)
    case .day(let read): columns[index].add(read(row).number)
    case .time(let read): columns[index].add(read(row).map { zone.local($0) })
    case .state(let read): columns[index].add(read(row).0.rawValue)
    case .change(let read): columns[index].add(ListWriter.number(of: read(row)))
    case .texts, .string, .word, .page, .zone, .figure, .none: break
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
