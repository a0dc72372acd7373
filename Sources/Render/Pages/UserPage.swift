import Bytes
import Civil
import Configure
import Ingest
import Measure
import Rank

/// A user: when last active, how much, where, and in which ranks.
///
/// All that the page has but for the frame, and no more than it shows: where it is the same as an
/// hour before, the page is.
struct UserPage {
  let user: User
  let figures: Figures
  /// The type of the event that last active came from, `login` for a login, or empty.
  let lastActiveFrom: Text
  /// Whether the last login is an event of the data, not what the account says of itself.
  let isLoginEvent: Bool
  /// All days with events, oldest first.
  let days: [DayCell]
  /// The first ones, in file order.
  let workspaces: [UserWorkspaceRow]
  let ranks: Ranks
  /// The first days of this week and of this month.
  let monday: Day
  let firstOfMonth: Day
  let download: Download

  struct Figures {
    let lastActive: Instant?
    let lastLogin: Instant?
    let state: AccountState
    let events: Int
    let score: Int
    let events28: Int
    let activeDays28: Int
    let workspaces: Int
  }

  enum Ranks {
    case excluded(Exclusion)
    /// In every period that each report has.
    case ranked([PeriodRank])
  }

  /// - Parameters:
  ///   - activity: the user's.
  ///   - download: of the user's table; the page lies beside it.
  init(_ number: Int, _ activity: borrowing UserActivity, _ report: Report, _ download: Download) {
    user = report.dump.users[number]
    let figures = report.measures.users[number]
    self.figures = Figures(
      lastActive: figures.lastActive, lastLogin: figures.lastLogin, state: figures.state,
      events: figures.events, score: figures.score, events28: figures.events28,
      activeDays28: figures.activeDays28, workspaces: figures.workspaces)
    lastActiveFrom = report.lastActiveFrom(figures)
    isLoginEvent = figures.lastLogin == activity.lastLoginEvent
    days = activity.days
    workspaces = report.measures.membershipsOfUser[number].prefix(Outline.rowsOfPage)
      .map { report.userWorkspaceRow($0, activity) }
    if let exclusion = report.ranking.board.exclusion(of: number) {
      ranks = .excluded(exclusion)
    } else {
      ranks = .ranked(report.ranking.ranks(of: number).map(PeriodRank.init))
    }
    monday = report.today.monday
    firstOfMonth = report.today.firstOfMonth
    self.download = download
  }

  /// Whether it has ranks that `RunningRanks` knows.
  fileprivate var hasRunningRanks: Bool {
    guard case .ranked(let ranks) = ranks else { return false }
    return ranks.contains { if case .running = $0.rank { true } else { false } }
  }
}

extension PageFiller {
  mutating func fill(_ page: UserPage) {
    begin(
      page.download.path, title: page.user.shownName, under: .users(.byName, part: 0), page.download
    )
    addSubtitle(page.user)
    if page.hasRunningRanks { addRunningRanks(page.download.path) }
    addTiles(page)
    addCalendar(page.days, upTo: page.monday)
    let part = part(isSplit: true)
    let left = column(part, "c7")
    addMonths(left, page.days, upTo: page.firstOfMonth)
    addWorkspaces(left, page)
    addRecentDays(left, page.days)
    let right = column(part, "c5")
    addRanks(right, page)
    addAccount(right, page)
    addAccounts(right, page.user)
    addDescription(page.user.description)
  }

  private mutating func addSubtitle(_ user: User) {
    fields.text(fields.root, PageName.subtitle) { bytes in
      var isFirst = true
      func separate() {
        if !isFirst { bytes.append(" · ") }
        isFirst = false
      }
      for (word, known) in [
        (user.title, nil), (user.role, words.role(user.role)),
        (user.status, words.status(user.status)),
      ] where !word.isEmpty {
        separate()
        bytes.append(isolated: word, or: known)
      }
      if user.isBot, !user.role.equals("bot") {
        separate()
        bytes.append(array: words[.bot])
      }
    }
  }

  private mutating func addTiles(_ page: UserPage) {
    let figures = page.figures
    addMoment(
      .lastActive, figures.lastActive, from: page.lastActiveFrom, missing: .noEventOrLogin)
    addMoment(
      .lastLogin, figures.lastLogin, from: page.isLoginEvent ? Text("login") : nil,
      missing: .noLogin)
    let days = tile(.activeDays28, detail: words.counted(.nEvents, figures.events28))
    fields.number(days, TileName.figure, figures.activeDays28, words.numbers)
    let score = tile(.score, detail: words.counted(.allTimeEvents, figures.events))
    fields.number(score, TileName.figure, figures.score, words.numbers)
  }

  /// - Parameter type: of the event that it comes from; nil for the account itself.
  private mutating func addMoment(
    _ label: Phrase, _ instant: Instant?, from type: Text?, missing: Phrase
  ) {
    guard let instant else {
      let tile = tile(label, detail: words[missing])
      return fields.text(tile, TileName.figure, words[.never])
    }
    let day = frame.zone.day(of: instant)
    let tile = tile(
      label,
      detail: words.filled(
        type == nil ? .momentOfAccount : .momentFrom,
        [
          .date: .day(day), .time: .clock(frame.zone.local(instant)),
          .type: .isolated(type ?? .empty),
        ]))
    // Scripts say instead how long ago that is.
    fields.text(tile, TileName.iso) { $0.append(day) }
    fields.text(tile, TileName.figure, words.date(day))
  }

  private mutating func addWorkspaces(_ column: Row, _ page: UserPage) {
    let count = page.figures.workspaces
    let shown = page.workspaces.count
    let card = card(
      column, .workspaces, id: "workspaces",
      sub: shown < count
        ? words.filled(.firstOfAccess, [.shown: .number(shown), .total: .number(count)]) : [])
    guard shown > 0 else { return empty(card, .noWorkspaceOfUser) }
    let table = table(card, .workspaces, Tables.userWorkspaces)
    addRows(page.workspaces, of: Tables.userWorkspaces, to: group(table))
  }

  /// The newest days with events; the CSV has them all.
  private mutating func addRecentDays(_ column: Row, _ days: [DayCell]) {
    guard !days.isEmpty else { return }
    let card = card(column, .latestDays, id: "days", sub: words[.allDaysInCsv])
    let table = table(card, .latestDaysOfUser, Tables.userDays)
    addRows(days.suffix(10).reversed(), of: Tables.userDays, to: group(table))
  }

  private mutating func addRanks(_ column: Row, _ page: UserPage) {
    let card = card(column, .ranks, id: "ranks")
    switch page.ranks {
    case .excluded(let exclusion):
      let why = words.filled(exclusion.notRanked, [.status: words.statusValue(page.user)])
      fields.text(card, CardName.empty, why)
    case .ranked(let rows):
      let table = table(card, .ranksCaption, Tables.ranks)
      addRows(rows, of: Tables.ranks, to: group(table))
    }
  }

  private mutating func addRunningRanks(_ path: String) {
    fields.text(fields.root, PageName.ranks) { bytes in
      bytes.append(utf8: RunningRanks.folder)
      bytes.append("/")
      for byte in path.utf8.dropFirst("users/".utf8.count).prefix(2) { bytes.append(byte) }
      bytes.append(".js")
    }
  }

  private mutating func addAccount(_ column: Row, _ page: UserPage) {
    let user = page.user
    let words = words
    let card = card(column, .account, id: "account")
    let status = words.status(user.status)
    let facts: [(Phrase, Text, known: [UInt8]?)] = [
      (.role, user.role, words.role(user.role)), (.status, user.status, status),
      (.title, user.title, nil), (.email, user.email, nil), (.id, user.id, nil),
    ]
    for (term, value, known) in facts where !value.isEmpty {
      fact(card, term) { $0.append(shown: value, or: known) }
    }
    fact(card, .state) { bytes in
      if page.figures.state == .status {
        bytes.append(shown: user.status, or: status)
      } else {
        bytes.append(array: words[page.figures.state.phrase])
      }
    }
    if user.isBot { fact(card, .kind) { $0.append(array: words[.bot]) } }
    if let created = user.createdAt.map(frame.zone.day) {
      fact(card, .created) { words.append(created, to: &$0) }
    }
  }

  /// The accounts behind the person: of each system its name, then id and email.
  private mutating func addAccounts(_ column: Row, _ user: User) {
    guard !user.accounts.isEmpty else { return }
    let shown = user.accounts.prefix(Outline.rowsOfPage)
    let card = card(
      column, .joinedAccounts, id: "accounts",
      sub: shown.count < user.accounts.count
        ? words.filled(
          .firstOf, [.shown: .number(shown.count), .total: .number(user.accounts.count)]) : [])
    for account in shown {
      fields.flag(card, CardName.hasFacts, true)
      let row = fields.addRow(to: card, CardName.facts)
      fields.text(row, FactName.term) { bytes in
        switch account.system {
        case let system where system.isEmpty: bytes.append(array: words[.otherSystem])
        case let system where system.equals("native"): bytes.append(array: words[.nativeDump])
        case let system: bytes.append(isolated: system)
        }
      }
      fields.text(row, FactName.value) { bytes in
        bytes.append(isolated: account.id.isEmpty ? account.email : account.id)
        guard !account.id.isEmpty, !account.email.isEmpty else { return }
        bytes.append(" · ")
        bytes.append(isolated: account.email)
      }
    }
  }
}
