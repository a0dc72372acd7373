import Bytes
import CSimdjson

/// Somebody whom a record names.
struct Who {
  var id: FieldText
  var name: UnsafeRawBufferPointer?
  var email: UnsafeRawBufferPointer?
  var isBot = false
  /// Whether the id is a login, which is written in small letters.
  var isLogin = false
}

/// Where an event happened.
struct Venue {
  /// nil: outside any workspace.
  var id: FieldText
  var name: UnsafeRawBufferPointer?
  var isLogin = false
}

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
  private let seen: SeenKeys
  private var found: [(key: SeenKeys.Key, position: Position)] = []
  private let ids: Interner
  private var mentions: [Mention] = []
  private let placeIDs: Interner
  private var places: [Mention] = []
  private var scratch: [UInt8] = []
  private var pair = UnsafeMutableRawBufferPointer.allocate(byteCount: 256, alignment: 1)

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

  init(_ pass: Pass, seen: SeenKeys, known: KnownPeople, people: PrintedPeople) {
    self.people = people
    self.pass = pass
    self.seen = seen
    self.known = known
    file = ForeignFile.none
    ids = Interner(arena: arena)
    placeIDs = Interner(arena: arena)
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
    if pass == .keys {
      found.append((hash.key, place))
      return false
    }
    if seen.first(hash.key).map({ $0 < place }) ?? false {
      directory.notes.add(.seenAgain(system, what), at: position)
      isNoted = true
      return false
    }
    return true
  }

  /// Hands on the keys of a chunk, and counts what it held.
  func endChunk() {
    endRecord()
    directory.files.add(count, of: file.number)
    count = FileCount()
    seen.add(found)
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

  /// A record of `kind` that the native rules reject for its id.
  func reject(_ kind: StaticString, _ id: FieldText) {
    guard pass != .keys else { return }
    isUsed = true
    lines.begin(kind, at: position)
    if case .wrongType = id {
      lines.field(
        kind.utf8CodeUnitCount == 4 || kind.utf8CodeUnitCount == 9 ? "id" : "user_id",
        json: "true".utf8)
    }
    lines.end()
  }

  /// An event, and whom and what it names.
  func event(
    _ who: Who, in venue: Venue? = nil, type: some Collection<UInt8>, at time: json_value
  ) {
    guard pass == .events else { return }
    isUsed = true
    count.events += 1
    var user: Text?
    if case .text(let id) = who.id {
      let account = mention(who, id)
      if people.isDropped(account) { return }
      user = people.person(account)
    }
    lines.begin("event", at: position)
    if let user { lines.field("user_id", text: user.bytes) }
    if case .wrongType = who.id { lines.field("user_id", json: "true".utf8) }
    if let venue, case .text(let id) = venue.id {
      lines.field("workspace_id", text: visit(venue, id).bytes)
    }
    if !type.isEmpty { lines.field("type", text: type) }
    lines.field("at", time)
    lines.end()
  }

  /// An event whose type is no text.
  func event(_ who: Who, in venue: Venue? = nil, typeValue: json_value, at time: json_value) {
    guard pass == .events else { return }
    isUsed = true
    count.events += 1
    lines.begin("event", at: position)
    switch who.id {
    case .absent: break
    case .wrongType: lines.field("user_id", json: "true".utf8)
    case .text(let id): lines.field("user_id", text: people.person(mention(who, id)).bytes)
    }
    if let venue, case .text(let id) = venue.id { visit(venue, id) }
    lines.field("type", typeValue)
    lines.field("at", time)
    lines.end()
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

  // MARK: Ids

  /// `SYSTEM-ID`, kept.
  func keepID(_ id: UnsafeRawBufferPointer, isLogin: Bool = false) -> Text {
    prefixed(id, isLogin)
    return scratch.withUnsafeBytes { arena.keep($0) }
  }

  private func prefixed(_ id: UnsafeRawBufferPointer, _ isLogin: Bool) {
    scratch.removeAll(keepingCapacity: true)
    scratch += system.rawValue.utf8
    scratch.append(UInt8(ascii: "-"))
    if isLogin { scratch += id.lazy.map(lowercased) } else { scratch += id }
  }

  /// `SYSTEM-FIRST/SECOND`, kept.
  func keepID(
    _ first: UnsafeRawBufferPointer, _ between: StaticString, _ second: UnsafeRawBufferPointer
  ) -> Text {
    keepID(scratchID(first, between, second))
  }

  /// `FIRST/SECOND`, good until the next one.
  func scratchID(
    _ first: UnsafeRawBufferPointer, _ between: StaticString, _ second: UnsafeRawBufferPointer
  ) -> UnsafeRawBufferPointer {
    let count = first.count + between.utf8CodeUnitCount + second.count
    if count > pair.count {
      pair.deallocate()
      pair = .allocate(byteCount: count * 2, alignment: 1)
    }
    pair.copyMemory(from: first)
    UnsafeMutableRawBufferPointer(rebasing: pair[first.count...]).copyMemory(
      from: UnsafeRawBufferPointer(start: between.utf8Start, count: between.utf8CodeUnitCount))
    UnsafeMutableRawBufferPointer(rebasing: pair[(count - second.count)...]).copyMemory(
      from: second)
    return UnsafeRawBufferPointer(rebasing: pair[..<count])
  }

  func keep(_ text: UnsafeRawBufferPointer?) -> Text { text.map(arena.keep) ?? .empty }

  /// The JSON text of a value that is there.
  func keepJSON(_ value: json_value) -> Text {
    guard !value.isAbsent else { return .empty }
    var bytes: [UInt8] = []
    NativeLines.print(value, into: &bytes)
    return bytes.withUnsafeBytes { arena.keep($0) }
  }

  func keepJSON(_ text: UnsafeRawBufferPointer?) -> Text {
    guard let text else { return .empty }
    var bytes: [UInt8] = []
    NativeLines.quote(text, into: &bytes)
    return bytes.withUnsafeBytes { arena.keep($0) }
  }

  func keepJSON(word: StaticString) -> Text {
    keepJSON(UnsafeRawBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }

  // MARK: People and places in passing

  /// The id of somebody whom a record names, who is a user though no directory lists them.
  @discardableResult
  func mention(_ who: Who, _ id: UnsafeRawBufferPointer) -> Text {
    prefixed(id, who.isLogin)
    let number = Int(scratch.withUnsafeBytes { ids.intern($0) })
    note(&mentions, number, who.name, who.email)
    if who.isBot { mentions[number].isBot = true }
    return ids.texts[number]
  }

  @discardableResult
  func visit(_ venue: Venue, _ id: UnsafeRawBufferPointer) -> Text {
    prefixed(id, venue.isLogin)
    let number = Int(scratch.withUnsafeBytes { placeIDs.intern($0) })
    note(&places, number, venue.name, nil)
    return placeIDs.texts[number]
  }

  private func note(
    _ mentions: inout [Mention], _ number: Int, _ name: UnsafeRawBufferPointer?,
    _ email: UnsafeRawBufferPointer?
  ) {
    if number == mentions.count { mentions.append(Mention(first: position)) }
    if position < mentions[number].first { mentions[number].first = position }
    if let name, mentions[number].name.at.map({ position < $0 }) ?? true {
      mentions[number].name = Mention.Told(text: arena.keep(name), at: position)
    }
    if let email, mentions[number].email.at.map({ position < $0 }) ?? true {
      mentions[number].email = Mention.Told(text: arena.keep(email), at: position)
    }
  }

  /// All that was taken, when reading is over.
  func finish() -> Directory {
    for (id, mention) in zip(ids.texts, mentions) { directory.mention(id, mention) }
    for (id, place) in zip(placeIDs.texts, places) { directory.place(id, place) }
    return directory
  }
}

/// A part of a key.
enum KeyPart: Equatable {
  case text(UnsafeRawBufferPointer)
  case number(UInt64)
  /// Absence that is a value of its own.
  case alone

  static func == (left: KeyPart, right: KeyPart) -> Bool {
    switch (left, right) {
    case (.text(let left), .text(let right)): left.elementsEqual(right)
    case (.number(let left), .number(let right)): left == right
    case (.alone, .alone): true
    default: false
    }
  }

  func add(to hash: inout KeyHash) {
    switch self {
    case .text(let text): hash.add(text)
    case .number(let number): hash.add(number)
    case .alone: hash.add(UInt64.max)
    }
  }
}

extension FieldText {
  /// As a part of a key; nil where it is absent or of the wrong type.
  var keyPart: KeyPart? {
    if case .text(let text) = self { .text(text) } else { nil }
  }
}
