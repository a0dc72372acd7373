import Civil
import Ingest
import Measure
import Rank

extension PageRenderer {
  func fillWorkspaces(_ part: Int) -> String {
    let path = partPath("workspaces", part)
    let order = outline.workspaces
    filler.begin(path, title: "Workspaces", menu: "workspaces.html")
    download(.workspaces)
    let card = filler.card(
      counted(order.count, "workspace", "workspaces"),
      sub: "Figures of all people in it, members or not")
    guard !order.isEmpty else {
      filler.fields.text(card, CardName.empty, "The dump has no workspaces.")
      return path
    }
    let table = filler.table(
      card, "Workspaces",
      [
        .init(label: "Workspace", css: "t", column: "name"),
        .init(label: "Members", css: "", column: "members", type: "n"),
        .init(label: "Active 28 d", css: "", column: "active_28d", type: "n"),
        .init(label: "Events 28 d", css: "", column: "events_28", type: "n"),
        .init(label: "Score", css: "", column: "score", type: "n"),
        .init(label: "Last active", css: "", column: "last_active", type: "d", absent: .longestAgo),
      ])
    filler.makeSortable(table, "workspaces", id: "workspace_id", count: order.count)
    let shown = min(order.count, Outline.longestList)
    let group = filler.group(table)
    for index in rows(shown, part) {
      let number = order[index]
      let total = report.measures.tally.workspaces[number]
      let row = filler.row(group, id: report.dump.workspaces[number].id)
      filler.workspace(
        row, number, small: report.dump.workspaces[number].isArchived ? "archived" : "")
      filler.number(row, report.measures.membersOfWorkspace[number].count)
      filler.number(row, total.active28)
      filler.number(row, total.events28)
      filler.number(row, total.score)
      filler.date(row, total.lastActive)
    }
    paginate("workspaces", part, shown: shown, of: order.count)
    return path
  }

  /// `part` of the list of members; all parts show the figures above it.
  func fillWorkspace(
    _ number: Int, _ rows: [Participant], _ path: String, _ part: Int, _ size: TableSize
  ) {
    let workspace = report.dump.workspaces[number]
    let total = report.measures.tally.workspaces[number]
    filler.begin(
      partPath(path, part), title: workspace.shownName.string, menu: "workspaces.html")
    filler.download(path, size)
    if workspace.isArchived {
      filler.fields.text(filler.fields.root, PageName.subtitle, "Archived")
    }
    let members = report.measures.membersOfWorkspace[number].count
    let figures: [(String, Int, String)] = [
      ("Members", members, "with access"),
      ("Active in 28 days", total.active28, "people, members or not"),
      ("Events in 28 days", total.events28, "of \(counted(total.events, "event", "events"))"),
      ("Score", total.score, "all time"),
    ]
    for (label, figure, detail) in figures {
      let tile = filler.tile(label, detail: detail)
      filler.fields.grouped(tile, TileName.figure, figure)
    }
    if part == 0 {
      addUse(number)
    } else if !workspace.description.isEmpty {
      prose(filler.card("About"), workspace.description)
    }
    addMembers(rows, path, part)
  }

  /// Activity over time and the description; beside them, or under them, who leads.
  private func addUse(_ number: Int) {
    let workspace = report.dump.workspaces[number]
    let use = WorkspaceUse(number, report.dump, report.measures)
    let part = filler.part(isSplit: !workspace.description.isEmpty)
    let left = filler.column(part, workspace.description.isEmpty ? "" : "c7")
    let card = filler.card(left, "Events a week", sub: "The last 53 weeks, the last one so far")
    if use.events.contains(where: { $0 > 0 }) {
      let chart = filler.fields.record(card, CardName.chart)
      filler.bars(
        chart, "Events a week in the last 53 weeks", series: "events|people active",
        from: use.firstMonday, step: .week, use.events, also: use.people)
    } else {
      filler.fields.text(card, CardName.empty, "No events in the last 53 weeks.")
    }
    guard !workspace.description.isEmpty else { return addLeaders(left, use, isFull: true) }
    prose(filler.card(left, "About"), workspace.description)
    addLeaders(filler.column(part, "c5"), use, isFull: false)
  }

  private func addLeaders(_ column: Fields.Row, _ use: WorkspaceUse, isFull: Bool) {
    let ranked = report.board.ranked(use.totals)
    let card = filler.card(
      column, "Who leads in it",
      sub: ranked.count > 10
        ? "By score here in the last 28 days, the first 10 of \(counted(ranked.count, "person", "people"))"
        : "By score here in the last 28 days")
    guard let first = ranked.first else {
      filler.fields.text(card, CardName.empty, "Nobody has a score here in the last 28 days.")
      return
    }
    let table = filler.table(
      card, "Leading ten in the last 28 days", css: "lead",
      [
        .init(label: "Rank", css: "rank"), .init(label: "Name"), .init(label: "", css: "bars"),
        .init(label: "Score", css: ""),
      ]
        + (isFull ? [.init(label: "Events", css: ""), .init(label: "Active days", css: "")] : []))
    let group = filler.group(table)
    for ranked in ranked.prefix(10) {
      let row = filler.row(group)
      filler.fields.number(filler.cell(row, "rank"), CellName.text, ranked.rank)
      filler.person(row, ranked.total.user)
      filler.bar(row, ranked.total.score, of: first.total.score)
      filler.number(row, ranked.total.score)
      guard isFull else { continue }
      filler.number(row, ranked.total.events)
      filler.number(row, ranked.total.activeDays)
    }
  }

  private func addMembers(_ rows: [Participant], _ path: String, _ part: Int) {
    let shown = min(rows.count, Outline.longestList)
    let card = filler.card(
      "Who is in it", sub: "Members, and anyone else with events here; the busiest first")
    guard !rows.isEmpty else {
      filler.fields.text(card, CardName.empty, "No members and no events.")
      return
    }
    let table = filler.table(
      card, "Members and their use of the workspace",
      [
        .init(label: "Name", css: "t", column: "name email"),
        .init(label: "Role", css: "t", column: "role"),
        .init(label: "State", css: "t", column: "state"),
        .init(label: "Last use", css: "", column: "last_active", type: "d", absent: .longestAgo),
        .init(label: "Days of 28", css: "", column: "active_days_28", type: "n"),
        .init(label: "Events 28 d", css: "", column: "events_28", type: "n"),
        .init(label: "Score", css: "", column: "score", type: "n"),
        .init(label: "This month", css: "", column: "score_month", type: "n"),
        .init(label: "Last month", css: "", column: "score_last_month", type: "n"),
      ])
    filler.makeSortable(table, path, id: "user_id", count: rows.count)
    let group = filler.group(table)
    for entry in rows[self.rows(shown, part)] {
      let row = filler.row(group, id: report.dump.users[entry.user].id)
      filler.person(row, entry.user)
      if let membership = entry.membership {
        filler.text(row, report.dump.memberships[membership].role)
      } else {
        filler.fields.text(filler.cell(row, "t"), CellName.missing, "no member")
      }
      filler.state(row, entry.state)
      filler.date(row, entry.cell?.lastActive)
      filler.number(row, entry.cell?.activeDays28 ?? 0)
      filler.number(row, entry.cell?.events28 ?? 0)
      filler.number(row, entry.cell?.score ?? 0)
      filler.number(row, entry.cell?.scoreMonth ?? 0)
      filler.number(row, entry.cell?.scoreLastMonth ?? 0)
    }
    paginate(path, part, shown: shown, of: rows.count)
  }

  func fillAccess(_ part: Int) -> String {
    let path = partPath("access", part)
    let order = outline.access
    filler.begin(path, title: "Access", menu: "access.html")
    download(.access)
    let card = filler.card(
      counted(order.count, "membership", "memberships"),
      sub: accessWords + "Grouped by workspace, longest idle first")
    guard !order.isEmpty else {
      filler.fields.text(card, CardName.empty, "Nobody is a member of any workspace.")
      return path
    }
    let table = filler.table(
      card, "Who has access to what",
      [
        .init(label: "Name", css: "t", column: "name email"),
        .init(label: "Role", css: "t", column: "role"),
        .init(label: "Access", css: "t", column: "state"),
        .init(label: "Last use", css: "", column: "last_active", type: "d", absent: .longestAgo),
        .init(label: "Days idle", css: "", column: "days_idle", type: "n", absent: .most),
        .init(label: "Since", css: "", column: "since", type: "d"),
        .init(label: "Account", css: "t", column: "status"),
      ])
    let shown = min(order.count, Outline.longestList)
    filler.makeSortable(table, "access", id: "user_id", count: order.count)
    var group: Fields.Row?
    var workspace = -1
    for index in rows(shown, part) {
      let membership = report.dump.memberships[order[index]]
      if membership.workspace != workspace {
        workspace = membership.workspace
        group = self.group(table, ofWorkspace: workspace)
      }
      if let group { addAccessRow(group, order[index]) }
    }
    paginate("access", part, shown: shown, of: order.count)
    return path
  }

  /// `Of people: 3 never used, 12 dormant, 2 of accounts that are not active.`, empty where there
  /// is nothing to see to.
  private var accessWords: String {
    let headcount = report.measures.headcount
    let counts = [
      (headcount.accessNever, "never used"), (headcount.accessDormant, "dormant"),
      (headcount.accessClosed, "of accounts that are not active"),
    ]
    let words = counts.filter { $0.0 > 0 }.map { "\(grouped($0)) \($1)" }
    return words.isEmpty ? "" : "People's: \(words.joined(separator: ", ")). "
  }

  private func group(_ table: Fields.Row, ofWorkspace workspace: Int) -> Fields.Row {
    let group = filler.group(table)
    filler.fields.text(
      group, GroupName.heading, report.dump.workspaces[workspace].shownName.bytes)
    filler.fields.text(group, GroupName.href) { bytes in
      bytes.append(contentsOf: report.paths.workspace(workspace).bytes)
      bytes.append(".html")
    }
    let members = report.measures.membersOfWorkspace[workspace].count
    filler.fields.text(group, GroupName.detail, counted(members, "member", "members"))
    filler.fields.number(group, GroupName.span, 7)
    return group
  }

  private func addAccessRow(_ group: Fields.Row, _ number: Int) {
    let membership = report.dump.memberships[number]
    let standing = report.measures.memberships[number]
    let person = report.dump.users[membership.user]
    let cell = report.measures.cell(user: membership.user, workspace: membership.workspace)
    let row = filler.row(group, id: person.id)
    filler.person(row, membership.user)
    filler.text(row, membership.role)
    filler.state(row, standing.state)
    filler.date(row, cell?.lastActive)
    filler.number(row, standing.idleDays, missing: "Unknown")
    filler.date(row, membership.since, missing: "Unknown")
    filler.state(row, person.isActiveAccount ? .active : .status, status: person.status)
  }
}
