import Bytes

/// Which records are passed on, beside what was grouped.
struct PassedJudge {
  let kept: Compacted
  let dropped: DroppedUsers

  /// The shortest record that is rejected as invalid JSON, with clear borders.
  static let unreadable = Array("{x}".utf8)

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
  func replacement(_ reason: Reject, isSection: Bool) -> [UInt8]? {
    guard !dropped.isEmpty, Reason.reject(reason).person == nil else { return nil }
    switch reason {
    case .missingField: return Array("{}".utf8)
    case .wrongType: return Array((isSection ? "{}" : "[]").utf8)
    case .unknownKind: return Array(#"{"kind":"?"}"#.utf8)
    default: return PassedJudge.unreadable
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
    let before = (reader.events.count, reader.users.count, reader.others)
    let rejects = reader.findings.rejects.map(\.records)
    var one = chunk.read.chunk
    one.records = [record]
    reader.lastKind = nil
    reader.read(one, window)
    if reader.events.count > before.0 { return fate(ofRow: before.0) }
    // Of somebody who is dropped, and so nowhere.
    guard reader.others > before.2, judge.keeps(one.kind ?? reader.lastKind) else {
      return .leftOut
    }
    if reader.users.count > before.1, let user = reader.users.last {
      return judge.dropped.contains(user.id.memory) ? .leftOut : .passed
    }
    let reason = Reject.allCases.first {
      reader.findings.rejects[$0.rawValue].records > rejects[$0.rawValue]
    }
    guard let reason else { return .passed }
    // What `known` takes are records that stand.
    if judge.kept == .directory { return .leftOut }
    let replacement = judge.replacement(reason, isSection: record.fate == .notAnArray)
    return replacement.map { .replaced($0) } ?? .passed
  }

  private func fate(ofRow row: Int) -> Fate {
    let user = reader.userIDs.texts[Int(reader.events[row].user)]
    let place = chunk.read.rows.lowerBound + row
    guard judge.keeps(.event), chunk.read.rows.contains(place), !chunk.grouped[place],
      !judge.dropped.contains(user.memory)
    else { return .leftOut }
    return .passed
  }
}
