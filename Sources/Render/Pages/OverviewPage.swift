import Bytes
import Civil
import Ingest
import Measure
import Rank

/// The first page: how the organization is doing.
struct OverviewPage {
  /// The moment up to which the data goes, by the local clock. It stands on this page alone, so
  /// that the others stay the same where nothing on them changed.
  let moment: Int
  /// The publisher's, as HTML; empty where there is none.
  let announcement: [UInt8]
  let tiles: [Tile]
  /// The last year.
  let days: [ActivityRow]
  let week: BoardHeading
  /// The first ten of this week.
  let leaders: [LeaderRow]
  /// The first five.
  let busiest: [BusyRow]
  let headcount: Headcount
  let tasks: [Task]
  let hours: [Int]
  let description: Text
  let download: Download?
  let hoursDownload: Download?

  init(_ outline: Outline, _ downloads: Downloads) {
    let report = outline.report
    let board = report.ranking.leaderboard(.week)
    let busy = report.ranking.orders.busiestWorkspaces().prefix(5).map(report.workspaceRow)
    moment = report.zone.local(report.dump.asOf)
    announcement = outline.texts.announcement.html
    tiles = Tile.all(report)
    days = report.activeDays.suffix(365)
    week = BoardHeading(board)
    leaders = report.leaderRows(board, board.rows.prefix(10))
    busiest = busy.map { BusyRow(row: $0, largest: busy[0].total.events28) }
    headcount = report.measures.headcount
    tasks = Task.all(report)
    hours = report.measures.tally.hours
    description = report.dump.organization.description
    download = downloads[.figures]
    hoursDownload = downloads[.hours]
  }
}

extension PageFiller {
  mutating func fill(_ page: OverviewPage) {
    begin(.overview, title: "Overview", page.download)
    addMoment(page.moment)
    fields.text(fields.root, PageName.announcement, page.announcement)
    addTiles(page.tiles)
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
    addHours(card(right, "When people work", sub: hoursWords), page.hours, page.hoursDownload)
    if !isShort { addStates(right, page.headcount) }
    // Last: a description can be long, and figures are what people come for.
    addDescription(page.description)
  }

  private mutating func addMoment(_ local: Int) {
    fields.text(fields.root, PageName.period) { bytes in
      if frame.period.isEmpty {
        bytes.append("until ")
        bytes.append(short: frame.today)
      } else {
        bytes.append(array: frame.period)
      }
      bytes.append(", ")
      bytes.append(clock: local)
    }
  }

  private mutating func addYear(_ days: [ActivityRow]) {
    let card = card("Daily active users", sub: "The last year, days in \(frame.zone.name)")
    more(card, "All activity", .activity)
    guard let first = days.first else { return empty(card, "No activity in the data.") }
    // A short history begins with empty days, so that it does not look like much.
    let missing = max(0, Windows.long - days.count)
    let zeros = [Int](repeating: 0, count: missing)
    let chart = fields.record(card, CardName.chart)
    dots(
      chart, "Active users a day, and in the \(Windows.short) days up to each",
      series: "active|in \(Windows.short) days",
      from: first.day - missing, zeros + days.map(\.total.active),
      lines: [zeros + days.map(\.total.active7)])
    legend(card, "l", "M0 5h22", "in the \(Windows.short) days up to a day")
    addDotLegend(card)
  }

  private mutating func addLeaders(_ column: Row, _ page: OverviewPage) {
    let card = card(column, "This week so far", sub: page.week.comparisonWords)
    more(card, "Whole leaderboard", .leaderboard(.week, part: 0))
    guard !page.leaders.isEmpty else {
      return empty(card, "Nobody has a score this week yet.")
    }
    let table = table(card, "Leading ten this week", css: "lead", Tables.leadersInShort)
    addRows(page.leaders, of: Tables.leadersInShort, to: group(table))
  }

  private mutating func addBusiest(_ column: Row, _ busiest: [BusyRow]) {
    let card = card(column, "Busiest workspaces", sub: "Events in the last \(Windows.long) days")
    more(card, "All workspaces", .workspaces(part: 0))
    guard !busiest.isEmpty else { return empty(card, "No events in any workspace.") }
    let table = table(card, "Busiest workspaces in \(Windows.long) days", Tables.busiest)
    addRows(busiest, of: Tables.busiest, to: group(table))
  }

  private mutating func addAttention(_ column: Row, _ page: OverviewPage) {
    let card = card(column, "Needs attention")
    for task in page.tasks { self.task(card, task.count, task.label, task.page, task.detail) }
    if page.tasks.isEmpty {
      empty(card, "Nothing: no account and no access is unused.")
    }
  }

  private mutating func addStates(_ column: Row, _ headcount: Headcount) {
    let card = card(column, "Accounts by state", sub: "People, without bots")
    let rows = zip(AccountState.allCases, headcount.states).map { StateRow(state: $0, people: $1) }
      .filter { $0.people > 0 }
    addStack(card, rows)
    let table = table(card, "Accounts by state", Tables.states)
    addRows(rows, of: Tables.states, to: group(table))
  }

  /// A bar of the shares of states; the table under it has the words.
  private mutating func addStack(_ card: Row, _ rows: [StateRow]) {
    guard !rows.isEmpty else { return }
    let stack = fields.record(card, CardName.stack)
    let words = rows.map { "\($0.people) \($0.word)" }
    fields.text(stack, StackName.label, words.joined(separator: ", "))
    fields.number(stack, StackName.sum, rows.reduce(0) { $0 + $1.people })
    var start = 0
    for row in rows {
      let path = fields.addRow(to: stack, StackName.paths)
      fields.text(path, PathName.css) { $0.append(row.word) }
      fields.text(path, PathName.d, "M\(start) 0h\(row.people)v1h-\(row.people)z")
      start += row.people
    }
  }
}
