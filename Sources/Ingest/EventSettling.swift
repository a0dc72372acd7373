import Bytes
import Civil
import Dispatch

// Unsafe on purpose: rows are settled and scattered in place; the starts that
// the histogram gives leave exactly the room for the rows that were counted.

/// Settles events: who is known, what a date means, what is too late; then puts
/// the events of each user side by side.
struct EventSettling {
  private let readers: [RecordReader]
  private let zone: Zone
  private let asOfUsers: [User]
  private let userMaps: [[UInt32]]
  private let pairMaps: [[UInt32]]
  private let unknownWorkspacePairs: [Set<UInt32>]
  private let wrongWorkspacePairs: [Set<UInt32>]
  let types: [Text]
  let pairs: [EventPair]

  init(readers: [RecordReader], roster: Roster, zone: Zone) {
    self.readers = readers
    self.zone = zone
    asOfUsers = roster.users
    userMaps = readers.map(roster.userMap)
    var merging = PairMerging()
    pairMaps = readers.map { merging.add($0, roster.workspaceMap(of: $0)) }
    unknownWorkspacePairs = merging.unknownWorkspacePairs
    wrongWorkspacePairs = merging.wrongWorkspacePairs
    types = merging.types.texts
    pairs = merging.pairs
  }

  /// The newest time of an accepted event or login that is not later than `now`.
  func newest(upTo now: Instant) -> Instant? {
    var newest = asOfUsers.compactMap(\.lastLoginAt).filter { $0 <= now }.max()
    for (number, reader) in readers.enumerated() {
      reader.events.forEachRun(in: 0..<reader.events.count) { rows, _ in
        for row in rows where userMaps[number][Int(row.user)] < Roster.droppedUser {
          if let time = time(of: row), time <= now { newest = max(newest ?? time, time) }
        }
      }
    }
    return newest
  }

  /// The accepted events by user; rejects and notes go to `findings`.
  func settle(
    asOf: Instant, locate: RecordLocator, _ findings: inout Findings
  ) -> EventsByUser {
    let workers = settled(asOf: asOf, countsNoted: true)
    for worker in workers { worker.add(to: &findings, locate) }
    return group(workers)
  }

  /// The rows of all readers, settled where they are.
  ///
  /// - Parameter countsNoted: whether rows count that something is noted about.
  func settled(asOf: Instant, countsNoted: Bool) -> [SettlingWorker] {
    let workers = readers.indices.map { number in
      SettlingWorker(
        reader: readers[number], zone: zone, asOf: asOf, users: asOfUsers.count,
        userMap: userMaps[number], pairMap: pairMaps[number],
        unknownWorkspace: unknownWorkspacePairs[number],
        wrongWorkspace: wrongWorkspacePairs[number], countsNoted: countsNoted)
    }
    DispatchQueue.concurrentPerform(iterations: workers.count) { workers[$0].settle() }
    return workers
  }

  private func time(of row: EventRow) -> Instant? {
    row.isDate ? instant(.date(Day(Int(row.time) - 1)), zone) : Instant(row.time)
  }

  /// Puts the rows that count of each user side by side, and frees the columns.
  func group(_ workers: [SettlingWorker]) -> EventsByUser {
    var starts = [Int](repeating: 0, count: asOfUsers.count + 1)
    var total = 0
    for user in 0..<asOfUsers.count {
      starts[user] = total
      for worker in workers {
        let count = worker.cursors[user]
        worker.cursors[user] = total
        total += count
      }
    }
    starts[asOfUsers.count] = total
    let rows = UnsafeMutableBufferPointer<UserEvent>.allocate(capacity: total)
    let events = EventsByUser(starts: starts, rows: rows)
    DispatchQueue.concurrentPerform(iterations: workers.count) { workers[$0].scatter(into: events) }
    return events
  }
}

/// Brings the readers' numbers for types and pairs together.
private struct PairMerging {
  let types = Interner(arena: Arena())
  private(set) var pairs: [EventPair] = []
  private(set) var unknownWorkspacePairs: [Set<UInt32>] = []
  private(set) var wrongWorkspacePairs: [Set<UInt32>] = []
  private var numbers: [UInt64: UInt32] = [:]

  /// For each of the reader's pairs the number in `pairs`.
  mutating func add(_ reader: RecordReader, _ workspaceMap: [UInt32]) -> [UInt32] {
    var unknown = Set<UInt32>()
    var wrong = Set<UInt32>()
    let typeMap = reader.types.texts.map { types.intern($0) }
    let map = reader.pairs.pairs.enumerated().map { index, pair -> UInt32 in
      var workspace: UInt32?
      if pair.workspace == 1 { wrong.insert(UInt32(index)) }
      if pair.workspace > 1 {
        let known = workspaceMap[Int(pair.workspace) - 2]
        if known == Roster.unknown { unknown.insert(UInt32(index)) } else { workspace = known }
      }
      return number(workspace, typeMap[Int(pair.type)])
    }
    unknownWorkspacePairs.append(unknown)
    wrongWorkspacePairs.append(wrong)
    return map
  }

  private mutating func number(_ workspace: UInt32?, _ type: UInt32) -> UInt32 {
    let key = UInt64(workspace ?? Roster.unknown) << 32 | UInt64(type)
    if let number = numbers[key] { return number }
    numbers[key] = UInt32(pairs.count)
    pairs.append(EventPair(workspace: workspace.map(Int.init), type: Int(type)))
    return UInt32(pairs.count - 1)
  }
}
