import Civil
import Ingest
import Measure
import Rank

extension PageRenderer {
  func fillLeaderboardIndex() -> String {
    begin("leaderboard/index", .leaderboardIndex, .week)
    addLeaderboard(.week, 0)
    return "leaderboard/index"
  }

  func fillLeaderboard(_ period: Period, _ part: Int) -> String {
    let path = partPath("leaderboard/\(period.name)", part)
    begin(path, .leaderboard(period), period)
    addLeaderboard(period, part)
    return path
  }

  private func begin(_ path: String, _ table: Table, _ current: Period) {
    filler.begin(path, title: "Leaderboard", menu: "leaderboard/index.html")
    download(table)
    filler.fields.text(filler.fields.root, PageName.tabsLabel, "Period")
    for period in [Period.week, .month, .lastMonth, .lastWeek, .year, .all] {
      filler.tab(period.title, address(period), isCurrent: period == current)
    }
    addMonths(current)
    filler.fields.text(
      filler.fields.root, PageName.footnote,
      "Equal scores share a rank, and the next rank is skipped (1, 2, 2, 4); inside a tie by name.")
  }

  private func address(_ period: Period) -> String { "leaderboard/\(period.name).html" }

  /// A tab for complete months, and on their pages the way from one to the others, oldest first.
  private func addMonths(_ current: Period) {
    let months = report.leaderboardMonths.reversed().map(\.period)
    guard let newest = months.last else { return }
    let place = months.firstIndex(of: current)
    filler.tab("By month", address(newest), isCurrent: place != nil)
    guard let place else { return }
    let steps = filler.fields.record(filler.fields.root, PageName.steps)
    filler.fields.text(steps, StepsName.label, "Month")
    if place > 0 {
      let link = filler.fields.record(steps, StepsName.previous)
      filler.setLink(link, "Previous", address(months[place - 1]))
    }
    for month in months {
      let link = filler.fields.addRow(to: steps, StepsName.links)
      filler.setLink(link, month.title, address(month), isCurrent: month == current)
    }
    if place < months.count - 1 {
      let link = filler.fields.record(steps, StepsName.next)
      filler.setLink(link, "Next", address(months[place + 1]))
    }
  }

  private func addLeaderboard(_ period: Period, _ part: Int) {
    let board = report.leaderboard(period)
    let card = filler.card(report.heading(board), sub: report.comparisonWords(board))
    guard !board.rows.isEmpty else {
      filler.fields.text(card, CardName.empty, "Nobody has a score in this period.")
      return
    }
    let base = "leaderboard/\(period.name)"
    let table = addTable(card, "Leaderboard", board.rows.count)
    let shown = min(board.rows.count, Outline.longestList)
    let group = filler.group(table)
    for index in rows(shown, part) { addRankedRow(group, board.rows[index], board, isFull: true) }
    paginate(base, part, shown: shown, of: board.rows.count)
    if part == 0 { addExcluded(period) }
  }

  private func addTable(_ card: Fields.Row, _ caption: String, _ count: Int) -> Fields.Row {
    let table = filler.table(
      card, caption, css: "lead",
      [
        .init(label: "Rank", css: "rank", column: "rank", type: "n"),
        .init(label: "Moved", css: "mv", column: "change", type: "n"),
        .init(label: "Name", css: "t", column: "name email"), .init(label: "", css: "bars"),
        .init(label: "Score", css: "", column: "score", type: "n"),
        .init(label: "Events", css: "", column: "events", type: "n"),
        .init(label: "Active days", css: "", column: "active_days", type: "n"),
      ])
    filler.makeSortable(table, "leaderboard", id: "user_id", count: count)
    return table
  }

  func addRankedRow(
    _ group: Fields.Row, _ ranked: Ranked, _ board: Leaderboard, isFull: Bool
  ) {
    let row = filler.row(group, id: report.dump.users[ranked.total.user].id)
    let cell = filler.cell(row, "rank")
    filler.fields.number(cell, CellName.text, ranked.rank)
    addMove(row, ranked.change)
    filler.person(row, ranked.total.user)
    filler.bar(row, ranked.total.score, of: board.rows.first?.total.score ?? 0)
    filler.number(row, ranked.total.score)
    guard isFull else { return }
    filler.number(row, ranked.total.events)
    filler.number(row, ranked.total.activeDays)
  }

  /// Who would be ranked, and why he is not.
  private func addExcluded(_ period: Period) {
    let left = report.measures.tally.totals(in: period)
      .filter { report.board.exclusion(of: $0.user) != nil }.map(\.user)
    let bots = report.dump.users.indices.filter {
      report.dump.users[$0].isBot && report.measures.users[$0].events > 0
    }
    let excluded = (left + bots).sorted(by: report.orders.byName)
    guard !excluded.isEmpty || report.dump.droppedUsers > 0 else { return }
    let optedOut = report.dump.droppedUsers
    let card = filler.card(
      "Not ranked",
      sub: "\(counted(excluded.count, "user", "users")) left out"
        + (excluded.count > Outline.rowsOfPage ? ", the first \(Outline.rowsOfPage) shown" : "")
        + (optedOut > 0 ? "; \(optedOut) opted out and appear nowhere" : ""))
    guard !excluded.isEmpty else { return }
    let table = filler.table(
      card, "Users who are left out", [.init(label: "Name"), .init(label: "Why")])
    let group = filler.group(table)
    for user in excluded.prefix(Outline.rowsOfPage) {
      let row = filler.row(group, id: report.dump.users[user].id)
      filler.person(row, user)
      filler.text(row, report.board.exclusion(of: user).map { reason($0, user) } ?? "")
    }
  }
}

extension Report {
  func heading(_ board: Leaderboard) -> String {
    switch board.period {
    case .week, .month, .year: "\(board.period.title) so far"
    default: board.period.title
    }
  }

  /// `Day 2 of 7, compared with the first 2 days of last week · 23 to 24 Nov 2026`.
  func comparisonWords(_ board: Leaderboard) -> String {
    guard let span = board.span else { return "" }
    let dates = text { bytes in
      bytes.append(short: span.lowerBound)
      guard span.lowerBound < span.upperBound else { return }
      bytes.append(" to ")
      bytes.append(short: span.upperBound)
    }
    guard let comparison = board.comparison else { return dates }
    let days = span.upperBound - span.lowerBound + 1
    let before = comparison.upperBound - comparison.lowerBound + 1
    switch board.period {
    case .week: return "Day \(days) of 7, compared with \(first(before)) of last week · \(dates)"
    case .month: return "Day \(days), compared with \(first(before)) of last month · \(dates)"
    case .year: return "Day \(days), compared with \(first(before)) of last year · \(dates)"
    case .lastWeek: return "Compared with the week before · \(dates)"
    case .lastMonth, .calendarMonth: return "Compared with the month before · \(dates)"
    case .all: return dates
    }
  }

  private func first(_ days: Int) -> String {
    days == 1 ? "the first day" : "the first \(days) days"
  }
}
