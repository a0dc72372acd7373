import Bytes
import Civil
import Ingest
import Measure

/// A membership, for a review of who has access to what.
struct AccessRow {
  let user: User
  let workspace: Workspace
  let membership: Membership
  let standing: Standing
  /// nil without any event of the user in the workspace.
  let lastActive: Instant?
  let person: Person
}

extension Tables {
  /// All memberships.
  static let access = Table<AccessRow>(
    of: { Subject(user: $0.membership.user, workspace: $0.membership.workspace) },
    [
      Column("user_id", .text { $0.user.id }, origin: .userID),
      Column(
        "name", .text { $0.user.shownName },
        .init(1, .name, .person { $0.person }), origin: .userName),
      Column("email", .text { $0.user.email }, origin: .userEmail),
      Column(
        "status", .text { $0.user.status },
        .init(
          7, .account,
          .state { ($0.user.isActiveAccount ? .active : .status, $0.user.status) }),
        filter: .account),
      .choice("bot", .flag { $0.user.isBot }, .kind),
      Column(
        "workspace_id", .text { $0.workspace.id }, origin: .workspaceID, filter: .workspace),
      Column("workspace", .text { $0.workspace.shownName }, origin: .workspaceName),
      Column(
        "role", .text { $0.membership.role }, .init(2, .role, .role { $0.membership.role }),
        filter: .role),
      Column("since", .time { $0.membership.since }, .init(6, .since, missing: .unknown)),
      Column("last_active", .time { $0.lastActive }, .since(4, .lastUse)),
      Column(
        "days_idle", .number { $0.standing.idleDays },
        .init(5, .daysIdle, missing: .unknown, absent: .most), filter: .daysIdle),
      Column(
        "state", .state { ($0.standing.state, .empty) }, .init(3, .access), filter: .access),
      Column("time_zone", .zone),
    ])
}

extension Report {
  func accessRow(_ number: Int) -> AccessRow {
    let membership = dump.memberships[number]
    let cell = measures.cell(user: membership.user, workspace: membership.workspace)
    return AccessRow(
      user: dump.users[membership.user], workspace: dump.workspaces[membership.workspace],
      membership: membership, standing: measures.memberships[number],
      lastActive: cell?.lastActive, person: person(membership.user))
  }
}
