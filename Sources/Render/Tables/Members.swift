import Bytes
import Ingest
import Measure
import Rank

/// A member of a workspace, or somebody else with events in it.
struct MemberRow {
  let number: Int
  let user: User
  /// nil for one who is no member.
  let membership: Membership?
  /// nil without any event in the workspace.
  let cell: WorkspaceCell?
  /// By what was done in the workspace alone.
  let state: AccountState
  let person: Person
}

extension Tables {
  /// Who is in a workspace.
  static let members = Table<MemberRow>(
    of: { Subject(user: $0.number) },
    [
      Column("user_id", .text { $0.user.id }, origin: .userID),
      Column(
        "name", .text { $0.user.shownName },
        .init(1, .name, .person { $0.person }), origin: .userName),
      Column("email", .text { $0.user.email }, origin: .userEmail),
      Column(
        "role", .text { $0.membership?.role ?? .empty },
        .init(2, .role, .role { $0.membership?.role }, missing: .nonMember), filter: .role),
      Column("since", .time { $0.membership?.since }),
      Column("last_active", .time { $0.cell?.lastActive }, .since(4, .lastUse)),
      Column("active_days_28", .number { $0.cell?.activeDays28 ?? 0 }, .init(5, .activeDays28)),
      Column("events_28", .number { $0.cell?.events28 ?? 0 }, .init(6, .events28)),
      Column("events", .number { $0.cell?.events ?? 0 }),
      Column("score", .number { $0.cell?.score ?? 0 }, .init(7, .score)),
      Column("score_month", .number { $0.cell?.scoreMonth ?? 0 }, .init(8, .thisMonth)),
      Column("score_last_month", .number { $0.cell?.scoreLastMonth ?? 0 }, .init(9, .lastMonth)),
      Column("state", .state { ($0.state, .empty) }, .init(3, .state), filter: .state),
      Column("time_zone", .zone),
    ])
}

extension Report {
  func memberRow(_ participant: Participant) -> MemberRow {
    MemberRow(
      number: participant.user, user: dump.users[participant.user],
      membership: participant.membership.map { dump.memberships[$0] }, cell: participant.cell,
      state: participant.state, person: person(participant.user))
  }
}
