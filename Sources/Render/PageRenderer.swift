import Bytes
import Civil
import Ingest
import Measure

/// Renders pages, one at a time, in memory that it keeps: one for each worker.
package final class PageRenderer {
  private let outline: Outline
  private let report: Report
  /// The CSVs of the report's tables.
  private let downloads: Downloads
  private let programs: PagePrograms
  private let traces: Traces
  private var filler: PageFiller
  private var activity: UserActivity
  private var html = Bytes(capacity: 1 << 14)
  /// How big the file with all CSVs is, for the link on the overview; nil where there is none.
  package var zipBytes: Int?

  /// - Parameter sizes: how big the CSVs of the report's tables are.
  package init(_ outline: Outline, _ programs: PagePrograms, sizes: [ReportTable: TableSize]) {
    self.outline = outline
    report = outline.report
    downloads = Downloads(sizes: sizes)
    self.programs = programs
    traces = Traces(programs.page)
    var frame = outline.frame
    if programs.printDate { frame.updated = report.today }
    filler = PageFiller(frame)
    activity = UserActivity(
      outline.report.measures.scale, workspaces: outline.report.dump.workspaces.count)
  }

  /// What page templates are compiled for.
  package static var shape: Shape { Shapes.page }

  /// How many descriptions were too costly to render, and stand as they are.
  package var plainTexts: Int { filler.plainTexts }

  /// The bytes of what the filler holds.
  private func printed() -> [UInt8] {
    html.removeAll()
    programs.page.render(filler.fields, traces, into: &html)
    return html.array
  }

  private func printedBare() -> [UInt8] {
    html.removeAll()
    programs.bare.render(filler.fields, Traces(programs.bare), into: &html)
    return html.array
  }

  /// A page of the whole report, with its path.
  package func page(_ page: Page) -> (bytes: [UInt8], path: String) {
    fill(page)
    let isBare = page == .notFound && report.baseURL.isEmpty
    return (isBare ? printedBare() : printed(), page.address)
  }

  private func fill(_ page: Page) {
    let download = downloads[page.table]
    switch page {
    case .overview: filler.fill(OverviewPage(outline, downloads, zipBytes: zipBytes))
    case .activity: filler.fill(ActivityPage(report, downloads))
    case .retention: filler.fill(RetentionPage(report, download))
    case .quality: filler.fill(QualityPage(report, downloads))
    case .about:
      filler.fill(PublisherPage(page: page, content: outline.texts.about, download: download))
    case .aboutYou: filler.fill(AboutYouPage(outline.texts, download))
    case .publisher(let name):
      filler.fill(
        PublisherPage(page: page, content: outline.publisherPage(name), download: download))
    case .notFound: filler.fillNotFound()
    case .search: filler.fillSearch()
    case .users(let order, let part):
      filler.fill(UsersPage(order, part: part, outline, download))
    case .workspaces(let part): filler.fill(WorkspacesPage(part: part, report, download))
    case .access(let part): filler.fill(AccessPage(part: part, outline, download))
    case .dormant(let part): filler.fill(DormantPage(part: part, outline, download))
    case .leaderboard(let period, let part):
      filler.fill(LeaderboardPage(page, period, part: part, report, download))
    case .leaderboardIndex:
      filler.fill(LeaderboardPage(page, .week, part: 0, report, download))
    }
  }

  /// A user's table, then the page; each is given to `write` with its path.
  package func user<Failure>(
    _ user: Int, write: ([UInt8], String) throws(Failure) -> Void
  ) throws(Failure) {
    activity.load(report.dump.events[user], user: user)
    let csv = Tables.userDays.csv(activity.days, report.csvSetting)
    let download = Download(path: report.paths.user(user).string, size: TableSize(csv))
    try write(csv.bytes.array, download.path + ".csv")
    filler.fill(UserPage(user, activity, report, download))
    try write(printed(), download.path + ".html")
  }

  /// A workspace's table, then its pages.
  package func workspace<Failure>(
    _ workspace: Int, write: ([UInt8], String) throws(Failure) -> Void
  ) throws(Failure) {
    let participants = report.ranking.orders.participants(in: workspace)
    let path = report.paths.workspace(workspace).string
    let table = Tables.members.printed(
      participants.lazy.map(report.memberRow), path, report)
    let download = Download(path: path, size: table.size)
    try write(table.csv, path + ".csv")
    for file in table.list { try write(file.bytes, file.path) }
    for part in 0..<Outline.parts(min(participants.count, Outline.longestList)) {
      filler.fill(WorkspacePage(workspace, part: part, participants, report, download))
      try write(printed(), Page.path(download.path, part: part) + ".html")
    }
  }
}
