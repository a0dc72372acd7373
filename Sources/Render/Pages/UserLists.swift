import Ingest
import Measure

extension PageRenderer {
  func fillUsers(_ part: Int, byLastActive: Bool) -> String {
    let base = byLastActive ? "users-by-last-active" : "users"
    let path = partPath(base, part)
    let order = byLastActive ? outline.usersByLastActive : report.orders.users
    filler.begin(path, title: "Users", menu: "users.html")
    download(.users)
    filler.fields.text(filler.fields.root, PageName.tabsLabel, "Order")
    filler.tab("By name", "users.html", isCurrent: !byLastActive)
    filler.tab("By last active", "users-by-last-active.html", isCurrent: byLastActive)
    let card = filler.card(
      counted(order.count, "user", "users"),
      sub: report.measures.bots == 0
        ? "" : "\(counted(report.measures.bots, "bot", "bots")) among them")
    guard !order.isEmpty else {
      filler.fields.text(card, CardName.empty, "The dump has no users.")
      return path
    }
    let table = filler.table(
      card, "Users",
      [
        .init(label: "Name", css: "t", column: "name email"),
        .init(label: "State", css: "t", column: "state"),
        .init(label: "Last active", css: "", column: "last_active", type: "d", absent: .longestAgo),
        .init(label: "Last login", css: "", column: "last_login", type: "d", absent: .longestAgo),
        .init(label: "Days of 28", css: "", column: "active_days_28", type: "n"),
        .init(label: "Events 28 d", css: "", column: "events_28", type: "n"),
        .init(label: "Score", css: "", column: "score", type: "n"),
        .init(label: "Workspaces", css: "", column: "workspace_count", type: "n"),
        .init(label: "Role", css: "t", column: "role"),
      ])
    filler.makeSortable(table, "users", id: "user_id", count: order.count)
    let group = filler.group(table)
    for index in rows(order.count, part) { addUserRow(group, order[index]) }
    paginate(base, part, shown: order.count, of: order.count)
    return path
  }

  private func addUserRow(_ group: Fields.Row, _ user: Int) {
    let person = report.dump.users[user]
    let figures = report.measures.users[user]
    let row = filler.row(group, id: person.id)
    filler.person(row, user)
    filler.state(row, figures.state, status: person.status)
    filler.date(row, figures.lastActive)
    filler.date(row, figures.lastLogin)
    filler.number(row, figures.activeDays28)
    filler.number(row, figures.events28)
    filler.number(row, figures.score)
    filler.number(row, figures.workspaces)
    if person.isBot, person.role.isEmpty {
      filler.text(row, "bot")
    } else {
      filler.text(row, person.role)
    }
  }

  func fillDormant(_ part: Int) -> String {
    let path = partPath("dormant", part)
    let order = outline.dormant
    filler.begin(path, title: "Dormant", menu: "dormant.html")
    download(.dormant)
    let card = filler.card(
      counted(order.count, "account without recent activity", "accounts without recent activity"),
      sub: "Inactive for 31 days or more, or never active since creation; longest idle first")
    guard !order.isEmpty else {
      filler.fields.text(
        card, CardName.empty, "Nobody: every active account was used in the last 30 days.")
      return path
    }
    let table = filler.table(
      card, "Dormant accounts",
      [
        .init(label: "Name", css: "t", column: "name email"),
        .init(label: "State", css: "t", column: "state"),
        .init(label: "Last active", css: "", column: "last_active", type: "d", absent: .longestAgo),
        .init(label: "Last login", css: "", column: "last_login", type: "d", absent: .longestAgo),
        .init(label: "Days idle", css: "", column: "days_idle", type: "n", absent: .most),
        .init(label: "Created", css: "", column: "created_at", type: "d"),
        .init(label: "Workspaces", css: "", column: "workspace_count", type: "n"),
      ])
    filler.makeSortable(table, "dormant", id: "user_id", count: order.count)
    let shown = min(order.count, Outline.longestList)
    let group = filler.group(table)
    for index in rows(shown, part) {
      let user = order[index]
      let figures = report.measures.users[user]
      let row = filler.row(group, id: report.dump.users[user].id)
      filler.person(row, user)
      filler.state(row, figures.state)
      filler.date(row, figures.lastActive)
      filler.date(row, figures.lastLogin)
      filler.number(row, figures.idleDays, missing: "Unknown")
      filler.date(row, report.dump.users[user].createdAt, missing: "Unknown")
      filler.number(row, figures.workspaces)
    }
    paginate("dormant", part, shown: shown, of: order.count)
    return path
  }
}
