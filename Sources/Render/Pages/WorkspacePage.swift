import Bytes
import Civil
import Configure
import Ingest
import Measure
import Rank

/// A workspace: how it is used, and by whom.
struct WorkspacePage {
  let row: WorkspaceRow
  let part: ListPart<MemberRow>
  /// nil on further parts of the list of members.
  let use: Use?
  let download: Download

  /// How a workspace is used.
  struct Use {
    let weeks: WorkspaceUse
    /// Of the last 28 days.
    let leaders: Leaders
    /// Of the last whole month.
    let monthsLeaders: Leaders
    /// The last day of that month.
    let lastMonth: Day
    /// Whether the data goes back over the 28 days before the last ones.
    let isComparable: Bool
  }

  /// The first ten, and how many are ranked.
  struct Leaders {
    let rows: [LeaderRow]
    let count: Int
  }

  /// - Parameter participants: all in the workspace.
  init(
    _ number: Int, part: Int, _ participants: [Participant], _ report: Report, _ download: Download
  ) {
    row = report.workspaceRow(number)
    self.part = ListPart(download.path, part, of: participants.count) {
      report.memberRow(participants[$0])
    }
    use = part == 0 ? Use(number, report) : nil
    self.download = download
  }
}

extension WorkspacePage.Use {
  fileprivate init(_ number: Int, _ report: Report) {
    weeks = WorkspaceUse(number, report.dump, report.measures)
    leaders = WorkspacePage.Leaders(weeks.totals, report)
    monthsLeaders = WorkspacePage.Leaders(weeks.totalsLastMonth, report)
    lastMonth = report.today.firstOfMonth - 1
    isComparable =
      report.measures.tally.firstEvent.map { $0 <= report.today - (2 * Windows.long - 1) } ?? false
  }
}

extension WorkspacePage.Leaders {
  fileprivate init(_ totals: [SpanTotal], _ report: Report) {
    let ranked = report.ranking.board.ranked(totals)
    rows = ranked.prefix(10).map {
      report.leaderRow($0, first: ranked[0], report.measures.scale.windows.last28)
    }
    count = ranked.count
  }
}

extension PageFiller {
  mutating func fill(_ page: WorkspacePage) {
    let workspace = page.row.workspace
    let path = Page.path(page.part.path, part: page.part.number)
    begin(path, title: workspace.shownName, under: .workspaces(part: 0), page.download)
    if workspace.isArchived { fields.text(fields.root, PageName.subtitle, words[.archived]) }
    addTiles(page.row, isComparable: page.use?.isComparable)
    if let use = page.use {
      add(use, workspace.description)
    } else {
      addDescription(workspace.description)
    }
    let card = card(.participants, id: "people", sub: words[.participantsSub])
    if page.row.members > 0 {
      more(card, .reviewAccess, .access(part: 0), .workspace(workspace.id.string))
    }
    list(card, .participantsCaption, Tables.members, page.part, empty: .participantsEmpty)
  }

  /// - Parameter isComparable: nil where nothing is to be compared.
  private mutating func addTiles(_ row: WorkspaceRow, isComparable: Bool?) {
    let total = row.total
    let figures: [(Phrase, Int, [UInt8], before: Int?)] = [
      (.members, row.members, words[.withAccess], nil),
      (.tileActive28, total.active28, words[.includingNonMembers], total.active28Before),
      (
        .eventsIn28Days, total.events28, words.counted(.ofEvents, total.events),
        total.events28Before
      ),
      (.score, total.score, words[.scoreOfAllTime], nil),
    ]
    for (label, figure, detail, before) in figures {
      let tile = tile(label, detail: detail)
      fields.number(tile, TileName.figure, figure, words.numbers)
      guard let before, isComparable == true else { continue }
      addTrend(tile, figure, before)
    }
  }

  /// By how many percent a figure is above or below that of the 28 days before.
  private mutating func addTrend(_ tile: Row, _ now: Int, _ before: Int) {
    guard before > 0 else { return fields.text(tile, TileName.detail, words[.noneInDaysBefore]) }
    let change = (abs(now - before) * 200 + before) / (2 * before)
    guard change > 0 else { return fields.text(tile, TileName.detail, words[.asInDaysBefore]) }
    fields.text(
      tile, now > before ? TileName.up : TileName.down, words.counted(.percent, change))
    fields.text(tile, TileName.detail, words[.againstDaysBefore])
  }

  /// Activity over time and the description; beside them, or under them, who leads.
  private mutating func add(_ use: WorkspacePage.Use, _ description: Text) {
    let isAlone = description.isEmpty
    if isAlone {
      addWeeks(card(.eventsPerWeek, id: "weeks", sub: words[.last53WeeksOpen]), use.weeks)
    }
    let part = part(isSplit: true)
    let left = column(part, "c7")
    if isAlone {
      addLeaders(left, use.leaders, Tables.leadersHere)
    } else {
      addWeeks(card(left, .eventsPerWeek, id: "weeks", sub: words[.last53WeeksOpen]), use.weeks)
      prose(card(left, .aboutCard, id: "about"), description)
    }
    let right = column(part, "c5")
    if !isAlone { addLeaders(right, use.leaders, Tables.leadersHereInShort) }
    addLeadersOfMonth(right, use)
  }

  private mutating func addWeeks(_ card: Row, _ use: WorkspaceUse) {
    guard use.events.contains(where: { $0 > 0 }) else {
      return empty(card, .calendarEmpty)
    }
    let begin = max(0, (frame.firstEvent ?? use.firstMonday) - use.firstMonday) / 7
    bars(
      fields.record(card, CardName.chart), words[.eventsPerWeekChart],
      series: [.seriesEvents, .seriesPeople], from: use.firstMonday, step: .week, missing: begin,
      Array(use.events[begin...]), also: Array(use.people[begin...]))
  }

  private mutating func addLeaders(
    _ column: Row, _ leaders: WorkspacePage.Leaders, _ table: Table<LeaderRow>
  ) {
    let card = card(
      column, .leaders, id: "leaders",
      sub: leaders.count > leaders.rows.count
        ? words.filled(
          .leadersSubCut, [.shown: .number(leaders.rows.count), .n: .number(leaders.count)])
        : words[.leadersSub])
    guard !leaders.rows.isEmpty else { return empty(card, .leadersEmpty) }
    addRows(
      leaders.rows, of: table,
      to: group(self.table(card, .leadersCaption, css: "lead", table)))
  }

  private mutating func addLeadersOfMonth(_ column: Row, _ use: WorkspacePage.Use) {
    let leaders = use.monthsLeaders
    let card = card(
      column, .leadersLastMonth, id: "last-month",
      sub: words.filled(.leadersLastMonthSub, [.month: .month(use.lastMonth)]))
    guard !leaders.rows.isEmpty else { return empty(card, .nobodyInPeriod) }
    let table = Tables.leadersHereInShort
    addRows(
      leaders.rows, of: table,
      to: group(self.table(card, .leadersLastMonth, css: "lead", table)))
  }
}
