import Bytes
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
    /// The first ten of the last 28 days.
    let leaders: [LeaderRow]
    /// How many are ranked.
    let leaderCount: Int
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
    let ranked = report.ranking.board.ranked(weeks.totals)
    leaders = ranked.prefix(10).map {
      report.leaderRow($0, first: ranked[0], report.measures.scale.windows.last28)
    }
    leaderCount = ranked.count
  }
}

extension PageFiller {
  mutating func fill(_ page: WorkspacePage) {
    let workspace = page.row.workspace
    let path = Page.path(page.part.path, part: page.part.number)
    begin(path, title: workspace.shownName, under: .workspaces(part: 0), page.download)
    if workspace.isArchived { fields.text(fields.root, PageName.subtitle, words[.archived]) }
    addTiles(page.row)
    if let use = page.use {
      add(use, workspace.description)
    } else {
      addDescription(workspace.description)
    }
    let card = card(words[.participants], sub: words[.participantsSub])
    if page.row.members > 0 {
      more(card, .reviewAccess, .access(part: 0), .workspace(workspace.id.string))
    }
    list(card, .participantsCaption, Tables.members, page.part, empty: .participantsEmpty)
  }

  private mutating func addTiles(_ row: WorkspaceRow) {
    let total = row.total
    let figures: [(Phrase, Int, [UInt8])] = [
      (.members, row.members, words[.withAccess]),
      (.tileActive28, total.active28, words[.includingNonMembers]),
      (.eventsIn28Days, total.events28, words.counted(.ofEvents, total.events)),
      (.score, total.score, words[.scoreOfAllTime]),
    ]
    for (label, figure, detail) in figures {
      fields.number(tile(label, detail: detail), TileName.figure, figure, words.numbers)
    }
  }

  /// Activity over time and the description; beside them, or under them, who leads.
  private mutating func add(_ use: WorkspacePage.Use, _ description: Text) {
    let part = part(isSplit: !description.isEmpty)
    let left = column(part, description.isEmpty ? "" : "c7")
    addWeeks(card(left, words[.eventsPerWeek], sub: words[.last53WeeksOpen]), use.weeks)
    guard !description.isEmpty else { return addLeaders(left, use, Tables.leadersHere) }
    prose(card(left, words[.aboutCard]), description)
    addLeaders(column(part, "c5"), use, Tables.leadersHereInShort)
  }

  private mutating func addWeeks(_ card: Row, _ use: WorkspaceUse) {
    guard use.events.contains(where: { $0 > 0 }) else {
      return empty(card, .calendarEmpty)
    }
    bars(
      fields.record(card, CardName.chart), words[.eventsPerWeekChart],
      series: [.seriesEvents, .seriesPeople], from: use.firstMonday, step: .week, use.events,
      also: use.people)
  }

  private mutating func addLeaders(
    _ column: Row, _ use: WorkspacePage.Use, _ table: Table<LeaderRow>
  ) {
    let card = card(
      column, words[.leaders],
      sub: use.leaderCount > use.leaders.count
        ? words.filled(
          .leadersSubCut, [.shown: .number(use.leaders.count), .n: .number(use.leaderCount)])
        : words[.leadersSub])
    guard !use.leaders.isEmpty else { return empty(card, .leadersEmpty) }
    let added = self.table(card, .leadersCaption, css: "lead", table)
    addRows(use.leaders, of: table, to: group(added))
  }
}
