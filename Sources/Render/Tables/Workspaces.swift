import Bytes
import Ingest
import Measure

/// A workspace in the list of workspaces.
struct WorkspaceRow {
  let workspace: Workspace
  /// Of all people in it, members or not.
  let total: WorkspaceTotal
  let members: Int
  /// Of its page, without ending.
  let path: Text

  /// In words; empty where nobody is a member, as not every export tells who is.
  var memberCount: String { members == 0 ? "" : counted(members, "member", "members") }

  func link(detail: String) -> WorkspaceLink {
    WorkspaceLink(workspace, path: path, detail: detail)
  }
}

extension Tables {
  /// All workspaces.
  static let workspaces = Table<WorkspaceRow>(
    id: .init("workspace_id") { $0.workspace.id },
    [
      Column("workspace_id", .text { $0.workspace.id }),
      Column(
        "name", .text { $0.workspace.shownName },
        .init(
          1, "Workspace",
          .workspace { $0.link(detail: $0.workspace.isArchived ? "archived" : "") })),
      Column("archived", .flag { $0.workspace.isArchived }),
      Column("members", .number { $0.members }, .init(2, "Members")),
      Column("active_28d", .number { $0.total.active28 }, .init(3, "Active \(Windows.long) d")),
      Column("events_28", .number { $0.total.events28 }, .init(4, "Events \(Windows.long) d")),
      Column("events", .number { $0.total.events }),
      Column("score", .number { $0.total.score }, .init(5, "Score")),
      Column("last_active", .time { $0.total.lastActive }, .since(6, "Last active")),
      Column("created_at", .time { $0.workspace.createdAt }),
      Column("time_zone", .zone),
      Column("page", .page { $0.path }),
    ])
}

extension Report {
  func workspaceRow(_ number: Int) -> WorkspaceRow {
    WorkspaceRow(
      workspace: dump.workspaces[number], total: measures.tally.workspaces[number],
      members: measures.membersOfWorkspace[number].count, path: paths.workspace(number))
  }
}
