import CSimdjson
import Civil

/// Everybody and everything that the dump names, once each, in the order of the
/// files.
struct Roster {
  /// The number of a user who is on `opt_out`.
  static let droppedUser = UInt32.max - 1
  static let unknown = UInt32.max

  private let zone: Zone
  private let dropped: DroppedUsers
  private let userNumbers: Interner
  private let workspaceNumbers: Interner
  private let droppedNumbers: Interner
  private let activeStatus: Text
  private var readers: [RecordReader] = []
  private(set) var users: [User] = []
  private(set) var userPositions: [Position] = []
  private(set) var workspaces: [Workspace] = []
  private(set) var memberships: [Membership] = []
  var droppedCount: Int { droppedNumbers.texts.count }

  init(arena: Arena, zone: Zone, dropped: DroppedUsers) {
    self.zone = zone
    self.dropped = dropped
    userNumbers = Interner(arena: arena)
    workspaceNumbers = Interner(arena: arena)
    droppedNumbers = Interner(arena: arena)
    activeStatus = arena.keep("active")
  }

  mutating func add(_ reader: RecordReader) { readers.append(reader) }

  /// Accepts the records of all readers, the first of duplicates first.
  mutating func settle(_ findings: inout Findings) {
    for record in inFileOrder(readers.map(\.users), \.position) { accept(record, &findings) }
    for record in inFileOrder(readers.map(\.workspaces), \.position) { accept(record, &findings) }
    settleMemberships(&findings)
  }

  mutating func dropLogin(of user: Int) { users[user].lastLoginAt = nil }

  /// For each of a reader's numbers of user ids the number in `users`, or
  /// `droppedUser`, or `unknown`.
  func userMap(of reader: RecordReader) -> [UInt32] {
    reader.userIDs.texts.map { id in
      if dropped.contains(id.memory) { return Roster.droppedUser }
      return userNumbers.number(of: id) ?? Roster.unknown
    }
  }

  func workspaceMap(of reader: RecordReader) -> [UInt32] {
    reader.workspaceIDs.texts.map { workspaceNumbers.number(of: $0) ?? Roster.unknown }
  }

  private mutating func accept(_ record: UserRecord, _ findings: inout Findings) {
    if dropped.contains(record.id.memory) {
      _ = droppedNumbers.intern(record.id)
      return
    }
    guard Int(userNumbers.intern(record.id)) == users.count else {
      return findings.add(.duplicateUser, at: record.position)
    }
    var faulty = record.faulty
    users.append(
      User(
        id: record.id, shownName: record.name.isEmpty ? record.id : record.name,
        name: record.name, email: record.email, role: record.role, title: record.title,
        status: record.status.isEmpty ? activeStatus : record.status,
        description: record.description, isBot: record.isBot || record.role.equals("bot"),
        createdAt: settled(record.createdAt, FIELD_CREATED_AT, zone, &faulty),
        lastLoginAt: settled(record.lastLoginAt, FIELD_LAST_LOGIN_AT, zone, &faulty)))
    userPositions.append(record.position)
    faulty.addNotes(of: .user, at: record.position, to: &findings)
  }

  private mutating func accept(_ record: WorkspaceRecord, _ findings: inout Findings) {
    guard Int(workspaceNumbers.intern(record.id)) == workspaces.count else {
      return findings.add(.duplicateWorkspace, at: record.position)
    }
    var faulty = record.faulty
    workspaces.append(
      Workspace(
        id: record.id, shownName: record.name.isEmpty ? record.id : record.name,
        description: record.description,
        createdAt: settled(record.createdAt, FIELD_CREATED_AT, zone, &faulty),
        isArchived: record.isArchived))
    faulty.addNotes(of: .workspace, at: record.position, to: &findings)
  }

  private mutating func settleMemberships(_ findings: inout Findings) {
    let userMaps = readers.map(userMap)
    let workspaceMaps = readers.map(workspaceMap)
    // The reader is needed beside its record, as the numbers are its own.
    let numbered = readers.enumerated().map { number, reader in
      reader.memberships.map { (reader: number, record: $0) }
    }
    var seen = Set<UInt64>()
    for (reader, record) in inFileOrder(numbered, \.record.position) {
      let user = userMaps[reader][Int(record.user)]
      let workspace = workspaceMaps[reader][Int(record.workspace)]
      if user == Roster.droppedUser { continue }
      if user == Roster.unknown {
        findings.add(.unknownUser, at: record.position)
      } else if workspace == Roster.unknown {
        findings.add(.unknownWorkspace, at: record.position)
      } else if !seen.insert(UInt64(user) << 32 | UInt64(workspace)).inserted {
        findings.add(.duplicateMembership, at: record.position)
      } else {
        accept(record, user: Int(user), workspace: Int(workspace), &findings)
      }
    }
  }

  private mutating func accept(
    _ record: MembershipRecord, user: Int, workspace: Int, _ findings: inout Findings
  ) {
    var faulty = record.faulty
    memberships.append(
      Membership(
        user: user, workspace: workspace, role: record.role,
        since: settled(record.since, FIELD_SINCE, zone, &faulty)))
    faulty.addNotes(of: .membership, at: record.position, to: &findings)
  }
}

/// The records of all lists by position; each list is in that order already.
private func inFileOrder<Record>(
  _ lists: [[Record]], _ position: (Record) -> Position
) -> [Record] {
  let all = lists.filter { !$0.isEmpty }
  if all.count == 1 { return all[0] }
  return all.flatMap { $0 }.sorted { position($0) < position($1) }
}
