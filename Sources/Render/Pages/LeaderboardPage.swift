import Civil
import Measure
import Rank

/// Who leads in a period.
struct LeaderboardPage {
  let page: Page
  let heading: BoardHeading
  let part: ListPart<LeaderRow>
  /// On the first page.
  let excluded: [ExcludedRow]
  let excludedCount: Int
  /// How many appear nowhere.
  let optedOut: Int
  /// The complete months that have a leaderboard, oldest first.
  let months: [Period]
  let download: Download?

  init(_ page: Page, _ period: Period, part number: Int, _ report: Report, _ download: Download?) {
    let board = report.ranking.leaderboard(period)
    self.page = page
    heading = BoardHeading(board)
    let rows = board.rows
    part = ListPart(Page.leaderboard(period, part: 0).path, number, of: rows.count) { place in
      report.leaderRow(rows[place], first: rows[0], board.span ?? report.today...report.today)
    }
    let excluded = number == 0 && !rows.isEmpty ? report.ranking.excluded(in: period) : []
    excludedCount = excluded.count
    self.excluded = excluded.prefix(Outline.rowsOfPage).map { report.excludedRow($0.user, $0.why) }
    optedOut = number == 0 && !rows.isEmpty ? report.dump.droppedUsers : 0
    months = report.ranking.months.reversed()
    self.download = download
  }
}

/// What a leaderboard is about.
struct BoardHeading {
  let period: Period
  let span: ClosedRange<Day>?
  let comparison: ClosedRange<Day>?

  init(_ board: Leaderboard) {
    period = board.period
    span = board.span
    comparison = board.comparison
  }
}

extension PageFiller {
  mutating func fill(_ page: LeaderboardPage) {
    begin(page.page, title: "Leaderboard", page.download)
    addTabs(page.heading.period, page.months)
    fields.text(
      fields.root, PageName.footnote,
      "Equal scores share a rank, and the next rank is skipped (1, 2, 2, 4); inside a tie by name.")
    let card = card(page.heading.title, sub: page.heading.comparisonWords)
    list(
      card, "Leaderboard", css: "lead", Tables.leaders, page.part, savedAs: "leaderboard",
      empty: "Nobody has a score in this period.")
    addExcluded(page)
  }

  private mutating func addTabs(_ current: Period, _ months: [Period]) {
    fields.text(fields.root, PageName.tabsLabel, "Period")
    for tabbed in Period.Always.allCases.sorted(by: { $0.tab < $1.tab }) {
      let period = Period.always(tabbed)
      tab(period.title, .leaderboard(period, part: 0), isCurrent: period == current)
    }
    guard let newest = months.last else { return }
    let place = months.firstIndex(of: current)
    tab("By month", .leaderboard(newest, part: 0), isCurrent: place != nil)
    if let place { addSteps(months, place) }
  }

  /// The way from one complete month to the others.
  private mutating func addSteps(_ months: [Period], _ current: Int) {
    let steps = fields.record(fields.root, PageName.steps)
    fields.text(steps, StepsName.label, "Month")
    if current > 0 {
      let link = fields.record(steps, StepsName.previous)
      setLink(link, "Previous", .leaderboard(months[current - 1], part: 0))
    }
    for (place, month) in months.enumerated() {
      let link = fields.addRow(to: steps, StepsName.links)
      setLink(link, month.title, .leaderboard(month, part: 0), isCurrent: place == current)
    }
    if current < months.count - 1 {
      let link = fields.record(steps, StepsName.next)
      setLink(link, "Next", .leaderboard(months[current + 1], part: 0))
    }
  }

  /// Who would be ranked, and why not.
  private mutating func addExcluded(_ page: LeaderboardPage) {
    guard page.excludedCount > 0 || page.optedOut > 0 else { return }
    let card = card(
      "Not ranked",
      sub: "\(counted(page.excludedCount, "user", "users")) left out"
        + (page.excludedCount > page.excluded.count
          ? ", the first \(page.excluded.count) shown" : "")
        + (page.optedOut > 0 ? "; \(page.optedOut) opted out and appear nowhere" : ""))
    guard !page.excluded.isEmpty else { return }
    let table = table(card, "Users who are left out", Tables.excluded)
    addRows(page.excluded, of: Tables.excluded, to: group(table))
  }
}

extension BoardHeading {
  var title: String {
    switch period {
    case .always(.week), .always(.month), .always(.year): "\(period.title) so far"
    case .always(.lastWeek), .always(.lastMonth), .always(.all), .calendarMonth: period.title
    }
  }

  /// `Day 2 of 7, compared with the first 2 days of last week · 23 to 24 Nov 2026`.
  var comparisonWords: String {
    guard let span else { return "" }
    let dates = printed { bytes in
      bytes.append(short: span.lowerBound)
      guard span.lowerBound < span.upperBound else { return }
      bytes.append(" to ")
      bytes.append(short: span.upperBound)
    }
    guard let comparison else { return dates }
    let days = span.upperBound - span.lowerBound + 1
    let before = comparison.upperBound - comparison.lowerBound + 1
    switch period {
    case .always(.week):
      return "Day \(days) of 7, compared with \(first(before)) of last week · \(dates)"
    case .always(.month):
      return "Day \(days), compared with \(first(before)) of last month · \(dates)"
    case .always(.year):
      return "Day \(days), compared with \(first(before)) of last year · \(dates)"
    case .always(.lastWeek): return "Compared with the week before · \(dates)"
    case .always(.lastMonth), .calendarMonth:
      return "Compared with the month before · \(dates)"
    case .always(.all): return dates
    }
  }

  private func first(_ days: Int) -> String {
    days == 1 ? "the first day" : "the first \(days) days"
  }
}

extension Period {
  var title: String {
    switch self {
    case .always(.week): "This week"
    case .always(.lastWeek): "Last week"
    case .always(.month): "This month"
    case .always(.lastMonth): "Last month"
    case .always(.year): "This year"
    case .always(.all): "All time"
    case .calendarMonth(let first): printed { $0.append(monthOf: first) }
    }
  }
}

extension Period.Always {
  /// The place of its tab among the others, from 0.
  fileprivate var tab: Int {
    switch self {
    case .week: 0
    case .month: 1
    case .lastMonth: 2
    case .lastWeek: 3
    case .year: 4
    case .all: 5
    }
  }
}
