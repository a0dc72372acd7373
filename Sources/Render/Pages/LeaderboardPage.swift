import Civil
import Configure
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
    part = ListPart(
      Page.leaderboard(period, part: 0).path, number, of: rows.count, savedAs: "leaderboard"
    ) { place in
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
    begin(
      page.page,
      title: words.filled(
        .leaderboardOf, [.period: .text(words.title(of: page.heading.period))]), page.download)
    addTabs(page.heading.period, page.months)
    fields.text(
      fields.root, PageName.footnote, words[.leaderboardFootnote])
    let card = card(
      page.heading.title(in: words), id: "ranks", sub: page.heading.comparison(in: words))
    list(
      card, .leaderboard, css: "lead", Tables.leaders, page.part, empty: .nobodyInPeriod)
    addExcluded(page)
  }

  private mutating func addTabs(_ current: Period, _ months: [Period]) {
    fields.text(fields.root, PageName.tabsLabel, words[.period])
    for tabbed in Period.Always.allCases.sorted(by: { $0.tab < $1.tab }) {
      let period = Period.always(tabbed)
      tab(words.title(of: period), .leaderboard(period, part: 0), isCurrent: period == current)
    }
    guard let newest = months.last else { return }
    let place = months.firstIndex(of: current)
    tab(words[.byMonth], .leaderboard(newest, part: 0), isCurrent: place != nil)
    if let place { addSteps(months, place) }
  }

  /// The way from one complete month to the others.
  private mutating func addSteps(_ months: [Period], _ current: Int) {
    let steps = fields.record(fields.root, PageName.steps)
    fields.text(steps, StepsName.label, words[.month])
    if current > 0 {
      let link = fields.record(steps, StepsName.previous)
      setLink(link, words[.previous], .leaderboard(months[current - 1], part: 0))
    }
    for (place, month) in months.enumerated() {
      let link = fields.addRow(to: steps, StepsName.links)
      setLink(
        link, words.title(of: month), .leaderboard(month, part: 0), isCurrent: place == current)
    }
    if current < months.count - 1 {
      let link = fields.record(steps, StepsName.next)
      setLink(link, words[.next], .leaderboard(months[current + 1], part: 0))
    }
  }

  /// Who would be ranked, and why not.
  private mutating func addExcluded(_ page: LeaderboardPage) {
    guard page.excludedCount > 0 || page.optedOut > 0 else { return }
    let isCut = page.excludedCount > page.excluded.count
    let phrase: Phrase =
      switch (isCut, page.optedOut > 0) {
      case (false, false): .leftOut
      case (true, false): .leftOutCut
      case (false, true): .leftOutOpted
      case (true, true): .leftOutCutOpted
      }
    let card = card(
      .notRanked, id: "not-ranked",
      sub: words.filled(
        phrase,
        [
          .n: .number(page.excludedCount), .shown: .number(page.excluded.count),
          .opted: .number(page.optedOut),
        ]))
    guard !page.excluded.isEmpty else { return }
    let table = table(card, .leftOutCaption, Tables.excluded)
    addRows(page.excluded, of: Tables.excluded, to: group(table))
  }
}

extension BoardHeading {
  func title(in words: Words) -> [UInt8] {
    switch period {
    case .always(.week): words[.thisWeekSoFar]
    case .always(.month): words[.thisMonthSoFar]
    case .always(.year): words[.thisYearSoFar]
    case .always(.lastWeek), .always(.lastMonth), .always(.all), .calendarMonth:
      words.title(of: period)
    }
  }

  /// `Day 2 of 7, compared with the first 2 days of last week · 23 Nov 2026 to 24 Nov 2026`.
  func comparison(in words: Words) -> [UInt8] {
    guard let span else { return [] }
    let dates = words.dates(span)
    guard let comparison else { return dates }
    let phrase: Phrase? =
      switch period {
      case .always(.week): .comparedWeek
      case .always(.month): .comparedMonth
      case .always(.year): .comparedYear
      case .always(.lastWeek): .comparedLastWeek
      case .always(.lastMonth), .calendarMonth: .comparedLastMonth
      case .always(.all): nil
      }
    guard let phrase else { return dates }
    return words.filled(
      phrase,
      [
        .days: .number(span.upperBound - span.lowerBound + 1),
        .n: .number(comparison.upperBound - comparison.lowerBound + 1), .dates: .text(dates),
      ])
  }
}

extension Period.Always {
  /// The place of its tab among the others, from 0.
  fileprivate var tab: Int {
    switch self {
    case .week: 0
    case .lastWeek: 1
    case .month: 2
    case .lastMonth: 3
    case .year: 4
    case .all: 5
    }
  }
}
