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
  private let inputs: PageInputs
  private var filler: PageFiller
  private var activity: UserActivity
  private var html = Bytes(capacity: 1 << 14)
  /// How big the file with all CSVs is, for the link on the overview; nil where there is none.
  package var zipBytes: Int?

  /// What a file is, and the digest of what it was made of; nil where it is to be made each time.
  package typealias Made = (bytes: [UInt8], input: UInt128?)

  /// Takes the path of a file of the report, the digest of what it is made of, nil where that is not
  /// known, and what makes it, which is called only where the report before has it not.
  package typealias Writer<Failure: Error> = (String, UInt128?, () -> Made) throws(Failure) -> Void

  /// - Parameters:
  ///   - sizes: how big the CSVs of the report's tables are.
  ///   - seed: of digests.
  ///   - base: stands for the program, the publisher's files and the people of the report.
  package init(
    _ outline: Outline, _ programs: PagePrograms, sizes: [ReportTable: TableSize], seed: UInt64,
    base: [UInt8]
  ) {
    self.outline = outline
    report = outline.report
    downloads = Downloads(sizes: sizes)
    self.programs = programs
    traces = Traces(programs.page)
    var frame = outline.frame
    if programs.printDate { frame.updated = report.today }
    inputs = PageInputs(seed: seed, base: base, frame)
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

  /// Writes the page that the filler holds. One with a description that stands as plain text is made
  /// each time, so that it is counted.
  private func writeFilled<Failure>(
    _ path: String, isBare: Bool = false, _ plainTextsBefore: Int, _ write: Writer<Failure>
  ) throws(Failure) {
    let input = plainTexts == plainTextsBefore ? inputs.digest(of: filler.fields) : nil
    try write(path, input) { (isBare ? printedBare() : printed(), input) }
  }

  /// A page of the whole report.
  package func page<Failure>(_ page: Page, write: Writer<Failure>) throws(Failure) {
    let plainTexts = plainTexts
    fill(page)
    let isBare = page == .notFound && report.baseURL.isEmpty
    try writeFilled(page.address, isBare: isBare, plainTexts, write)
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

  /// A user's table, then the page.
  package func user<Failure>(_ user: Int, write: Writer<Failure>) throws(Failure) {
    activity.load(report.dump.events[user], user: user)
    let csv = Tables.userDays.csv(activity.days, report.csvSetting)
    let download = Download(path: report.paths.user(user).string, size: TableSize(csv))
    try write(download.path + ".csv", nil) { (csv.bytes.array, nil) }
    let page = UserPage(user, activity, report, download)
    let input = inputs.digest(of: page)
    try write(download.path + ".html", input) {
      let plainTexts = plainTexts
      filler.fill(page)
      return (printed(), plainTexts == self.plainTexts ? input : nil)
    }
  }

  /// A workspace's table, then its pages.
  package func workspace<Failure>(_ workspace: Int, write: Writer<Failure>) throws(Failure) {
    let participants = report.ranking.orders.participants(in: workspace)
    let path = report.paths.workspace(workspace).string
    let table = Tables.members.printed(
      participants.lazy.map(report.memberRow), path, report)
    let download = Download(path: path, size: table.size)
    try write(path + ".csv", nil) { (table.csv, nil) }
    for file in table.list { try write(file.path, nil) { (file.bytes, nil) } }
    for part in 0..<Outline.parts(min(participants.count, Outline.longestList)) {
      let plainTexts = plainTexts
      filler.fill(WorkspacePage(workspace, part: part, participants, report, download))
      try writeFilled(Page.path(download.path, part: part) + ".html", plainTexts, write)
    }
  }
}
