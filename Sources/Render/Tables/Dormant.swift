import Ingest
import Measure

extension Tables {
  /// Active accounts of people that are dormant or were never active.
  static let dormant = Table<UserRow>(
    of: { Subject(user: $0.number) },
    [
      Column("user_id", .text { $0.user.id }, origin: .userID),
      Column(
        "name", .text { $0.user.shownName }, .init(1, .name, .person { $0.person }),
        origin: .userName),
      Column("email", .text { $0.user.email }, origin: .userEmail),
      Column("role", .text { $0.user.role }, filter: .role),
      Column("created_at", .time { $0.user.createdAt }, .init(6, .created, missing: .unknown)),
      Column("last_login", .time { $0.figures.lastLogin }, .since(4, .lastLogin)),
      Column("last_active", .time { $0.figures.lastActive }, .since(3, .lastActive)),
      Column(
        "days_idle", .number { $0.figures.idleDays },
        .init(5, .daysIdle, missing: .unknown, absent: .most), filter: .daysIdle),
      Column("workspace_count", .number { $0.figures.workspaces }, .init(7, .workspaces)),
      Column(
        "state", .state { ($0.figures.state, $0.user.status) }, .init(2, .state), filter: .state),
      Column("time_zone", .zone),
      Column("page", .page { $0.person.path }, origin: .userPage),
    ])
}
