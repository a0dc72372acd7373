import Bytes
import Civil
import Configure
import Ingest
import Measure
import Rank

/// The first page: how the organization is doing.
struct OverviewPage {
  /// The day up to which the data goes, and the moment by the local clock. They stand on this page
  /// alone, so that the others stay the same where nothing on them changed.
  let today: Day
  let moment: Int
  /// The publisher's, as HTML; empty where there is none.
  let announcement: [UInt8]
  let tiles: [Tile]
  /// The last year.
  let days: [ActivityRow]
  /// This week's board, or last week's while this one has just begun.
  let board: BoardHeading
  /// Its first ten.
  let leaders: [LeaderRow]
  /// The first five.
  let busiest: [BusyRow]
  let headcount: Headcount
  let tasks: [Task]
  let hours: [Int]
  let description: Text
  let download: Download?
  let hoursDownload: Download?
  /// Of the file with all CSVs.
  let zipBytes: Int?

  init(_ outline: Outline, _ downloads: Downloads, zipBytes: Int?) {
    let report = outline.report
    let board = report.ranking.leaderboard(report.periodOfOverview)
    let busy = report.ranking.orders.busiestWorkspaces().prefix(5).map(report.workspaceRow)
    today = report.today
    moment = report.zone.local(report.dump.asOf)
    announcement = outline.texts.announcement.html
    tiles = Tile.ofOverview(report)
    days = report.activeDays.suffix(ActivityPage.yearDays)
    self.board = BoardHeading(board)
    leaders = report.leaderRows(board, board.rows.prefix(10))
    busiest = busy.map {
      BusyRow(
        row: $0, detail: $0.memberCount(in: report.words),
        largest: busy[0].total.events28)
    }
    headcount = report.measures.headcount
    tasks = Task.all(report)
    hours = report.measures.tally.hours
    description = report.dump.organization.description
    download = downloads[.figures]
    hoursDownload = downloads[.hours]
    self.zipBytes = zipBytes
  }
}

extension PageFiller {
  mutating func fill(_ page: OverviewPage) {
    begin(.overview, title: .overview, page.download)
    if let bytes = page.zipBytes { addZip(bytes) }
    addMoment(page.today, page.moment)
    fields.text(fields.root, PageName.announcement, page.announcement)
    addTiles(page.tiles, page.headcount)
    addYear(page.days)
    let part = part(isSplit: true)
    let left = column(part, "c7")
    addLeaders(left, page)
    addBusiest(left, page.busiest)
    // Short lists leave room under them.
    let isShort = page.leaders.count + page.busiest.count < 7
    if isShort { addStates(left, page.headcount) }
    let right = column(part, "c5")
    addAttention(right, page)
    addHours(
      card(right, .whenPeopleWork, id: "hours", sub: hoursWords), page.hours,
      page.hoursDownload)
    if !isShort { addStates(right, page.headcount) }
    // Last: a description can be long, and figures are what people come for.
    addDescription(page.description)
  }

  private mutating func addZip(_ bytes: Int) {
    let zip = fields.record(fields.root, PageName.zip)
    fields.text(zip, DownloadName.href, Outline.zipFile)
    fields.text(zip, DownloadName.saveAs) {
      frame.appendSaveAs("all", to: &$0)
      $0.append(".zip")
    }
    fields.text(zip, DownloadName.size) { words.append(size: bytes, to: &$0) }
  }

  private mutating func addMoment(_ today: Day, _ local: Int) {
    let time = Value.clock(local)
    let period =
      frame.firstEvent.map {
        words.filled(.dataFromToTime, [.from: .day($0), .to: .day(today), .time: time])
      } ?? words.filled(.dataUntilTime, [.day: .day(today), .time: time])
    fields.text(fields.root, PageName.period, period)
  }

  private mutating func addYear(_ days: [ActivityRow]) {
    let zone = Array(frame.zone.name.utf8)
    let card = card(
      .dailyActive, id: "activity", sub: words.filled(.dailyActiveSub, [.zone: .text(zone)]))
    more(card, .allActivity, .activity)
    guard let first = days.first else { return empty(card, .noActivity) }
    addRanges(card, all: .activity, days: days.count)
    let chart = fields.record(card, CardName.chart)
    dots(
      chart, words[.dailyActiveChart], series: [.seriesActive, .seriesActive7],
      from: first.day, days.map(\.total.active), lines: [days.map(\.total.active7)])
    legend(card, "l", "M0 5h22", words[.legend7Days])
    addDotLegend(card)
  }

  private mutating func addLeaders(_ column: Row, _ page: OverviewPage) {
    let board = page.board
    let isNew = board.period == .week
    let card = card(
      column, board.title(in: words), id: "leaders", sub: board.comparison(in: words))
    more(card, .fullLeaderboard, .leaderboard(board.period, part: 0))
    guard !page.leaders.isEmpty else {
      return empty(card, isNew ? .nobodyThisWeek : .nobodyInPeriod)
    }
    let table = table(
      card, isNew ? .topTenThisWeek : .topTenLastWeek, css: "lead", Tables.leadersInShort)
    addRows(page.leaders, of: Tables.leadersInShort, to: group(table))
  }

  private mutating func addBusiest(_ column: Row, _ busiest: [BusyRow]) {
    let card = card(
      column, .busiestWorkspaces, id: "workspaces", sub: words[.eventsInLast28Days])
    more(card, .allWorkspaces, .workspaces(part: 0))
    guard !busiest.isEmpty else { return empty(card, .noWorkspaceHasEvents) }
    let table = table(card, .busiestWorkspaces, Tables.busiest)
    addRows(busiest, of: Tables.busiest, to: group(table))
  }

  private mutating func addAttention(_ column: Row, _ page: OverviewPage) {
    let card = card(column, .needsAttention, id: "attention")
    for task in page.tasks { add(task, to: card) }
    if page.tasks.isEmpty { empty(card, .nothingNeedsAttention) }
  }

  private mutating func addStates(_ column: Row, _ headcount: Headcount) {
    let card = card(
      column, .accountsByState, id: "states", sub: words[.accountsByStateSub])
    let rows = zip(AccountState.allCases, headcount.states).map { StateRow(state: $0, people: $1) }
      .filter { $0.people > 0 }
    addStack(card, rows)
    let table = table(card, .accountsByState, Tables.states)
    addRows(rows, of: Tables.states, to: group(table))
  }

  /// A bar of the shares of states; the table under it has the words.
  private mutating func addStack(_ card: Row, _ rows: [StateRow]) {
    guard !rows.isEmpty else { return }
    let stack = fields.record(card, CardName.stack)
    fields.text(stack, StackName.label, words[.accountsByState])
    fields.number(stack, StackName.sum, rows.reduce(0) { $0 + $1.people })
    var start = 0
    for row in rows {
      let path = fields.addRow(to: stack, StackName.paths)
      fields.text(path, PathName.css) { $0.append(row.css) }
      fields.text(path, PathName.d, "M\(start) 0h\(row.people)v1h-\(row.people)z")
      start += row.people
    }
  }
}

extension Report {
  /// A week says little before its fourth day; until then the one before leads, unless the data
  /// begins later.
  fileprivate var periodOfOverview: Period {
    let isYoung = today.weekday < 4
    let isFirst = measures.tally.firstEvent.map { $0 >= today.monday } ?? true
    return isYoung && !isFirst ? .lastWeek : .week
  }
}
