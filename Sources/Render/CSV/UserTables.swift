import Bytes
import Configure
import Ingest
import Measure

extension Report {
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
