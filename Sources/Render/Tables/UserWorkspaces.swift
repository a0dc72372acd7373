import Civil
import Ingest
import Measure

/// A workspace that a user is a member of.
struct UserWorkspaceRow {
  let workspace: WorkspaceLink
  let state: AccountState
  /// nil without any event of the user in it.
  let lastActive: Instant?
  let events28: Int
  let score: Int
}

extension Tables {
  /// A user's workspaces.
  static let userWorkspaces = Table<UserWorkspaceRow>([
    Column(.none, .init(1, .workspace, .workspace { $0.workspace })),
    Column(.state { ($0.state, .empty) }, .init(2, .state)),
    Column(.time { $0.lastActive }, .since(3, .lastUse)),
    Column(.number { $0.events28 }, .init(4, .events28)),
    Column(.number { $0.score }, .init(5, .score)),
  ])
}

extension Report {
  /// - Parameter activity: of the user whose membership it is.
  func userWorkspaceRow(
    _ number: Int, _ activity: borrowing UserActivity
  ) -> UserWorkspaceRow {
    let membership = dump.memberships[number]
    let cell = activity.cell(in: membership.workspace)
    return UserWorkspaceRow(
      workspace: WorkspaceLink(
        dump.workspaces[membership.workspace], path: paths.workspace(membership.workspace),
        detail: described(membership)),
      state: measures.memberships[number].state, lastActive: cell?.lastActive,
      events28: cell?.events28 ?? 0, score: cell?.score ?? 0)
  }

  /// `editor, since 1 Mar 2024`.
  private func described(_ membership: Membership) -> [UInt8] {
    let role = words.role(membership.role).map(Value.text) ?? .isolated(membership.role)
    guard let since = membership.since.map(zone.day) else {
      return membership.role.isEmpty ? words[.member] : words.shown(role)
    }
    return membership.role.isEmpty
      ? words.filled(.memberSince, [.day: .day(since)])
      : words.filled(.roleSince, [.role: role, .day: .day(since)])
  }
}
