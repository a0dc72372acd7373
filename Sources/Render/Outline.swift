import Configure
import Ingest
import Markdown
import Measure
import Rank

/// All pages and tables of the site.
package struct Outline: Sendable {
  /// Longer lists are split over numbered pages.
  static let rowsOfPage = 200
  /// Every list but that of users ends here; its CSV has the rest.
  static let longestList = 1000

  package let report: Report
  package let texts: SiteTexts
  let frame: Frame
  let usersByLastActive: [Int]
  let dormant: [Int]
  let access: [Int]

  package init(_ report: Report, _ texts: SiteTexts) {
    self.report = report
    self.texts = texts
    frame = Frame(report, texts)
    usersByLastActive = report.ranking.orders.usersByLastActive()
    dormant = report.ranking.orders.dormantUsers()
    access = report.ranking.orders.memberships()
  }

  package var tables: [ReportTable] {
    ReportTable.fixed + report.ranking.leaderboards.map { .leaderboard($0.period) }
      + texts.pages.map { .publisher($0.name) }
  }

  /// Under which all CSVs are in the report as one file.
  package static let zipFile = "all.zip"

  /// Of all CSVs, those of workspaces and users in the order of their lists.
  package var tablePaths: some Sequence<String> {
    let orders = report.ranking.orders
    let paths = report.paths
    return [
      tables.map(\.path).lazy.map { $0 + ".csv" }.map { $0 },
      orders.workspaces.map { paths.workspace($0).string + ".csv" },
    ].joined() + orders.users.lazy.map { paths.user($0).string + ".csv" }
  }

  package var pages: [Page] {
    func parts(_ count: Int, upTo limit: Int = Outline.longestList, _ page: (Int) -> Page) -> [Page]
    {
      (0..<Outline.parts(min(count, limit))).map(page)
    }
    let users = report.dump.users.count
    var pages = Page.single
    pages += parts(users, upTo: .max) { .users(.byName, part: $0) }
    pages += parts(users, upTo: .max) { .users(.byLastActive, part: $0) }
    pages += parts(report.dump.workspaces.count) { .workspaces(part: $0) }
    pages += parts(access.count) { .access(part: $0) }
    pages += parts(dormant.count) { .dormant(part: $0) }
    for board in report.ranking.leaderboards {
      pages += parts(board.rows.count) { .leaderboard(board.period, part: $0) }
    }
    return pages + texts.pages.map { .publisher($0.name) }
  }

  /// What the search finds beside users and workspaces: the menu's pages, the leaderboards, and what
  /// each number means, with paths without ending.
  package var searchPages: [(label: [UInt8], path: String)] {
    var seen: Set<String> = []
    let menu = frame.menu
      .filter { $0.href.hasSuffix(".html") && !$0.href.hasPrefix("https://") }
      .filter { seen.insert($0.href).inserted }
      .map { (label: $0.label, path: String($0.href.dropLast(5))) }
    let terms = texts.about.terms.map {
      (label: $0.heading, path: Page.about.path + "#" + String(decoding: $0.id, as: UTF8.self))
    }
    let boards =
      report.ranking.leaderboards.map {
        (
          label: report.words.filled(
            .leaderboardOf, [.period: .text(report.words.title(of: $0.period))]),
          path: Page.leaderboard($0.period, part: 0).path
        )
      }
    return menu + boards + [(report.words[.aboutYou], Page.aboutYou.path)] + terms
  }

  /// On how many pages a list of `count` rows stands; an empty one on one.
  static func parts(_ count: Int) -> Int { max(1, (count + rowsOfPage - 1) / rowsOfPage) }

  func publisherPage(_ name: String) -> SiteTexts.MarkdownPage {
    texts.pages.first { $0.name == name } ?? texts.about
  }

  /// The CSV of a table, how big it is, and the files of the list that it is.
  package func output(of table: ReportTable) -> PrintedTable {
    let setting = report.csvSetting
    let path = table.path
    let orders = report.ranking.orders
    return switch table {
    case .users: Tables.users.printed(orders.users.lazy.map(report.userRow), path, report)
    case .workspaces:
      Tables.workspaces.printed(orders.workspaces.lazy.map(report.workspaceRow), path, report)
    case .access: Tables.access.printed(access.lazy.map(report.accessRow), path, report)
    case .dormant: Tables.dormant.printed(dormant.lazy.map(report.userRow), path, report)
    case .leaderboard(let period): Tables.leaders.printed(leaders(period), path, report)
    case .leaderboardIndex: PrintedTable(Tables.leaders.csv(leaders(.week), setting))
    case .figures: PrintedTable(Tables.figures.csv(report.figures, setting))
    case .activity: PrintedTable(Tables.activity.csv(report.activeDays, setting))
    case .weeks: PrintedTable(Tables.weeks.csv(report.measures.tally.totals(by: .week), setting))
    case .months: PrintedTable(Tables.months.csv(report.measures.tally.totals(by: .month), setting))
    case .hours: PrintedTable(Tables.hours.csv(report.hours, setting))
    case .types: PrintedTable(Tables.types.csv(orders.types().map(report.typeRow), setting))
    case .retention: PrintedTable(Tables.retention.csv(report.retentionRows, setting))
    case .quality: PrintedTable(Tables.quality.csv(report.dump.quality, setting))
    case .sources: PrintedTable(Tables.sources.csv(report.dump.read.files, setting))
    case .about: PrintedTable(Tables.terms.csv(texts.about.terms, setting))
    case .aboutYou: PrintedTable(Tables.sections.csv(texts.aboutYou.sections, setting))
    case .publisher(let name):
      PrintedTable(Tables.sections.csv(publisherPage(name).sections, setting))
    }
  }

  private func leaders(_ period: Period) -> some Sequence<LeaderRow> {
    let board = report.ranking.leaderboard(period)
    let span = board.span ?? report.today...report.today
    return board.rows.lazy.map { report.leaderRow($0, first: board.rows[0], span) }
  }
}
