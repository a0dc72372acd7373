import Ingest
import Markdown
import Measure

/// All pages of the site, in the orders in which lists show them.
package struct Outline: Sendable {
  /// Longer lists are split over numbered pages.
  static let rowsOfPage = 200
  /// Every list but that of users ends here; its CSV has the rest.
  static let longestList = 1000

  package let report: Report
  package let texts: SiteTexts
  let frame: Frame
  let usersByLastActive: [Int]
  package let workspaces: [Int]
  let dormant: [Int]
  let access: [Int]
  /// The highest cost of a Markdown text that is still rendered.
  let markdownCeiling: Int

  package init(_ report: Report, _ texts: SiteTexts) {
    self.report = report
    self.texts = texts
    let further = texts.pages.map { Frame.Entry(label: $0.title, href: $0.name + ".html") }
    frame = Frame(report, logo: texts.logo, further: further)
    usersByLastActive = report.orders.usersByLastActive()
    workspaces = report.orders.workspaces
    dormant = report.orders.dormantUsers()
    access = report.orders.memberships()
    var budget = MarkdownBudget()
    budget.add(report.dump.organization.description.bytes.span)
    for user in report.dump.users { budget.add(user.description.bytes.span) }
    for workspace in report.dump.workspaces { budget.add(workspace.description.bytes.span) }
    markdownCeiling = budget.ceiling
  }

  /// Long tables first, so that no worker is left alone with one at the end.
  package var tables: [Table] {
    [
      .users, .access, .dormant, .workspaces, .activity, .weeks, .months, .hours, .types,
      .retention, .quality, .index, .about, .leaderboardIndex,
    ] + report.leaderboards.map { .leaderboard($0.period) }
      + texts.pages.indices.map(Table.markdown)
  }

  package var pages: [Page] {
    func parts(_ count: Int, upTo limit: Int = Outline.longestList, _ page: (Int) -> Page) -> [Page]
    {
      (0..<Outline.parts(min(count, limit))).map(page)
    }
    var pages: [Page] = [
      .index, .activity, .retention, .quality, .about, .notFound, .leaderboardIndex, .search,
    ]
    pages += parts(report.orders.users.count, upTo: .max) { .users(part: $0) }
    pages += parts(report.orders.users.count, upTo: .max) { .usersByLastActive(part: $0) }
    pages += parts(workspaces.count) { .workspaces(part: $0) }
    pages += parts(access.count) { .access(part: $0) }
    pages += parts(dormant.count) { .dormant(part: $0) }
    for board in report.leaderboards {
      pages += parts(board.rows.count) { .leaderboard(board.period, part: $0) }
    }
    return pages + texts.pages.indices.map(Page.markdown)
  }

  /// What the search finds beside users and workspaces: the menu's pages and the leaderboards, with
  /// paths without ending.
  package var searchPages: [(label: String, path: String)] {
    var seen: Set<String> = []
    let menu = frame.menu
      .filter { $0.href.hasSuffix(".html") && !$0.href.hasPrefix("https://") }
      .filter { seen.insert($0.href).inserted }
      .map { (label: $0.label, path: String($0.href.dropLast(5))) }
    return menu
      + report.leaderboards.map {
        (label: "Leaderboard: \($0.period.title)", path: "leaderboard/\($0.period.name)")
      }
  }

  /// On how many pages a list of `count` rows stands; an empty one on one.
  static func parts(_ count: Int) -> Int { max(1, (count + rowsOfPage - 1) / rowsOfPage) }

  /// The table's path in the report, without ending.
  package func path(of table: Table) -> String {
    switch table {
    case .leaderboard(let period): "leaderboard/\(period.name)"
    case .leaderboardIndex: "leaderboard/index"
    case .markdown(let number): texts.pages[number].name
    default: String(describing: table)
    }
  }

  /// The CSV of a table, and how big it is.
  package func csv(of table: Table) -> (bytes: [UInt8], size: TableSize) {
    let csv = writer(of: table)
    return (csv.bytes.array, TableSize(csv))
  }

  private func writer(of table: Table) -> CSVWriter {
    switch table {
    case .index: report.indexCSV()
    case .activity: report.activityCSV()
    case .weeks: report.calendarCSV(.week)
    case .months: report.calendarCSV(.month)
    case .hours: report.hoursCSV()
    case .types: report.typesCSV()
    case .retention: report.retentionCSV()
    case .users: report.usersCSV(report.orders.users)
    case .workspaces: report.workspacesCSV(workspaces)
    case .access: report.accessCSV(access)
    case .dormant: report.dormantCSV(dormant)
    case .quality: report.qualityCSV()
    case .about: texts.aboutCSV()
    case .leaderboard(let period): report.leaderboardCSV(report.leaderboard(period))
    case .leaderboardIndex: report.leaderboardCSV(report.leaderboard(.week))
    case .markdown(let number): SiteTexts.csv(of: texts.pages[number])
    }
  }
}
