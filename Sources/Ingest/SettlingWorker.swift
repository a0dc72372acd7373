import Bytes
import CSimdjson
import Civil

// Unsafe on purpose: see EventSettling.

/// Settles the event rows of one reader, in their order.
final class SettlingWorker: @unchecked Sendable {
  private let reader: RecordReader
  private let zone: Zone
  private let asOf: Instant
  private let userMap: [UInt32]
  private let pairMap: [UInt32]
  private let unknownWorkspace: [Bool]
  private let wrongWorkspace: [Bool]
  private let countsNoted: Bool
  /// First how many events each user has here, then where the next one goes.
  let cursors: UnsafeMutablePointer<Int>
  private var rejects: [Reject: RowFinding] = [:]
  private var notes: [Note: RowFinding] = [:]
  private var rejected = RejectedRecords()
  /// The run of rows of one source that the last rejected row is in.
  private var run = 0

  private struct RowFinding {
    var records = 0
    var firstRow: Int

    mutating func add() { records += 1 }
  }

  init(
    reader: RecordReader, zone: Zone, asOf: Instant, users: Int, userMap: [UInt32],
    pairMap: [UInt32], unknownWorkspace: Set<UInt32>, wrongWorkspace: Set<UInt32>,
    countsNoted: Bool
  ) {
    self.reader = reader
    self.zone = zone
    self.asOf = asOf
    self.userMap = userMap
    self.pairMap = pairMap
    self.unknownWorkspace = pairMap.indices.map { unknownWorkspace.contains(UInt32($0)) }
    self.wrongWorkspace = pairMap.indices.map { wrongWorkspace.contains(UInt32($0)) }
    self.countsNoted = countsNoted
    cursors = .allocate(capacity: max(users, 1))
    cursors.initialize(repeating: 0, count: max(users, 1))
  }

  deinit { cursors.deallocate() }

  /// Gives each row its user's final number, or `Roster.unknown` where it does
  /// not count, and its final time and pair; counts the rows of each user.
  func settle() {
    let isNoted = unknownWorkspace.contains(true) || wrongWorkspace.contains(true)
    reader.events.forEachRun(in: 0..<reader.events.count) { rows, first in
      for index in rows.indices {
        let user = settle(&rows[index], first + index)
        rows[index].user = user
        guard user != Roster.unknown else { continue }
        let pair = Int(rows[index].pair)
        if isNoted, note(pair, first + index), !countsNoted {
          rows[index].user = Roster.unknown
          continue
        }
        cursors[Int(user)] &+= 1
        rows[index].pair = pairMap[pair]
      }
    }
  }

  private func settle(_ row: inout EventRow, _ number: Int) -> UInt32 {
    let user = userMap[Int(row.user)]
    if user == Roster.droppedUser { return Roster.unknown }
    if row.isDate {
      guard let time = instant(.date(Day(Int(row.time) - 1)), zone) else {
        return reject(.invalidTime, number)
      }
      row = EventRow(
        user: row.user, time: UInt32(time), pair: row.pair, count: row.count, isDate: false)
    }
    if user == Roster.unknown { return reject(.unknownUser, number) }
    if Int(row.time) > asOf { return reject(.futureEvent, number) }
    return user
  }

  private func reject(_ reason: Reject, _ row: Int) -> UInt32 {
    rejects[reason, default: RowFinding(firstRow: row)].add()
    count(rejected: row)
    return Roster.unknown
  }

  /// Rows come in their order.
  private func count(rejected row: Int) {
    guard reader.converted.isEmpty else {
      while !reader.converted[run].rows.contains(row) { run += 1 }
      let (source, rows, offsets) = reader.converted[run]
      rejected.firstExport = 0
      return rejected.add(
        Position(source: source, offset: Int(offsets[row - rows.lowerBound])))
    }
    while !reader.chunks[run].rows.contains(row) { run += 1 }
    rejected.add(Position(source: reader.chunks[run].chunk.source, offset: 0))
  }

  /// Whether there is something to note about the row.
  private func note(_ pair: Int, _ row: Int) -> Bool {
    if unknownWorkspace[pair] {
      notes[.unknownWorkspaceOfEvent, default: RowFinding(firstRow: row)].add()
    }
    if wrongWorkspace[pair] {
      let note = Note.wrongType(.event, field: UInt8(FIELD_WORKSPACE_ID.rawValue))
      notes[note, default: RowFinding(firstRow: row)].add()
    }
    return unknownWorkspace[pair] || wrongWorkspace[pair]
  }

  func add(to findings: inout Findings, _ locate: RecordLocator) {
    for (reason, found) in rejects { findings.merge(reason, finding(found, locate)) }
    for (note, found) in notes { findings.merge(note, finding(found, locate)) }
    findings.rejected.merge(rejected)
  }

  private func finding(_ found: RowFinding, _ locate: RecordLocator) -> Finding {
    Finding(
      records: found.records, first: locate.position(ofRow: found.firstRow, in: reader))
  }

  /// Puts the rows that count where the cursors say, and frees the column.
  func scatter(into events: EventsByUser) {
    let target = events.rows
    reader.events.forEachRun(in: 0..<reader.events.count) { rows, _ in
      for row in rows where row.user != Roster.unknown {
        let user = Int(row.user)
        target[cursors[user]] = UserEvent(row)
        cursors[user] &+= 1
      }
    }
    reader.events.removeAll()
  }
}
