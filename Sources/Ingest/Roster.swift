import Bytes
import CSimdjson
import Civil
import Convert

/// Everybody and everything that the dump names, once each, in the order of the
/// files.
struct Roster {
  /// The number of a user who is on `opt_out`.
  static let droppedUser = UInt32.max - 1
  static let unknown = UInt32.max

  private let zone: Zone
  /// Once all is settled, with their names and emails.
  private(set) var dropped: DroppedUsers
  /// The person's id of accounts that are part of another.
  private let aliases: [Text: Text]
  /// Native users whose records are part of a person's, and those of them that were passed over.
  private let replaced: Set<Text>
  private var passed: Set<Text> = []
  private let userNumbers: Interner
  private let workspaceNumbers: Interner
  private let droppedNumbers: Interner
  /// Ids of the accounts of those who are accepted.
  private var accountIDs: Set<Text> = []
  private let activeStatus: Text
  private var readers: [RecordReader] = []
  private(set) var users: [User] = []
  private(set) var userPositions: [Position] = []
  private(set) var workspaces: [Workspace] = []
  private(set) var memberships: [Membership] = []
  /// Where users who are left out first stand.
  private(set) var droppedPositions: [Position] = []
  var droppedCount: Int { droppedPositions.count }

  init(arena: Arena, zone: Zone, dropped: DroppedUsers, people: Population?) {
    self.zone = zone
    aliases = people?.aliases ?? [:]
    replaced = people?.replaced ?? []
    self.dropped = dropped
    userNumbers = Interner(arena: arena)
    workspaceNumbers = Interner(arena: arena)
    droppedNumbers = Interner(arena: arena)
    activeStatus = arena.keep("active")
  }

  mutating func add(_ reader: RecordReader) { readers.append(reader) }

  /// Accepts the records of all readers, the first of duplicates first.
  mutating func settle(_ findings: inout Findings) {
    users.reserveCapacity(readers.reduce(0) { $0 + $1.users.count })
    // A native user's later records stand before the last of what is joined with the first.
    for reader in readers where reader.isOfPersons {
      for record in reader.users { accept(record, &findings) }
    }
    forEachInFileOrder(readers.map { $0.isOfPersons ? [] : $0.users }, \.position) {
      reader, record in
      if !isReplaced(record) { accept(record, &findings) }
    }
    forEachInFileOrder(readers.map(\.workspaces), \.position) { _, record in
      accept(record, &findings)
    }
    settleMemberships(&findings)
  }

  /// Those of `ids` that nobody has, once each.
  func unknown(_ ids: [String]) -> [String] {
    let arena = Arena()
    var seen: Set<[UInt8]> = []
    return ids.filter { id in
      let text = arena.keep(id)
      return seen.insert(Array(id.utf8)).inserted && number(of: text) == nil
        && !accountIDs.contains(text) && !dropped.isOfAccount(text)
        && droppedNumbers.number(of: aliases[text] ?? text) == nil
    }
  }

  /// Whether a user of the report has this id.
  func knows(_ id: [UInt8]) -> Bool {
    let arena = Arena()
    return number(of: id.withUnsafeBytes(arena.keep)) != nil
  }

  func knowsWorkspace(_ id: [UInt8]) -> Bool {
    let arena = Arena()
    return workspaceNumbers.number(of: id.withUnsafeBytes(arena.keep)) != nil
  }

  /// Of the user who has this id, or whose account has it.
  private func number(of id: Text) -> UInt32? {
    userNumbers.number(of: aliases.isEmpty ? id : aliases[id] ?? id)
  }

  mutating func dropLogin(of user: Int) { users[user].lastLoginAt = nil }

  /// For each of a reader's numbers of user ids the number in `users`, or
  /// `droppedUser`, or `unknown`.
  func userMap(of reader: RecordReader) -> [UInt32] {
    reader.userIDs.texts.map { id in
      if dropped.contains(id.memory) { return Roster.droppedUser }
      return number(of: id) ?? Roster.unknown
    }
  }

  /// Whether a native record is the one that is part of a person's.
  private mutating func isReplaced(_ record: UserRecord) -> Bool {
    !replaced.isEmpty && replaced.contains(record.id) && passed.insert(record.id).inserted
  }

  func workspaceMap(of reader: RecordReader) -> [UInt32] {
    reader.workspaceIDs.texts.map { workspaceNumbers.number(of: $0) ?? Roster.unknown }
  }

  private mutating func accept(_ record: UserRecord, _ findings: inout Findings) {
    if dropped.contains(record.id.memory) {
      let number = Int(droppedNumbers.intern(record.id))
      if number == droppedPositions.count { droppedPositions.append(record.position) }
      dropped.add(record.name)
      dropped.add(record.email)
      return
    }
    let id = aliases.isEmpty ? record.id : aliases[record.id] ?? record.id
    guard Int(userNumbers.intern(id)) == users.count else {
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
        lastLoginAt: settled(record.lastLoginAt, FIELD_LAST_LOGIN_AT, zone, &faulty),
        accounts: record.accounts))
    userPositions.append(record.position)
    accountIDs.formUnion(record.accounts.map(\.id))
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
    let all = readers.map(\.memberships)
    let count = all.reduce(0) { $0 + $1.count }
    var seen = Set<UInt64>(minimumCapacity: count)
    // Whose the first membership is, where persons have several accounts.
    var owners: [UInt64: Text] = [:]
    memberships.reserveCapacity(count)
    // The numbers in a record are its reader's.
    forEachInFileOrder(all, \.position) { reader, record in
      let user = userMaps[reader][Int(record.user)]
      let workspace = workspaceMaps[reader][Int(record.workspace)]
      if user == Roster.droppedUser { return }
      if user == Roster.unknown {
        findings.add(.unknownUser, at: record.position)
      } else if workspace == Roster.unknown {
        findings.add(.unknownWorkspace, at: record.position)
      } else if !seen.insert(UInt64(user) << 32 | UInt64(workspace)).inserted {
        let account = readers[reader].userIDs.texts[Int(record.user)]
        let owner = owners[UInt64(user) << 32 | UInt64(workspace)]
        if owner.map({ $0 == account }) ?? true {
          findings.add(.duplicateMembership, at: record.position)
        }
      } else {
        if !aliases.isEmpty {
          owners[UInt64(user) << 32 | UInt64(workspace)] =
            readers[reader].userIDs.texts[Int(record.user)]
        }
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

/// Calls `body` with each record and the number of its list by position. Each list is in that
/// order already, and has long runs of records that stand together, as readers take chunks.
private func forEachInFileOrder<Record>(
  _ lists: [[Record]], _ position: (Record) -> Position, _ body: (Int, Record) -> Void
) {
  var next = [Int](repeating: 0, count: lists.count)
  func head(_ list: Int) -> Position? {
    next[list] < lists[list].count ? position(lists[list][next[list]]) : nil
  }
  while true {
    var first: (list: Int, position: Position)?
    var second: Position?
    for list in lists.indices {
      guard let head = head(list) else { continue }
      if let leader = first, leader.position < head {
        second = second.map { min($0, head) } ?? head
      } else {
        second = first?.position ?? second
        first = (list, head)
      }
    }
    guard let list = first?.list else { return }
    // What exports give of a native record stands where that does: of equal ones one list goes on.
    while let head = head(list), second.map({ !($0 < head) }) ?? true {
      body(list, lists[list][next[list]])
      next[list] += 1
    }
  }
}
