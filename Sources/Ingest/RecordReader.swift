import Bytes
import CSimdjson
import Civil
import Convert
import Glibc

// Unsafe on purpose: it works on the parser's own memory, one record at a time;
// nothing borrowed outlives the call that takes a record.

/// One worker's part of the dump: reads chunks, keeps columns.
///
/// Workers share nothing while they read. What depends on other records (whether
/// a user is known, or a time is past the data's end) is settled afterwards.
final class RecordReader: @unchecked Sendable {
  let arena = Arena()
  let userIDs: Interner
  let workspaceIDs: Interner
  let types: Interner
  private(set) var pairs = PairTable()
  private(set) var organizations: [OrganizationRecord] = []
  private(set) var users: [UserRecord] = []
  private(set) var workspaces: [WorkspaceRecord] = []
  private(set) var memberships: [MembershipRecord] = []
  private(set) var compacted: [CompactedRecord] = []
  let events = EventColumn()
  private(set) var findings = Findings()
  /// How many records each source has that was read.
  private(set) var records: [Int: Int] = [:]
  /// In the order in which they were read.
  private(set) var chunks: [ReadChunk] = []
  /// What the record that was read last says it is; for who reads one at a time.
  var lastKind: RecordKind?
  /// Where the record of each event row begins, only when one is looked for.
  private(set) var rowOffsets: [Int] = []
  private let keepsRowOffsets: Bool
  /// Whether its users are persons of native users and whom those are joined with.
  var isOfPersons = false
  /// Whether the record at hand is of an export.
  private var isConverted = false
  /// Event rows of exports, each run of one source, with where the record of each begins.
  private(set) var converted: [(source: Int, rows: Range<Int>, offsets: [UInt64])] = []
  /// Of how many first sources only the other records are kept, and no events.
  private let known: Int
  private let dropped: DroppedUsers
  private lazy var accountReader = AccountReader()

  private let parser: RecordParser
  private let values: UnsafeMutablePointer<json_value>
  private let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 24, alignment: 1)
  private var position = Position(source: 0, offset: 0)

  init(
    dropping dropped: DroppedUsers, known: Int = 0, keepsRowOffsets: Bool = false,
    parser: RecordParser = RecordParser()
  ) {
    self.parser = parser
    self.known = known
    self.dropped = dropped
    self.keepsRowOffsets = keepsRowOffsets
    values = parser.values
    userIDs = Interner(arena: arena)
    workspaceIDs = Interner(arena: arena)
    types = Interner(arena: arena)
  }

  deinit { scratch.deallocate() }

  func read(_ chunk: Chunk, _ window: Window) {
    let firstRow = events.count
    let firstOther = others
    if let borders = chunk.records {
      records[chunk.source, default: 0] += borders.count
      let kind = chunk.kind
      parser.forEach(borders, of: window) { border, outcome in
        position = Position(source: chunk.source, offset: chunk.offset + border.range.lowerBound)
        switch border.fate {
        case .parsed: take(outcome, window.bytes[border.range], kind)
        case .tooLong: reject(.invalidJSON)
        case .notAnArray: reject(.wrongType)
        }
      }
    } else {
      readLines(chunk, window)
    }
    if chunk.source < known { events.removeLast(events.count - firstRow) }
    chunks.append(
      ReadChunk(
        chunk.bare, rows: firstRow..<events.count, hasOthers: others > firstOther,
        fate: chunk.records?.first?.fate ?? .parsed))
  }

  /// How many records became no event row, those of dropped users left out.
  var others: Int {
    organizations.count + users.count + workspaces.count + memberships.count + compacted.count
      + findings.rejects.reduce(0) { $0 + $1.records }
  }

  /// Reads native records that exports became, each where the foreign one stands.
  func read(_ lines: NativeLines, _ window: Window) {
    let firstRow = events.count
    let firstOffset = rowOffsets.count
    window.count = 0
    window.append(lines.bytes)
    isConverted = true
    findings.rejected.firstExport = 0
    var number = 0
    parser.forEachLine(of: window) { line, outcome in
      position = lines.positions[number]
      take(outcome, window.bytes[line], nil)
      number += 1
    }
    isConverted = false
    guard let source = lines.positions.first?.source else { return }
    converted.append(
      (source, firstRow..<events.count, rowOffsets[firstOffset...].map(UInt64.init)))
    rowOffsets.removeLast(rowOffsets.count - firstOffset)
  }

  private func readLines(_ chunk: Chunk, _ window: Window) {
    let bytes = window.bytes
    var count = 0
    parser.forEachLine(of: window) { line, outcome in
      position = Position(source: chunk.source, offset: chunk.offset + line.lowerBound)
      take(outcome, bytes[line], nil)
      count &+= 1
    }
    records[chunk.source, default: 0] += count
  }

  private func reject(_ reason: Reject) { findings.add(reason, at: position) }

  /// As `reject`, but for a user who is left out nothing is shown at all.
  private func reject(_ reason: Reject, of user: FieldText) {
    if case .text(let id) = user, dropped.contains(id) { return }
    reject(reason)
  }

  /// Takes the record that was just parsed; its kind is `kind`, or in NDJSON what it says.
  private func take(
    _ outcome: json_outcome?, _ bytes: Slice<UnsafeRawBufferPointer>, _ kind: RecordKind?
  ) {
    guard let outcome else { return reject(.invalidJSON) }
    guard outcome == RECORD_OBJECT else { return reject(.wrongType) }
    if let kind { return add(kind, bytes) }
    switch values[Int(FIELD_KIND.rawValue)].fieldText {
    case .absent: reject(.missingField)
    case .wrongType: reject(.wrongType)
    case .text(let name):
      if let kind = RecordReader.kind(named: name) {
        add(kind, bytes)
      } else {
        reject(.unknownKind)
      }
    }
  }

  static func kind(named name: UnsafeRawBufferPointer) -> RecordKind? {
    func isName(_ text: StaticString) -> Bool {
      name.baseAddress.map { memcmp($0, text.utf8Start, name.count) } == 0
    }
    switch name.count {
    case 5: return isName("event") ? .event : nil
    case 4: return isName("user") ? .user : nil
    case 10: return isName("membership") ? .membership : nil
    case 9: return isName("workspace") ? .workspace : isName("compacted") ? .compacted : nil
    case 12: return isName("organization") ? .organization : nil
    default: return nil
    }
  }

  private func add(_ kind: RecordKind, _ bytes: Slice<UnsafeRawBufferPointer>) {
    lastKind = kind
    switch kind {
    case .event: addEvent()
    case .user: addUser(UnsafeRawBufferPointer(rebasing: bytes))
    case .workspace: addWorkspace()
    case .membership: addMembership()
    case .organization: addOrganization()
    case .compacted: addCompacted()
    }
  }

  @inline(__always)
  private func value(_ field: json_field) -> json_value { values[Int(field.rawValue)] }

  private func addEvent() {
    let time = value(FIELD_AT).time
    let type = value(FIELD_TYPE).fieldText
    let user = value(FIELD_USER_ID).identifier(scratch: scratch)
    guard case .text(let typeBytes) = type, case .text(let userBytes) = user else {
      let isMissing = type.isAbsent || user.isAbsent || time == .absent
      return reject(isMissing ? .missingField : .wrongType, of: user)
    }
    // By patterns, as `==` of another module is a call.
    if case .absent = time { return reject(.missingField, of: user) }
    if case .invalid = time { return reject(.invalidTime, of: user) }
    guard let count = value(FIELD_COUNT).eventCount else {
      return reject(.invalidCount, of: user)
    }
    let userNumber = userIDs.intern(userBytes)
    let workspace: UInt32 =
      switch value(FIELD_WORKSPACE_ID).identifier(scratch: scratch) {
      case .absent: 0
      case .wrongType: 1
      case .text(let id): workspaceIDs.intern(id) + 2
      }
    let pair = pairs.number(workspace: workspace, type: types.intern(typeBytes))
    switch time {
    case .instant(let seconds):
      append(userNumber, UInt32(seconds), pair, count, isDate: false)
    case .date(let day) where day.number >= -1 && day.number < 50_000:
      // One day before 1970 may still begin within it, west of Greenwich.
      append(userNumber, UInt32(day.number + 1), pair, count, isDate: true)
    default: reject(.invalidTime, of: user)
    }
  }

  private func append(
    _ user: UInt32, _ time: UInt32, _ pair: UInt32, _ count: UInt32, isDate: Bool
  ) {
    events.append(EventRow(user: user, time: time, pair: pair, count: count, isDate: isDate))
    if keepsRowOffsets || isConverted { rowOffsets.append(position.offset) }
  }
}

// MARK: Users, workspaces, memberships, organizations, what was compacted

extension RecordReader {
  private func addUser(_ bytes: UnsafeRawBufferPointer) {
    guard let id = requiredID(FIELD_ID) else { return }
    var user = UserRecord(position: position, id: arena.keep(id))
    user.name = text(FIELD_NAME, &user.faulty)
    user.email = text(FIELD_EMAIL, &user.faulty)
    user.role = text(FIELD_ROLE, &user.faulty)
    user.title = text(FIELD_TITLE, &user.faulty)
    user.status = text(FIELD_STATUS, &user.faulty)
    user.description = text(FIELD_DESCRIPTION, &user.faulty)
    user.isBot = flag(FIELD_BOT, &user.faulty)
    user.createdAt = time(FIELD_CREATED_AT, &user.faulty)
    user.lastLoginAt = time(FIELD_LAST_LOGIN_AT, &user.faulty)
    if !value(FIELD_ACCOUNTS).fieldText.isAbsent { addAccounts(of: bytes, to: &user) }
    users.append(user)
  }

  private func addAccounts(of bytes: UnsafeRawBufferPointer, to user: inout UserRecord) {
    let (accounts, isFaulty) = accountReader.accounts(of: bytes, arena)
    user.accounts = accounts
    if isFaulty { user.faulty.wrongType |= 1 << UInt32(FIELD_ACCOUNTS.rawValue) }
  }

  private func addWorkspace() {
    guard let id = requiredID(FIELD_ID) else { return }
    var workspace = WorkspaceRecord(position: position, id: arena.keep(id))
    workspace.name = text(FIELD_NAME, &workspace.faulty)
    workspace.description = text(FIELD_DESCRIPTION, &workspace.faulty)
    workspace.createdAt = time(FIELD_CREATED_AT, &workspace.faulty)
    workspace.isArchived = flag(FIELD_ARCHIVED, &workspace.faulty)
    workspaces.append(workspace)
  }

  private func addMembership() {
    let user = value(FIELD_USER_ID).identifier(scratch: scratch)
    let userAbsent = user.isAbsent
    var userNumber: UInt32?
    if case .text(let id) = user { userNumber = userIDs.intern(id) }
    let workspace = value(FIELD_WORKSPACE_ID).identifier(scratch: scratch)
    let isDropped = userNumber.map { dropped.contains(userIDs.texts[Int($0)].memory) } ?? false
    if isDropped { return }
    if userAbsent || workspace.isAbsent { return reject(.missingField) }
    guard let userNumber, case .text(let workspaceBytes) = workspace else {
      return reject(.wrongType)
    }
    var membership = MembershipRecord(
      position: position, user: userNumber, workspace: workspaceIDs.intern(workspaceBytes))
    membership.role = text(FIELD_ROLE, &membership.faulty)
    membership.since = time(FIELD_SINCE, &membership.faulty)
    memberships.append(membership)
  }

  private func addOrganization() {
    var organization = OrganizationRecord(position: position)
    switch value(FIELD_ID).identifier(scratch: scratch) {
    case .absent: break
    case .text(let id): organization.id = arena.keep(id)
    case .wrongType: organization.faulty.wrongType |= 1 << UInt32(FIELD_ID.rawValue)
    }
    organization.name = text(FIELD_NAME, &organization.faulty)
    organization.description = text(FIELD_DESCRIPTION, &organization.faulty)
    organization.url = text(FIELD_URL, &organization.faulty)
    organization.timeZone = text(FIELD_TIME_ZONE, &organization.faulty)
    organization.exportedAt = time(FIELD_EXPORTED_AT, &organization.faulty)
    organizations.append(organization)
  }

  private func addCompacted() {
    var record = CompactedRecord(position: position)
    record.zone = text(FIELD_TIME_ZONE, &record.faulty)
    record.id = text(FIELD_ID, &record.faulty)
    record.name = text(FIELD_NAME, &record.faulty)
    record.type = text(FIELD_TYPE, &record.faulty)
    let count = value(FIELD_COUNT)
    if count.kind == VALUE_INTEGER { record.count = max(0, Int(count.integer)) }
    compacted.append(record)
  }

  private func requiredID(_ field: json_field) -> UnsafeRawBufferPointer? {
    switch value(field).identifier(scratch: scratch) {
    case .text(let id): return id
    case .absent: reject(.missingField)
    case .wrongType: reject(.wrongType)
    }
    return nil
  }

  private func text(_ field: json_field, _ faulty: inout FaultyFields) -> Text {
    switch value(field).fieldText {
    case .absent: return .empty
    case .text(let bytes): return arena.keep(bytes)
    case .wrongType:
      faulty.wrongType |= 1 << UInt32(field.rawValue)
      return .empty
    }
  }

  private func flag(_ field: json_field, _ faulty: inout FaultyFields) -> Bool {
    let value = value(field)
    if value.kind == VALUE_TRUE { return true }
    if value.kind != VALUE_FALSE, !value.fieldText.isAbsent {
      faulty.wrongType |= 1 << UInt32(field.rawValue)
    }
    return false
  }

  private func time(_ field: json_field, _ faulty: inout FaultyFields) -> TimeText {
    let time = value(field).time
    guard time == .invalid else { return time }
    faulty.invalidTime |= 1 << UInt32(field.rawValue)
    return .absent
  }
}
