import Ingest
import Measure

extension Tables {
  /// Active accounts of people that are dormant or were never active.
  static let dormant = Table<UserRow>(
    id: .init("user_id") { $0.user.id },
    [
      Column("user_id", .text { $0.user.id }),
      Column("name", .text { $0.user.shownName }, .init(1, .name, .person { $0.person })),
      Column("email", .text { $0.user.email }),
      Column("role", .text { $0.user.role }),
      Column("created_at", .time { $0.user.createdAt }, .init(6, .created, missing: .unknown)),
      Column("last_login", .time { $0.figures.lastLogin }, .since(4, .lastLogin)),
      Column("last_active", .time { $0.figures.lastActive }, .since(3, .lastActive)),
      Column(
        "days_idle", .number { $0.figures.idleDays },
        .init(5, .daysIdle, missing: .unknown, absent: .most)),
      Column("workspace_count", .number { $0.figures.workspaces }, .init(7, .workspaces)),
      Column("state", .state { ($0.figures.state, $0.user.status) }, .init(2, .state)),
      Column("time_zone", .zone),
      Column("page", .page { $0.path }),
    ])
}
