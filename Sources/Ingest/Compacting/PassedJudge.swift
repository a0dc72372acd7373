import Bytes
import Civil
import Convert

/// Which records are passed on, beside what was grouped.
struct PassedJudge {
  let kept: Compacted
  var dropped: DroppedUsers { roster.dropped }
  private let roster: Roster
  /// An id that no user and no workspace has.
  private let nobody: [UInt8]

  /// The shortest record that is rejected as invalid JSON, with clear borders.
  static let unreadable = Array("{x}".utf8)

  init(keeping kept: Compacted, of roster: Roster) {
    self.kept = kept
    self.roster = roster
    var nobody = Array("?".utf8)
    while roster.knows(nobody) || roster.knowsWorkspace(nobody) { nobody += "?".utf8 }
    self.nobody = nobody
  }

  /// Whether records of a kind are passed; nil for what says of no kind that it is it.
  func keeps(_ kind: RecordKind?) -> Bool {
    switch (kept, kind) {
    case (_, .compacted): false
    case (.everything, _), (.events, nil), (.events, .event): true
    case (.directory, .organization), (.directory, .user), (.directory, .workspace): true
    case (.events, _), (.directory, _): false
    }
  }

  /// What stands for a bad record of which nobody can tell whose it is, while somebody is on
  /// `opt_out`: it is counted for the same reason. nil for a record that may be passed.
  func replacement(
    _ reason: Reject, of record: UnsafeRawBufferPointer, isSection: Bool
  ) -> [UInt8]? {
    guard !dropped.isEmpty else { return nil }
    guard Reason.reject(reason).person == nil else {
      return names(record) ? PassedJudge.anonymous(reason) : nil
    }
    switch reason {
    case .missingField: return Array("{}".utf8)
    case .wrongType: return Array((isSection ? "{}" : "[]").utf8)
    case .unknownKind: return Array(#"{"kind":"?"}"#.utf8)
    default: return PassedJudge.unreadable
    }
  }

  /// Whether a record of somebody else names somebody on `opt_out`.
  func names(_ record: UnsafeRawBufferPointer) -> Bool {
    !dropped.isEmpty && dropped.isNamed(in: unescaped(record))
  }

  /// The id of a user, unless it names somebody on `opt_out` and no user has it, as an email may.
  func user(_ id: Text) -> [UInt8] {
    let bytes = Array(id.bytes)
    return dropped.isNamed(in: bytes) && !roster.knows(bytes) ? nobody : bytes
  }

  func workspace(_ id: Text) -> [UInt8] {
    let bytes = Array(id.bytes)
    return dropped.isNamed(in: bytes) && !roster.knowsWorkspace(bytes) ? nobody : bytes
  }

  /// An event of nobody that is rejected for `reason`; nil for a reason that depends on other
  /// records.
  private static func anonymous(_ reason: Reject) -> [UInt8]? {
    let start = #"{"kind":"event","user_id":"?","type":"?","at":"#
    switch reason {
    case .invalidTime: return Array((start + #""?"}"#).utf8)
    case .invalidCount: return Array((start + #""1970-01-02T00:00:00Z","count":0}"#).utf8)
    default: return nil
    }
  }
}

/// The records of one chunk, read again one by one by the reader that read them first:
/// what each is and who is dropped is found by the same rules.
final class PassedTrial {
  enum Fate {
    case leftOut, passed
    case replaced([UInt8])
  }

  private let chunk: PassedChunk
  private let window: Window
  private let judge: PassedJudge
  private let reader: RecordReader
  private lazy var native = NativeRecords(.all)

  init(_ chunk: PassedChunk, _ window: Window, _ judge: PassedJudge) {
    self.chunk = chunk
    self.window = window
    self.judge = judge
    reader = RecordReader(dropping: judge.dropped)
  }

  /// Whether as many event rows came as the first time.
  var isComplete: Bool { reader.events.count == chunk.read.rows.count }

  func records(isDocument: Bool) -> [Chunk.Record] {
    guard chunk.read.fate == .parsed else {
      return [Chunk.Record(0..<window.count, fate: chunk.read.fate)]
    }
    if isDocument { return Chunk.borders(in: window.bytes) }
    var records: [Chunk.Record] = []
    window.bytes.forEachLine { records.append(Chunk.Record($0)) }
    return records
  }

  func fate(of record: Chunk.Record) -> Fate {
    let before = (
      events: reader.events.count, users: reader.users.count, members: reader.memberships.count,
      others: reader.others
    )
    let rejects = reader.findings.rejects.map(\.records)
    var one = chunk.read.chunk
    one.records = [record]
    reader.lastKind = nil
    reader.read(one, window)
    let bytes = UnsafeRawBufferPointer(rebasing: window.bytes[record.range])
    if reader.events.count > before.events {
      return fate(ofRow: before.events, bytes)
    }
    // Of somebody who is dropped, and so nowhere.
    guard reader.others > before.others, judge.keeps(one.kind ?? reader.lastKind) else {
      return .leftOut
    }
    if reader.users.count > before.users, let user = reader.users.last {
      return judge.dropped.contains(user.id.memory) ? .leftOut : standing(bytes)
    }
    let reason = Reject.allCases.first {
      reader.findings.rejects[$0.rawValue].records > rejects[$0.rawValue]
    }
    guard let reason else {
      let memberships = reader.memberships
      return memberships.count > before.members
        ? fate(of: memberships[before.members], bytes) : standing(bytes)
    }
    // What `known` takes are records that stand.
    if judge.kept == .directory { return .leftOut }
    let replacement = judge.replacement(
      reason, of: bytes, isSection: record.fate == .notAnArray)
    return replacement.map { .replaced($0) } ?? .passed
  }

  private func fate(ofRow row: Int, _ record: UnsafeRawBufferPointer) -> Fate {
    let user = reader.userIDs.texts[Int(reader.events[row].user)]
    let place = chunk.read.rows.lowerBound + row
    guard judge.keeps(.event), chunk.read.rows.contains(place), !chunk.grouped[place],
      !judge.dropped.contains(user.memory)
    else { return .leftOut }
    return judge.names(record) ? .replaced(fields(ofRow: row)) : .passed
  }

  /// A record that is not rejected, without what is not read where it names somebody on `opt_out`.
  private func standing(_ record: UnsafeRawBufferPointer) -> Fate {
    guard judge.names(record) else { return .passed }
    var lines = NativeLines()
    native.add(
      record, section: chunk.read.chunk.section,
      at: Position(source: chunk.read.chunk.source, offset: chunk.read.chunk.offset), to: &lines)
    return .replaced(Array(lines.bytes.dropLast()))
  }

  /// A membership of nobody, or in no workspace, is rejected, whatever else it says.
  private func fate(of membership: MembershipRecord, _ record: UnsafeRawBufferPointer) -> Fate {
    let user = reader.userIDs.texts[Int(membership.user)]
    let workspace = reader.workspaceIDs.texts[Int(membership.workspace)]
    let shown = (user: judge.user(user), workspace: judge.workspace(workspace))
    guard shown != (Array(user.bytes), Array(workspace.bytes)) else { return standing(record) }
    var line = Array(#"{"kind":"membership","user_id":"#.utf8)
    NativeLines.quote(shown.user, into: &line)
    line += #","workspace_id":"#.utf8
    NativeLines.quote(shown.workspace, into: &line)
    return .replaced(line + "}".utf8)
  }

  /// The event without anything that is not read: with what it is rejected or noted for.
  private func fields(ofRow row: Int) -> [UInt8] {
    let event = reader.events[row]
    let pair = reader.pairs.pairs[Int(event.pair)]
    var line = Array(#"{"kind":"event","user_id":"#.utf8)
    NativeLines.quote(judge.user(reader.userIDs.texts[Int(event.user)]), into: &line)
    switch pair.workspace {
    case 0: break
    case 1: line += #","workspace_id":[]"#.utf8
    default:
      line += #","workspace_id":"#.utf8
      let workspace = reader.workspaceIDs.texts[Int(pair.workspace) - 2]
      NativeLines.quote(judge.workspace(workspace), into: &line)
    }
    line += #","type":"#.utf8
    NativeLines.quote(reader.types.texts[Int(pair.type)].bytes, into: &line)
    line += #","at":""#.utf8
    line += (event.isDate ? isoDate(Day(Int(event.time) - 1)) : utc(Instant(event.time))).utf8
    return line + "\",\"count\":\(event.count)}".utf8
  }
}
