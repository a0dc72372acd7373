import Bytes
import Civil
import Ingest
import Measure
import Rank

extension PageRenderer {
  func fillUser(_ user: Int, _ path: String, _ size: TableSize) {
    let person = report.dump.users[user]
    let figures = report.measures.users[user]
    filler.begin(path, title: person.shownName, menu: "")
    filler.download(path, size)
    filler.fields.text(filler.fields.root, PageName.subtitle) { bytes in
      var isFirst = true
      func separate() {
        if !isFirst { bytes.append(" · ") }
        isFirst = false
      }
      for word in [person.title, person.role, person.status] where !word.isEmpty {
        separate()
        bytes.append(contentsOf: word.bytes)
      }
      if person.isBot, !person.role.equals("bot") {
        separate()
        bytes.append("bot")
      }
    }
    momentTile(
      "Last active", figures.lastActive, from: report.lastActiveFrom(figures),
      missing: "no event or login in the data")
    momentTile(
      "Last login", figures.lastLogin,
      from: figures.lastLogin == activity.lastLoginEvent ? "login" : "the account's own record",
      missing: "no login in the data")
    let days = filler.tile(
      "Active days of 28", detail: counted(figures.events28, "event", "events"))
    filler.fields.grouped(days, TileName.figure, figures.activeDays28)
    let score = filler.tile(
      "Score", detail: "all time, \(counted(figures.events, "event", "events"))")
    filler.fields.grouped(score, TileName.figure, figures.score)
    addCalendar()
    let part = filler.part(isSplit: true)
    let left = filler.column(part, "c7")
    addMonths(left)
    addWorkspacesOfUser(left, user)
    addRecentDays(left)
    let right = filler.column(part, "c5")
    addRanks(right, user)
    addAccount(right, user)
    if !person.description.isEmpty { prose(filler.card("About"), person.description) }
  }

  private func momentTile(_ label: String, _ instant: Instant?, from type: String, missing: String)
  {
    guard let instant else {
      let tile = filler.tile(label, detail: missing)
      filler.fields.text(tile, TileName.figure, "Never")
      return
    }
    let day = report.zone.day(of: instant)
    let source = type.isEmpty ? "" : ", from \(type)"
    let moment = text { bytes in
      bytes.append(short: day)
      bytes.append(", ")
      bytes.append(clock: report.zone.local(instant))
    }
    let tile = filler.tile(label, detail: moment + source)
    filler.fields.text(tile, TileName.figure) { $0.append(ago: report.today - day) }
  }

  private func addWorkspacesOfUser(_ column: Fields.Row, _ user: Int) {
    let all = report.measures.membershipsOfUser[user]
    let memberships = all.prefix(Outline.rowsOfPage)
    let card = filler.card(
      column, "Workspaces",
      sub: memberships.count < all.count
        ? "The first \(memberships.count) of \(all.count); the CSV of Access has them all" : "")
    guard !memberships.isEmpty else {
      filler.fields.text(card, CardName.empty, "Member of no workspace.")
      return
    }
    let table = filler.table(
      card, "Workspaces",
      [
        .init(label: "Workspace"), .init(label: "State"), .init(label: "Last use", css: ""),
        .init(label: "Events 28 d", css: ""), .init(label: "Score", css: ""),
      ])
    let group = filler.group(table)
    for number in memberships {
      let membership = report.dump.memberships[number]
      let cell = activity.cell(in: membership.workspace)
      let row = filler.row(group)
      filler.workspace(row, membership.workspace, small: described(membership))
      filler.state(row, report.measures.memberships[number].state)
      filler.date(row, cell?.lastActive)
      filler.number(row, cell?.events28 ?? 0)
      filler.number(row, cell?.score ?? 0)
    }
  }

  private func described(_ membership: Membership) -> String {
    let role = membership.role.isEmpty ? "member" : membership.role.string
    guard let since = membership.since else { return role }
    return "\(role), since " + text { $0.append(short: report.zone.day(of: since)) }
  }

  /// The newest days with events; the CSV has them all.
  private func addRecentDays(_ column: Fields.Row) {
    guard !activity.days.isEmpty else { return }
    let card = filler.card(column, "Latest days", sub: "All days are in the CSV")
    let table = filler.table(
      card, "Latest days with events",
      [
        .init(label: "Day"), .init(label: "Events", css: ""), .init(label: "Score", css: ""),
        .init(label: "Logins", css: ""),
      ])
    let group = filler.group(table)
    for cell in activity.days.suffix(10).reversed() {
      let row = filler.row(group)
      let head = filler.head(row)
      filler.fields.text(head, CellName.iso) { $0.append(cell.day) }
      filler.fields.text(head, CellName.date) { $0.append(short: cell.day) }
      filler.number(row, cell.events)
      filler.number(row, cell.score)
      filler.number(row, cell.logins)
    }
  }

  private func addAccount(_ column: Fields.Row, _ user: Int) {
    let person = report.dump.users[user]
    let card = filler.card(column, "Account")
    let facts: [(String, Text)] = [
      ("Role", person.role), ("Status", person.status), ("Title", person.title),
      ("Email", person.email), ("Id", person.id),
    ]
    for (term, value) in facts where !value.isEmpty {
      filler.fact(card, term) { $0.append(contentsOf: value.bytes) }
    }
    filler.fact(card, "State") { bytes in
      if let word = report.measures.users[user].state.word {
        bytes.append(word)
      } else {
        bytes.append(contentsOf: person.status.bytes)
      }
    }
    if person.isBot { filler.fact(card, "Kind") { $0.append("bot") } }
    if let created = person.createdAt {
      filler.fact(card, "Created") { $0.append(short: report.zone.day(of: created)) }
    }
  }

  private func addRanks(_ column: Fields.Row, _ user: Int) {
    let card = filler.card(column, "Ranks")
    if let exclusion = report.board.exclusion(of: user) {
      filler.fields.text(card, CardName.empty, "Not ranked: \(reason(exclusion, user)).")
      return
    }
    let table = filler.table(
      card, "Rank in every period",
      [
        .init(label: "Period"), .init(label: "Rank", css: ""), .init(label: "Moved", css: "mv"),
        .init(label: "Score", css: ""),
      ])
    let group = filler.group(table)
    for (period, ranked) in report.ranks(of: user) {
      let row = filler.row(group)
      let head = filler.head(row)
      filler.fields.text(head, CellName.href, "leaderboard/\(period.name).html")
      filler.fields.text(head, CellName.name, period.title)
      if let ranked {
        filler.number(row, ranked.rank)
      } else {
        filler.fields.text(filler.cell(row), CellName.missing, "None")
      }
      addMove(row, ranked?.change ?? .none)
      filler.number(row, ranked?.total.score ?? 0)
    }
  }

  func reason(_ exclusion: Exclusion, _ user: Int) -> String {
    switch exclusion {
    case .bot: "a bot"
    case .status: "the account is \(report.dump.users[user].status.string)"
    case .setting: "left out by the publisher"
    }
  }

  func addMove(_ row: Fields.Row, _ change: Change) {
    switch change {
    case .by(let ranks) where ranks > 0:
      let cell = filler.cell(row, "mv up")
      filler.fields.number(cell, CellName.up, ranks)
      filler.fields.number(cell, CellName.value, ranks)
    case .by(let ranks) where ranks < 0:
      let cell = filler.cell(row, "mv down")
      filler.fields.number(cell, CellName.down, -ranks)
      filler.fields.number(cell, CellName.value, ranks)
    case .by:
      let cell = filler.cell(row, "mv")
      filler.fields.flag(cell, CellName.isSame, true)
      filler.fields.text(cell, CellName.value, "0")
    case .new: filler.fields.flag(filler.cell(row, "mv"), CellName.isNew, true)
    case .none: _ = filler.cell(row, "mv")
    }
  }
}

extension Period {
  var title: String {
    switch self {
    case .week: "This week"
    case .lastWeek: "Last week"
    case .month: "This month"
    case .lastMonth: "Last month"
    case .year: "This year"
    case .all: "All time"
    case .calendarMonth(let first): text { $0.append(monthOf: first) }
    }
  }
}
