import Bytes
import Civil
import Ingest
import Markdown
import Measure

/// Renders pages, one at a time, in memory that it keeps: one for each worker.
package final class PageRenderer {
  let outline: Outline
  let report: Report
  /// How big the CSVs of the report's tables are.
  let sizes: [Table: TableSize]
  var filler: PageFiller
  var activity: UserActivity
  /// How many descriptions were too costly to render, and stand as they are.
  package private(set) var plainTexts = 0
  private let program: Program
  private let traces: Traces
  private var html = Bytes(capacity: 1 << 14)

  package init(_ outline: Outline, _ program: Program, sizes: [Table: TableSize]) {
    self.outline = outline
    self.program = program
    traces = Traces(program)
    self.sizes = sizes
    report = outline.report
    filler = PageFiller(outline.report, outline.frame)
    activity = UserActivity(
      outline.report.measures.scale, workspaces: outline.report.dump.workspaces.count)
  }

  /// What page templates are compiled for.
  package static var shape: Shape { Shapes.page }

  /// The bytes of what the filler holds.
  private func printed() -> [UInt8] {
    html.removeAll()
    program.render(filler.fields, traces, into: &html)
    return html.array
  }

  /// A page of the whole report, with its path.
  package func page(_ page: Page) -> (bytes: [UInt8], path: String) {
    let path = fill(page)
    return (printed(), path + ".html")
  }

  /// A user's table, then the page; each is given to `write` with its path.
  package func user<Failure>(
    _ user: Int, write: ([UInt8], String) throws(Failure) -> Void
  ) throws(Failure) {
    activity.load(report.dump.events[user], user: user)
    let path = report.paths.user(user).string
    let csv = report.daysCSV(activity.days)
    try write(csv.bytes.array, path + ".csv")
    fillUser(user, path, TableSize(csv))
    try write(printed(), path + ".html")
  }

  package func workspace<Failure>(
    _ workspace: Int, write: ([UInt8], String) throws(Failure) -> Void
  ) throws(Failure) {
    let path = report.paths.workspace(workspace).string
    let rows = report.orders.participants(in: workspace)
    let csv = report.workspaceCSV(rows)
    try write(csv.bytes.array, path + ".csv")
    for part in 0..<Outline.parts(min(rows.count, Outline.longestList)) {
      fillWorkspace(workspace, rows, path, part, TableSize(csv))
      try write(printed(), partPath(path, part) + ".html")
    }
  }

  /// Fills a page of the whole report and returns its path.
  private func fill(_ page: Page) -> String {
    switch page {
    case .index: fillOverview()
    case .activity: fillActivity()
    case .retention: fillRetention()
    case .quality: fillQuality()
    case .about: fillAbout()
    case .notFound: fillNotFound()
    case .search: fillSearch()
    case .markdown(let number): fillMarkdown(number)
    case .users(let part): fillUsers(part, byLastActive: false)
    case .usersByLastActive(let part): fillUsers(part, byLastActive: true)
    case .workspaces(let part): fillWorkspaces(part)
    case .access(let part): fillAccess(part)
    case .dormant(let part): fillDormant(part)
    case .leaderboard(let period, let part): fillLeaderboard(period, part)
    case .leaderboardIndex: fillLeaderboardIndex()
    }
  }

  func download(_ table: Table) {
    if let size = sizes[table] { filler.download(outline.path(of: table), size) }
  }

  /// The rows of part `part` of a list.
  func rows(_ count: Int, _ part: Int) -> Range<Int> {
    let first = part * Outline.rowsOfPage
    return first..<min(first + Outline.rowsOfPage, count)
  }

  /// The path of part `part` of the list at `path`, without ending.
  func partPath(_ path: String, _ part: Int) -> String {
    part == 0 ? path : "\(path).\(part + 1)"
  }

  /// Links to the other parts of a list, and words for rows that only the CSV has.
  func paginate(_ path: String, _ part: Int, shown: Int, of total: Int) {
    let parts = Outline.parts(shown)
    guard parts > 1 || shown < total else { return }
    let range = rows(shown, part)
    let pagination = filler.fields.record(filler.fields.root, PageName.pagination)
    filler.fields.text(pagination, PaginationName.summary) { bytes in
      bytes.append("Rows ")
      Digits.appendGrouped(range.lowerBound + 1, to: &bytes)
      bytes.append(" to ")
      Digits.appendGrouped(range.upperBound, to: &bytes)
      bytes.append(" of ")
      Digits.appendGrouped(total, to: &bytes)
      if shown < total { bytes.append("; the CSV has them all") }
    }
    var last = -1
    for number in 0..<parts where number == 0 || number == parts - 1 || abs(number - part) < 3 {
      if number > last + 1 {
        let gap = filler.fields.addRow(to: pagination, PaginationName.links)
        filler.fields.flag(gap, LinkName.isGap, true)
      }
      last = number
      let link = filler.fields.addRow(to: pagination, PaginationName.links)
      filler.fields.number(link, LinkName.label, number + 1)
      filler.fields.text(link, LinkName.href, filler.root + partPath(path, number) + ".html")
      filler.fields.flag(link, LinkName.isCurrent, number == part)
    }
  }

  /// A description of the dump as a card, where there is one.
  func prose(_ card: Fields.Row, _ text: Text) {
    var html: [UInt8] = []
    let outcome = Markdown.html(
      from: text.bytes.span, under: 2, source: .dump(ceiling: outline.markdownCeiling),
      into: &html)
    if outcome == .plain { plainTexts += 1 }
    filler.fields.text(card, CardName.prose, html)
  }
}

/// `1,234 users`.
func counted(_ number: Int, _ one: String, _ many: String) -> String {
  "\(grouped(number)) \(number == 1 ? one : many)"
}

/// `1,234`.
func grouped(_ number: Int) -> String { text { Digits.appendGrouped(number, to: &$0) } }

func text(_ append: (inout Bytes) -> Void) -> String {
  var bytes = Bytes()
  append(&bytes)
  return String(decoding: bytes.buffer, as: UTF8.self)
}
