import Bytes
import CSimdjson

/// What a worker reads exports for.
enum Pass: Sendable {
  /// Users and workspaces, before all else.
  case directories
  /// Where each key first stands.
  case keys
  /// Events, and whom they name.
  case events
}

/// Takes what converters make of records: one worker's.
final class Sink {
  let reader = JSONReader()
  let arena = Arena()
  let known: KnownPeople
  /// As whom people are printed.
  let people: PrintedPeople
  var pass: Pass
  var directory = Directory()
  var lines = NativeLines()
  private let keys: Keys
  private var found: [(key: SeenKeys.Key, position: Position)] = []
  private var mentioned: InPassing
  private var visited: InPassing
  /// An id with its system before it.
  var scratch: [UInt8] = []
  /// Two parts of an id.
  var pair = UnsafeMutableRawBufferPointer.allocate(byteCount: 256, alignment: 1)

  /// Of the record at hand.
  var position = Position(source: 0, offset: 0)
  var system = System.slack
  /// Of the file at hand.
  var file: ForeignFile
  /// Whether nothing is rejected.
  var isSilent = false
  /// How many keys of the record at hand were asked for.
  private var ordinal = 0
  /// Of the records of the chunk at hand.
  private var count = FileCount()
  /// Whether the record at hand counts as one, whether something of it does, and whether
  /// something is noted.
  private var (isRecord, isUsed, isNoted) = (false, false, false)

  init(_ pass: Pass, keys: Keys, known: KnownPeople, people: PrintedPeople) {
    self.people = people
    self.pass = pass
    self.keys = keys
    self.known = known
    file = ForeignFile.none
    mentioned = InPassing(arena)
    visited = InPassing(arena)
  }

  deinit { pair.deallocate() }

  func begin(at position: Position) {
    endRecord()
    self.position = position
    ordinal = 0
    (isRecord, isUsed, isNoted) = (pass != .keys && !isSilent, false, false)
  }

  /// What began is no record itself: its elements are.
  func openList() { isRecord = false }

  private func endRecord() {
    guard isRecord else { return }
    isRecord = false
    count.records += 1
    if isNoted, !isUsed { count.notCounted += 1 }
  }

  // MARK: Keys

  /// Whether the record with this key is to be read on: the first one, and not while keys
  /// are looked for. A part that is nil makes a key that is never seen again.
  func isFirst(_ what: String, _ parts: KeyPart?...) -> Bool {
    defer { ordinal += 1 }
    guard pass != .directories else { return false }
    var hash = KeyHash()
    hash.add(UInt64(system.order))
    for byte in what.utf8 { hash.add(UInt64(byte)) }
    for part in parts {
      guard let part else { return pass == .events }
      part.add(to: &hash)
    }
    // Every key of a record has bytes of its own in it.
    let place = Position(source: position.source, offset: position.offset + ordinal)
    switch keys {
    case .unique: return true
    case .sought:
      found.append((hash.key, place))
      return pass == .events
    case .known(let seen):
      guard let first = seen.first(hash.key), first < place else { return true }
      directory.notes.add(.seenAgain(system, what), at: position)
      isNoted = true
      return false
    }
  }

  /// Counts what a chunk held, and hands on keys when there are many.
  func endChunk() {
    endRecord()
    directory.files.add(count, of: file.number)
    count = FileCount()
    if found.count >= Sink.mostKeys { handOnKeys() }
  }

  /// As many as are worth the way to each part of the table.
  private static let mostKeys = 4096

  func handOnKeys() {
    if case .sought(let seen) = keys { seen.add(found) }
    found.removeAll(keepingCapacity: true)
  }

  // MARK: Notes and records

  func note(_ what: String, _ count: Int = 1) {
    guard pass == .events, count > 0 else { return }
    directory.notes.add(.notCounted(system, what, isWord: false), count, at: position)
    isNoted = true
  }

  /// `not counted (SYSTEM BEFORE WORD)`, with a word of the data in it.
  func note(before: String = "", word: UnsafeRawBufferPointer, after: String = "") {
    guard pass == .events else { return }
    directory.notes.add(
      .notCounted(system, before + word.string + after, isWord: true), at: position)
    isNoted = true
  }

  func rejectInvalid() {
    isUsed = true
    if pass != .keys, !isSilent { lines.invalid(at: position) }
  }

  func rejectWrongType() {
    isUsed = true
    if pass != .keys, !isSilent { lines.wrongType(at: position) }
  }

  /// What the native rules reject for an id that is missing or of the wrong type.
  func reject(_ kind: NativeKind, _ id: FieldText) {
    guard pass != .keys else { return }
    isUsed = true
    lines.begin(kind.name, at: position)
    if case .wrongType = id { lines.field(kind.id, json: "true".utf8) }
    lines.end()
  }

  /// An event, and whom and what it names.
  func event(
    _ who: Who, in venue: Venue? = nil, type: some Collection<UInt8>, at time: json_value
  ) {
    guard beginEvent(who, in: venue) else { return }
    if !type.isEmpty { lines.field("type", text: type) }
    lines.field("at", time)
    lines.end()
  }

  /// An event whose type is no text.
  func event(_ who: Who, in venue: Venue? = nil, typeValue: json_value, at time: json_value) {
    guard beginEvent(who, in: venue) else { return }
    lines.field("type", typeValue)
    lines.field("at", time)
    lines.end()
  }

  /// False where there is none to print: now, or of somebody who is left out.
  private func beginEvent(_ who: Who, in venue: Venue?) -> Bool {
    guard pass == .events else { return false }
    isUsed = true
    count.events += 1
    var user: Text?
    if case .text(let id) = who.id {
      let account = mention(who, id)
      if people.isDropped(account) { return false }
      user = people.person(account)
    }
    lines.begin("event", at: position)
    if let user { lines.field("user_id", text: user.bytes) }
    if case .wrongType = who.id { lines.field("user_id", json: "true".utf8) }
    if let venue, case .text(let id) = venue.id {
      lines.field("workspace_id", text: visit(venue, id).bytes)
    }
    return true
  }

  /// That somebody is in a workspace, where that is a record itself.
  func membership(_ user: FieldText, _ workspace: FieldText) {
    guard pass == .events else { return }
    isUsed = true
    var member = Member(position: position)
    if case .text(let id) = user { member.user = mention(Who(id: user), id) }
    if case .text(let id) = workspace { member.workspace = visit(Venue(id: workspace), id) }
    if case .wrongType = user { member.isFaulty = true }
    directory.subscriptions.append(member)
  }

  /// What an organization calls itself.
  func organization(
    _ id: UnsafeRawBufferPointer?, _ name: UnsafeRawBufferPointer, isLogin: Bool = false
  ) {
    guard pass != .keys else { return }
    var mention = Mention(first: position)
    mention.name = Mention.Told(text: arena.keep(name), at: position)
    mention.email = Mention.Told(text: keep(id), at: position)
    let key = isLogin ? name.map(lowercased) : Array(name)
    directory.organization(system, key.withUnsafeBytes { arena.keep($0) }, mention)
  }

  // MARK: People and places in passing

  /// The id of somebody whom a record names, who is a user though no directory lists them.
  @discardableResult
  func mention(_ who: Who, _ id: UnsafeRawBufferPointer) -> Text {
    prefixed(id, who.isLogin)
    return scratch.withUnsafeBytes {
      mentioned.add($0, who.name, who.email, isBot: who.isBot, at: position, arena)
    }
  }

  /// The same of a workspace.
  @discardableResult
  func visit(_ venue: Venue, _ id: UnsafeRawBufferPointer) -> Text {
    prefixed(id, venue.isLogin)
    return scratch.withUnsafeBytes { visited.add($0, venue.name, at: position, arena) }
  }

  /// All that was taken, when reading is over.
  func finish() -> Directory {
    for (id, mention) in mentioned.all { directory.mention(id, mention) }
    for (id, place) in visited.all { directory.place(id, place) }
    return directory
  }
}
