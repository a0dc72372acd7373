import Civil
import Ingest
import Measure

/// A workspace that a user is a member of.
struct UserWorkspaceRow {
  let workspace: WorkspaceLink
  let state: AccountState
  /// nil without any event of the user in it.
  let cell: WorkspaceCell?
}

extension Tables {
  /// A user's workspaces.
  static let userWorkspaces = Table<UserWorkspaceRow>([
    Column(.none, .init(1, "Workspace", .workspace { $0.workspace })),
    Column(.state { ($0.state, .empty) }, .init(2, "State")),
    Column(.time { $0.cell?.lastActive }, .since(3, "Last use")),
    Column(.number { $0.cell?.events28 ?? 0 }, .init(4, "Events \(Windows.long) d")),
    Column(.number { $0.cell?.score ?? 0 }, .init(5, "Score")),
  ])
}

extension Report {
  /// - Parameter activity: of the user whose membership it is.
  func userWorkspaceRow(
    _ number: Int, _ activity: borrowing UserActivity
  ) -> UserWorkspaceRow {
    let membership = dump.memberships[number]
    return UserWorkspaceRow(
      workspace: WorkspaceLink(
        dump.workspaces[membership.workspace], path: paths.workspace(membership.workspace),
        detail: described(membership)),
      state: measures.memberships[number].state, cell: activity.cell(in: membership.workspace))
  }

  /// `editor, since 1 Mar 2024`.
  private func described(_ membership: Membership) -> String {
    let role =
      membership.role.isEmpty ? "member" : printed { $0.append(isolated: membership.role) }
    guard let since = membership.since else { return role }
    return "\(role), since " + printed { $0.append(short: zone.day(of: since)) }
  }
}
