import Configure
import Ingest
import Measure

extension Report {
  /// - Parameter order: all users by shown name, which is nearly it, so that little is left to do.
  static func byName(_ users: [User], from order: [Int]) -> [Int] {
    order.sorted { left, right in
      folded(users[left].shownName, users[right].shownName) ?? (users[left].id < users[right].id)
    }
  }

  /// The most recently active first, the never active last; then by name.
  func usersByLastActive() -> [Int] {
    // The sort is stable, so names stay in order within a second.
    usersByName.sorted {
      (measures.users[$0].lastActive ?? Int.min) > (measures.users[$1].lastActive ?? Int.min)
    }
  }

  func workspaceOrder(_ left: Int, _ right: Int) -> Bool {
    let (a, b) = (dump.workspaces[left], dump.workspaces[right])
    return folded(a.shownName, b.shownName) ?? (a.id < b.id)
  }

  func usersCSV(_ order: [Int]) -> CSVWriter {
    var csv = CSVWriter(header: [
      "user_id", "name", "email", "role", "status", "bot", "state", "workspace_count",
      "workspaces", "created_at", "last_login", "last_active", "last_active_from",
      "active_days_28", "events_28", "events", "score", "time_zone", "page",
    ])
    for user in order { addUser(user, to: &csv) }
    return csv
  }

  private func addUser(_ number: Int, to csv: inout CSVWriter) {
    let user = dump.users[number]
    let figures = measures.users[number]
    csv.text(user.id)
    csv.text(user.shownName)
    csv.text(user.email)
    csv.text(user.role)
    csv.text(user.status)
    csv.flag(user.isBot)
    addState(of: number, to: &csv)
    csv.number(figures.workspaces)
    csv.text(workspaceNames(of: number))
    csv.time(user.createdAt, zone)
    csv.time(figures.lastLogin, zone)
    csv.time(figures.lastActive, zone)
    csv.text(lastActiveFrom(figures))
    csv.number(figures.activeDays28)
    csv.number(figures.events28)
    csv.number(figures.events)
    csv.number(figures.score)
    csv.text(zone.name)
    csv.page(paths.user(number), baseURL)
    csv.endRow()
  }

  func addState(of user: Int, to csv: inout CSVWriter) {
    if let word = measures.users[user].state.word {
      csv.word(word)
    } else {
      csv.text(dump.users[user].status)
    }
  }

  /// The type of the event that last active came from, `login` for a login.
  func lastActiveFrom(_ figures: UserFigures) -> String {
    if let type = figures.lastActiveType { return dump.types[type].string }
    return figures.lastActive == nil ? "" : "login"
  }

  /// Names of the user's workspaces in code-point order, once a membership.
  private func workspaceNames(of user: Int) -> String {
    measures.membershipsOfUser[user]
      .map { dump.workspaces[dump.memberships[$0].workspace].shownName }
      .sorted().map(\.string).joined(separator: "; ")
  }

  func dormantUsers() -> [Int] {
    let users = dump.users.indices.filter { user in
      let state = measures.users[user].state
      return dump.users[user].isHuman && (state == .dormant || state == .never)
    }
    // The longest idle first, and before them those who never came.
    return users.sorted { left, right in
      let a = measures.users[left].lastActive ?? Int.min
      let b = measures.users[right].lastActive ?? Int.min
      return a != b ? a < b : nameOrder(left, right)
    }
  }

  func dormantCSV(_ order: [Int]) -> CSVWriter {
    var csv = CSVWriter(header: [
      "user_id", "name", "email", "role", "created_at", "last_login", "last_active", "days_idle",
      "workspace_count", "state", "time_zone", "page",
    ])
    for number in order {
      let user = dump.users[number]
      let figures = measures.users[number]
      csv.text(user.id)
      csv.text(user.shownName)
      csv.text(user.email)
      csv.text(user.role)
      csv.time(user.createdAt, zone)
      csv.time(figures.lastLogin, zone)
      csv.time(figures.lastActive, zone)
      csv.number(figures.idleDays)
      csv.number(figures.workspaces)
      addState(of: number, to: &csv)
      csv.text(zone.name)
      csv.page(paths.user(number), baseURL)
      csv.endRow()
    }
    return csv
  }

  func daysCSV(_ days: [DayCell]) -> CSVWriter {
    var csv = CSVWriter(header: ["date", "events", "score", "logins"])
    for cell in days {
      csv.date(cell.day)
      csv.number(cell.events)
      csv.number(cell.score)
      csv.number(cell.logins)
      csv.endRow()
    }
    return csv
  }
}

extension CSVWriter {
  /// The page at `path` (without ending).
  mutating func page(_ path: Text, _ baseURL: BaseURL) {
    plain { bytes in
      bytes.append(utf8: baseURL.text)
      bytes.append(contentsOf: path.bytes)
      bytes.append(".html")
    }
  }
}

/// Whether `left` comes before `right`, ASCII letters of either case alike and
/// then by bytes; nil where they are the same.
func folded(_ left: Text, _ right: Text) -> Bool? {
  func lower(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte | 0x20 : byte }
  for (a, b) in zip(left.bytes, right.bytes) where lower(a) != lower(b) {
    return lower(a) < lower(b)
  }
  if left.count != right.count { return left.count < right.count }
  return left == right ? nil : left < right
}
