import Bytes
import Ingest
import Measure

/// A user in a list of users.
struct UserRow {
  let number: Int
  let user: User
  let figures: UserFigures
  /// The type of the event that last active came from, `login` for a login, or empty.
  let lastActiveFrom: Text
  /// Names of the user's workspaces in code-point order, once a membership.
  let workspaces: [Text]
  let person: Person
}

extension Tables {
  /// All users.
  static let users = Table<UserRow>(
    of: { Subject(user: $0.number) },
    [
      Column("user_id", .text { $0.user.id }, origin: .userID),
      Column(
        "name", .text { $0.user.shownName }, .init(1, .name, .person { $0.person }),
        origin: .userName),
      Column("email", .text { $0.user.email }, origin: .userEmail),
      // That it is a bot, where nothing else says so.
      Column(
        "role", .text { $0.user.role },
        .init(
          9, .role, .role { $0.user.isBot && $0.user.role.isEmpty ? nil : $0.user.role },
          missing: .bot), filter: .role),
      Column("status", .text { $0.user.status }, filter: .status),
      Column("bot", .flag { $0.user.isBot }, filter: .kind),
      Column(
        "state", .state { ($0.figures.state, $0.user.status) }, .init(2, .state), filter: .state),
      Column(
        "workspace_count", .number { $0.figures.workspaces },
        .init(8, .workspaces, .names { $0.workspaces })),
      Column(
        "workspaces", .texts { $0.workspaces }, origin: .workspaceNames, filter: .workspace),
      Column("created_at", .time { $0.user.createdAt }),
      Column("last_login", .time { $0.figures.lastLogin }, .since(4, .lastLogin)),
      Column("last_active", .time { $0.figures.lastActive }, .since(3, .lastActive)),
      Column("last_active_from", .text { $0.lastActiveFrom }),
      Column("active_days_28", .number { $0.figures.activeDays28 }, .init(5, .activeDays28)),
      Column("events_28", .number { $0.figures.events28 }, .init(6, .events28)),
      Column("events", .number { $0.figures.events }),
      Column("score", .number { $0.figures.score }, .init(7, .score)),
      Column("time_zone", .zone),
      Column("page", .page { $0.person.path }, origin: .userPage),
    ])
}

extension Report {
  func userRow(_ number: Int) -> UserRow {
    UserRow(
      number: number, user: dump.users[number], figures: measures.users[number],
      lastActiveFrom: lastActiveFrom(measures.users[number]),
      workspaces: measures.membershipsOfUser[number]
        .map { dump.workspaces[dump.memberships[$0].workspace].shownName }.sorted(),
      person: person(number))
  }

  /// The type of the event that last active came from, `login` for a login.
  func lastActiveFrom(_ figures: UserFigures) -> Text {
    if let type = figures.lastActiveType { return dump.types[type] }
    return figures.lastActive == nil ? .empty : Text("login")
  }
}
