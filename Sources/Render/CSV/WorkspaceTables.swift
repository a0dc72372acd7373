import Civil
import Ingest
import Measure

/// A member of a workspace, or somebody else with events in it.
struct WorkspaceRow {
  var user: Int
  /// The number of the membership; nil for a non-member.
  var membership: Int?
  var cell: WorkspaceCell?
}

extension Report {
  /// Workspaces by name.
  func workspaceNumbers() -> [Int] {
    dump.workspaces.indices.sorted { workspaceOrder($0, $1) }
  }

  func workspacesCSV(_ order: [Int]) -> CSVWriter {
    var csv = CSVWriter(header: [
      "workspace_id", "name", "archived", "members", "active_28d", "events_28", "events", "score",
      "last_active", "created_at", "time_zone", "page",
    ])
    for number in order {
      let workspace = dump.workspaces[number]
      let total = measures.tally.workspaces[number]
      csv.text(workspace.id)
      csv.text(workspace.shownName)
      csv.flag(workspace.isArchived)
      csv.number(measures.membersOfWorkspace[number].count)
      csv.number(total.active28)
      csv.number(total.events28)
      csv.number(total.events)
      csv.number(total.score)
      csv.time(total.lastActive, zone)
      csv.time(workspace.createdAt, zone)
      csv.text(zone.name)
      csv.page(paths.workspace(number), baseURL)
      csv.endRow()
    }
    return csv
  }

  /// Who belongs to a workspace or was active in it: the busiest first.
  func rows(ofWorkspace workspace: Int) -> [WorkspaceRow] {
    let cells = measures.cells(of: workspace)
    var membershipOf: [Int: Int] = [:]
    for membership in measures.membersOfWorkspace[workspace] {
      membershipOf[dump.memberships[membership].user] = membership
    }
    var rows = cells.map { cell in
      WorkspaceRow(
        user: cell.user, membership: membershipOf.removeValue(forKey: cell.user), cell: cell)
    }
    for membership in measures.membersOfWorkspace[workspace]
    where membershipOf[dump.memberships[membership].user] != nil {
      rows.append(WorkspaceRow(user: dump.memberships[membership].user, membership: membership))
    }
    return rows.sorted { left, right in
      let (a, b) = (left.cell?.events28 ?? 0, right.cell?.events28 ?? 0)
      if a != b { return a > b }
      let (c, d) = (left.cell?.events ?? 0, right.cell?.events ?? 0)
      return c != d ? c > d : nameOrder(left.user, right.user)
    }
  }

  func workspaceCSV(_ rows: [WorkspaceRow]) -> CSVWriter {
    var csv = CSVWriter(header: [
      "user_id", "name", "email", "role", "since", "last_active", "active_days_28", "events_28",
      "events", "score", "state", "time_zone",
    ])
    for row in rows {
      let user = dump.users[row.user]
      let membership = row.membership.map { dump.memberships[$0] }
      csv.text(user.id)
      csv.text(user.shownName)
      csv.text(user.email)
      csv.text(membership?.role ?? .empty)
      csv.time(membership?.since, zone)
      csv.time(row.cell?.lastActive, zone)
      csv.number(row.cell?.activeDays28 ?? 0)
      csv.number(row.cell?.events28 ?? 0)
      csv.number(row.cell?.events ?? 0)
      csv.number(row.cell?.score ?? 0)
      csv.word(membershipState(row.cell).word ?? "")
      csv.text(zone.name)
      csv.endRow()
    }
    return csv
  }

  /// The bands of account states, from last active in the workspace alone.
  func membershipState(_ cell: WorkspaceCell?) -> AccountState {
    idleDays(cell).map { AccountState(idleDays: $0) } ?? .never
  }

  func idleDays(_ cell: WorkspaceCell?) -> Int? {
    cell.map { max(0, today - zone.day(of: $0.lastActive)) }
  }

  /// Memberships for a review: by workspace, and in it the longest unused first.
  func accessOrder() -> [Int] {
    workspaceNumbers().flatMap { workspace in
      measures.membersOfWorkspace[workspace]
        .map { (number: $0, user: dump.memberships[$0].user) }
        .map { ($0.number, $0.user, measures.cell(user: $0.user, workspace: workspace)) }
        .sorted { left, right in
          let (a, b) = (left.2?.lastActive ?? Int.min, right.2?.lastActive ?? Int.min)
          return a != b ? a < b : nameOrder(left.1, right.1)
        }
        .map(\.0)
    }
  }

  func accessCSV(_ order: [Int]) -> CSVWriter {
    var csv = CSVWriter(header: [
      "user_id", "name", "email", "status", "workspace_id", "workspace", "role", "since",
      "last_active", "days_idle", "state", "time_zone",
    ])
    for number in order {
      let membership = dump.memberships[number]
      let user = dump.users[membership.user]
      let workspace = dump.workspaces[membership.workspace]
      let cell = measures.cell(user: membership.user, workspace: membership.workspace)
      csv.text(user.id)
      csv.text(user.shownName)
      csv.text(user.email)
      csv.text(user.status)
      csv.text(workspace.id)
      csv.text(workspace.shownName)
      csv.text(membership.role)
      csv.time(membership.since, zone)
      csv.time(cell?.lastActive, zone)
      csv.number(idleDays(cell))
      csv.word(membershipState(cell).word ?? "")
      csv.text(zone.name)
      csv.endRow()
    }
    return csv
  }
}
