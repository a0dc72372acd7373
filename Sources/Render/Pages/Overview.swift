import Civil
import Ingest
import Markdown
import Measure

extension PageRenderer {
  func fillOverview() -> String {
    filler.begin("index", title: "Overview", menu: "index.html")
    download(.index)
    addMoment()
    addAnnouncement()
    addTiles()
    addYear()
    let part = filler.part(isSplit: true)
    let left = filler.column(part, "c7")
    addLeaders(left)
    let busiest = busiestWorkspaces
    addBusiest(left, busiest)
    // Short lists leave room under them.
    let leaders = report.leaderboard(.week).rows.count
    let isShort = min(10, leaders) + busiest.count < 7
    if isShort { addStates(left) }
    let right = filler.column(part, "c5")
    addAttention(right)
    addHours(right)
    if !isShort { addStates(right) }
    // Last: a description can be long, and figures are what people come for.
    if !report.dump.organization.description.isEmpty {
      prose(filler.card("About"), report.dump.organization.description)
    }
    return "index"
  }

  /// The exact moment up to which the data goes stands on this page alone, so that
  /// the others stay the same where nothing on them changed.
  private func addMoment() {
    let local = report.zone.local(report.dump.asOf)
    filler.fields.text(filler.fields.root, PageName.period) { bytes in
      if outline.frame.period.isEmpty {
        bytes.append("until ")
        bytes.append(short: report.today)
      } else {
        bytes.append(array: outline.frame.period)
      }
      bytes.append(", ")
      bytes.append(clock: local)
    }
  }

  private func addAnnouncement() {
    let announcement = outline.texts.announcement
    guard !announcement.isEmpty else { return }
    var html: [UInt8] = []
    Markdown.html(from: announcement.span, under: 1, source: .publisher, into: &html)
    filler.fields.text(filler.fields.root, PageName.announcement, html)
  }

  private func addYear() {
    let all = report.activeDays
    let days = Array(all.suffix(365))
    let card = filler.card(
      "Daily active users", sub: "The last year, days in \(report.zone.name)")
    filler.more(card, "All activity", "activity.html")
    guard let first = days.first else {
      filler.fields.text(card, CardName.empty, "No activity in the data.")
      return
    }
    // A short history begins with empty days, so that it does not look like much.
    let missing = max(0, 28 - days.count)
    let zeros = [Int](repeating: 0, count: missing)
    let chart = filler.fields.record(card, CardName.chart)
    filler.dots(
      chart, "Active users a day, and in the 7 days up to each", series: "active|in 7 days",
      from: first.day - missing, zeros + days.map(\.total.active),
      lines: [zeros + days.map(\.total.active7)])
    filler.legend(card, "l", "M0 5h22", "in the 7 days up to a day")
    addDotLegend(card)
  }

  func addDotLegend(_ card: Fields.Row) {
    filler.legend(card, "d", "M3 5h0m8 0h0m8 0h0", "on a weekday")
    filler.legend(card, "w", "M3 5h0m8 0h0m8 0h0", "on a weekend")
  }

  private func addLeaders(_ column: Fields.Row) {
    let board = report.leaderboard(.week)
    let card = filler.card(column, "This week so far", sub: report.comparisonWords(board))
    filler.more(card, "Whole leaderboard", "leaderboard/week.html")
    guard !board.rows.isEmpty else {
      filler.fields.text(card, CardName.empty, "Nobody has a score this week yet.")
      return
    }
    let table = filler.table(
      card, "Leading ten this week", css: "lead",
      [
        .init(label: "Rank", css: "rank"), .init(label: "Moved", css: "mv"), .init(label: "Name"),
        .init(label: "", css: "bars"), .init(label: "Score", css: ""),
      ])
    let group = filler.group(table)
    for row in board.rows.prefix(10) { addRankedRow(group, row, board, isFull: false) }
  }

  private var busiestWorkspaces: [Int] {
    let totals = report.measures.tally.workspaces
    return Array(
      outline.workspaces.filter { totals[$0].events28 > 0 }
        .sorted { totals[$0].events28 > totals[$1].events28 }.prefix(5))
  }

  private func addBusiest(_ column: Fields.Row, _ busiest: [Int]) {
    let totals = report.measures.tally.workspaces
    let card = filler.card(column, "Busiest workspaces", sub: "Events in the last 28 days")
    filler.more(card, "All workspaces", "workspaces.html")
    guard let first = busiest.first else {
      filler.fields.text(card, CardName.empty, "No events in any workspace.")
      return
    }
    let table = filler.table(
      card, "Busiest workspaces in 28 days",
      [
        .init(label: "Workspace"), .init(label: "", css: "bars"),
        .init(label: "Events in 28 days", css: ""),
      ])
    let group = filler.group(table)
    for workspace in busiest {
      let row = filler.row(group)
      let members = report.measures.membersOfWorkspace[workspace].count
      filler.workspace(row, workspace, small: counted(members, "member", "members"))
      filler.bar(row, totals[workspace].events28, of: totals[first].events28)
      filler.number(row, totals[workspace].events28)
    }
  }

  private func addAttention(_ column: Fields.Row) {
    let card = filler.card(column, "Needs attention")
    let headcount = report.measures.headcount
    let tasks: [(Int, String, String, String)] = [
      (headcount.dormant, "dormant accounts", "dormant.html", "inactive for 31 days or more"),
      (
        headcount.never, "accounts never active", "dormant.html",
        "created over 30 days ago, or on an unknown date"
      ),
      (
        headcount.accessClosed, "memberships of closed accounts", "access.html",
        "access to a workspace, but the account is not active"
      ),
      (
        headcount.accessNever, "memberships never used", "access.html",
        "no activity in that workspace, and over 30 days old or of unknown age"
      ),
      (
        report.dump.rejects, "rejected records", "quality.html", "they count nowhere in this report"
      ),
    ]
    for (number, label, href, detail) in tasks where number > 0 {
      filler.task(card, number, label, href, detail)
    }
    if tasks.allSatisfy({ $0.0 == 0 }) {
      filler.fields.text(card, CardName.empty, "Nothing: every account and every access is in use.")
    }
  }

  private func addHours(_ column: Fields.Row) {
    let card = filler.card(
      column, "When people work",
      sub: "Events by weekday and hour, last 28 days, clock of \(report.zone.name)")
    addHoursChart(card)
  }

  func addHoursChart(_ card: Fields.Row) {
    if let size = sizes[.hours] { filler.addDownload(card, "hours", size) }
    guard report.measures.tally.hours.contains(where: { $0 > 0 }) else {
      filler.fields.text(card, CardName.empty, "No events in the last 28 days.")
      return
    }
    let chart = filler.fields.record(card, CardName.chart)
    let levels = HeatLevels(report.measures.tally.hours)
    filler.hours(
      chart, "Events by weekday and hour in the last 28 days", report.measures.tally.hours, levels)
    filler.heatLegend(card, levels)
  }

  private func addStates(_ column: Fields.Row) {
    let card = filler.card(column, "Accounts by state", sub: "People, without bots")
    let states: [(AccountState, String)] = [
      (.active, "last active 0 to 7 days ago"), (.quiet, "8 to 30 days ago"),
      (.dormant, "31 days ago or longer"),
      (.new, "no activity yet, created in the last 30 days"), (.never, "no activity at all"),
      (.status, "not an active account"),
    ]
    var counts = [Int](repeating: 0, count: states.count)
    for (user, figures) in report.measures.users.enumerated() where report.dump.users[user].isHuman
    {
      if let place = states.firstIndex(where: { $0.0 == figures.state }) { counts[place] += 1 }
    }
    addStack(card, zip(states, counts).map { ($0.0.word ?? "other", $1) })
    let table = filler.table(
      card, "Accounts by state",
      [
        .init(label: "State"), .init(label: "Accounts", css: ""),
      ])
    let group = filler.group(table)
    for ((state, words), count) in zip(states, counts) where count > 0 {
      let row = filler.row(group)
      let head = filler.head(row)
      filler.fields.text(head, CellName.stateClass) { $0.append(state.word ?? "other") }
      filler.fields.text(head, CellName.state) { $0.append(state.word ?? "other") }
      filler.fields.text(head, CellName.small, words)
      filler.number(row, count)
    }
  }

  /// A bar of the shares of states; the table under it has the words.
  private func addStack(_ card: Fields.Row, _ counts: [(word: StaticString, count: Int)]) {
    let sum = counts.reduce(0) { $0 + $1.count }
    guard sum > 0 else { return }
    let stack = filler.fields.record(card, CardName.stack)
    let words = counts.filter { $0.count > 0 }.map { "\($0.count) \($0.word)" }
    filler.fields.text(stack, StackName.label, words.joined(separator: ", "))
    filler.fields.number(stack, StackName.sum, sum)
    var start = 0
    for (word, count) in counts where count > 0 {
      let path = filler.fields.addRow(to: stack, StackName.paths)
      filler.fields.text(path, PathName.css) { $0.append(word) }
      filler.fields.text(path, PathName.d, "M\(start) 0h\(count)v1h-\(count)z")
      start += count
    }
  }
}
