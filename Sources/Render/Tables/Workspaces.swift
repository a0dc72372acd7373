import Bytes
import Configure
import Ingest
import Measure

/// A workspace in the list of workspaces.
struct WorkspaceRow {
  let number: Int
  let workspace: Workspace
  /// Of all people in it, members or not.
  let total: WorkspaceTotal
  let members: Int
  /// Of its page, without ending.
  let path: Text
  /// What stands under its name in lists.
  let detail: [UInt8]

  /// In words; empty where nobody is a member, as not every export tells who is.
  func memberCount(in words: Words) -> [UInt8] {
    members == 0 ? [] : words.counted(.nMembers, members)
  }

  func link(detail: [UInt8]) -> WorkspaceLink {
    WorkspaceLink(workspace, path: path, detail: detail)
  }
}

extension Tables {
  /// All workspaces.
  static let workspaces = Table<WorkspaceRow>(
    of: { Subject(workspace: $0.number) },
    [
      Column("workspace_id", .text { $0.workspace.id }, origin: .workspaceID),
      Column(
        "name", .text { $0.workspace.shownName },
        .init(1, .workspace, .workspace { $0.link(detail: $0.detail) }), origin: .workspaceName),
      Column("archived", .flag { $0.workspace.isArchived }, filter: .archived),
      Column("members", .number { $0.members }, .init(2, .members)),
      Column("active_28d", .number { $0.total.active28 }, .init(3, .active28Days)),
      Column("events_28", .number { $0.total.events28 }, .init(4, .events28)),
      Column("events", .number { $0.total.events }),
      Column("score", .number { $0.total.score }, .init(5, .score)),
      Column("last_active", .time { $0.total.lastActive }, .since(6, .lastActive)),
      Column("created_at", .time { $0.workspace.createdAt }),
      Column("time_zone", .zone),
      Column("page", .page { $0.path }, origin: .workspacePage),
    ])
}

extension Report {
  func workspaceRow(_ number: Int) -> WorkspaceRow {
    let workspace = dump.workspaces[number]
    return WorkspaceRow(
      number: number, workspace: workspace, total: measures.tally.workspaces[number],
      members: measures.membersOfWorkspace[number].count, path: paths.workspace(number),
      detail: workspace.isArchived ? words[.isArchived] : [])
  }
}
