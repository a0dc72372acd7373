import Civil
import Ingest
import Measure
import Rank

extension Report {
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

  func workspaceCSV(_ rows: [Participant]) -> CSVWriter {
    var csv = CSVWriter(header: [
      "user_id", "name", "email", "role", "since", "last_active", "active_days_28", "events_28",
      "events", "score", "score_month", "score_last_month", "state", "time_zone",
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
      csv.number(row.cell?.scoreMonth ?? 0)
      csv.number(row.cell?.scoreLastMonth ?? 0)
      csv.word(row.state.word ?? "")
      csv.text(zone.name)
      csv.endRow()
    }
    return csv
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
      csv.number(measures.memberships[number].idleDays)
      csv.word(measures.memberships[number].state.word ?? "")
      csv.text(zone.name)
      csv.endRow()
    }
    return csv
  }
}
