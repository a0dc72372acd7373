import Bytes
import Civil
import Ingest
import Measure
import Rank

/// A user: when last active, how much, where, and in which ranks.
struct UserPage {
  let user: User
  let figures: UserFigures
  /// The type of the event that last active came from, `login` for a login, or empty.
  let lastActiveFrom: Text
  /// Whether the last login is an event of the data, not what the account says of itself.
  let isLoginEvent: Bool
  /// All days with events, oldest first.
  let days: [DayCell]
  /// The first ones, in file order.
  let workspaces: [UserWorkspaceRow]
  let ranks: Ranks
  let download: Download

  enum Ranks {
    case excluded(Exclusion)
    /// In every period that each report has.
    case ranked([UserRank])
  }

  /// - Parameters:
  ///   - activity: the user's.
  ///   - download: of the user's table; the page lies beside it.
  init(_ number: Int, _ activity: borrowing UserActivity, _ report: Report, _ download: Download) {
    user = report.dump.users[number]
    figures = report.measures.users[number]
    lastActiveFrom = report.lastActiveFrom(figures)
    isLoginEvent = figures.lastLogin == activity.lastLoginEvent
    days = activity.days
    workspaces = report.measures.membershipsOfUser[number].prefix(Outline.rowsOfPage)
      .map { report.userWorkspaceRow($0, activity) }
    if let exclusion = report.ranking.board.exclusion(of: number) {
      ranks = .excluded(exclusion)
    } else {
      ranks = .ranked(report.ranking.ranks(of: number))
    }
    self.download = download
  }
}

/// Made once.
private let activeDaysLabel = "Active days of \(Windows.long)"

extension PageFiller {
  mutating func fill(_ page: UserPage) {
    begin(page.download.path, title: page.user.shownName, under: nil, page.download)
    addSubtitle(page.user)
    addTiles(page)
    addCalendar(page.days)
    let part = part(isSplit: true)
    let left = column(part, "c7")
    addMonths(left, page.days)
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
      for word in [user.title, user.role, user.status] where !word.isEmpty {
        separate()
        bytes.append(isolated: word)
      }
      if user.isBot, !user.role.equals("bot") {
        separate()
        bytes.append("bot")
      }
    }
  }

  private mutating func addTiles(_ page: UserPage) {
    let figures = page.figures
    addMoment(
      "Last active", figures.lastActive, from: page.lastActiveFrom.string,
      missing: "no event or login in the data")
    addMoment(
      "Last login", figures.lastLogin,
      from: page.isLoginEvent ? "login" : "the account's own record",
      missing: "no login in the data")
    let days = tile(activeDaysLabel, detail: counted(figures.events28, "event", "events"))
    fields.grouped(days, TileName.figure, figures.activeDays28)
    let score = tile("Score", detail: "all time, \(counted(figures.events, "event", "events"))")
    fields.grouped(score, TileName.figure, figures.score)
  }

  private mutating func addMoment(
    _ label: String, _ instant: Instant?, from type: String, missing: String
  ) {
    guard let instant else {
      let tile = tile(label, detail: missing)
      return fields.text(tile, TileName.figure, "Never")
    }
    let day = frame.zone.day(of: instant)
    let detail = printed { bytes in
      bytes.append(short: day)
      bytes.append(", ")
      bytes.append(clock: frame.zone.local(instant))
      guard !type.isEmpty else { return }
      bytes.append(", from ")
      bytes.append(isolated: type)
    }
    let tile = tile(label, detail: detail)
    fields.text(tile, TileName.figure) { $0.append(ago: frame.today - day) }
  }

  private mutating func addWorkspaces(_ column: Row, _ page: UserPage) {
    let count = page.figures.workspaces
    let shown = page.workspaces.count
    let card = card(
      column, "Workspaces",
      sub: shown < count
        ? "The first \(shown) of \(count); the CSV of Access has them all" : "")
    guard shown > 0 else { return empty(card, "Member of no workspace.") }
    let table = table(card, "Workspaces", Tables.userWorkspaces)
    addRows(page.workspaces, of: Tables.userWorkspaces, to: group(table))
  }

  /// The newest days with events; the CSV has them all.
  private mutating func addRecentDays(_ column: Row, _ days: [DayCell]) {
    guard !days.isEmpty else { return }
    let card = card(column, "Latest days", sub: "All days are in the CSV")
    let table = table(card, "Latest days with events", Tables.userDays)
    addRows(days.suffix(10).reversed(), of: Tables.userDays, to: group(table))
  }

  private mutating func addRanks(_ column: Row, _ page: UserPage) {
    let card = card(column, "Ranks")
    switch page.ranks {
    case .excluded(let exclusion): empty(card, "Not ranked: \(exclusion.words(about: page.user)).")
    case .ranked(let rows):
      let table = table(card, "Rank in every period", Tables.ranks)
      addRows(rows, of: Tables.ranks, to: group(table))
    }
  }

  private mutating func addAccount(_ column: Row, _ page: UserPage) {
    let user = page.user
    let card = card(column, "Account")
    let facts: [(String, Text)] = [
      ("Role", user.role), ("Status", user.status), ("Title", user.title), ("Email", user.email),
      ("Id", user.id),
    ]
    for (term, value) in facts where !value.isEmpty {
      fact(card, term) { $0.append(shown: value) }
    }
    fact(card, "State") { bytes in
      if let word = page.figures.state.word {
        bytes.append(word)
      } else {
        bytes.append(shown: user.status)
      }
    }
    if user.isBot { fact(card, "Kind") { $0.append("bot") } }
    if let created = user.createdAt.map(frame.zone.day) {
      fact(card, "Created") { $0.append(short: created) }
    }
  }
  /// The accounts behind the person: of each system its name, then id and email.
  private mutating func addAccounts(_ column: Row, _ user: User) {
    guard !user.accounts.isEmpty else { return }
    let shown = user.accounts.prefix(Outline.rowsOfPage)
    let card = card(
      column, "Joined accounts",
      sub: shown.count < user.accounts.count
        ? "The first \(shown.count) of \(user.accounts.count)" : "")
    for account in shown {
      fields.flag(card, CardName.hasFacts, true)
      let row = fields.addRow(to: card, CardName.facts)
      fields.text(row, FactName.term) { bytes in
        if account.system.isEmpty { bytes.append("Other") }
        bytes.append(isolated: account.system)
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
