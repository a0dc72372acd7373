import Bytes
import CSimdjson
import Civil

// The records of one worker, as they were read: nothing is known yet of other
// records, of the zone, or of the moment up to which the data goes.

/// Fields that were taken as absent in one record, as bits by `json_field`.
struct FaultyFields: Sendable {
  var wrongType: UInt32 = 0
  var invalidTime: UInt32 = 0

  func addNotes(of kind: RecordKind, at position: Position, to findings: inout Findings) {
    guard wrongType | invalidTime != 0 else { return }
    for field in 0..<UInt8(FIELD_TOTAL.rawValue) {
      if wrongType >> field & 1 == 1 {
        findings.add(.wrongType(kind, field: field), at: position)
      }
      if invalidTime >> field & 1 == 1 {
        findings.add(.invalidTime(kind, field: field), at: position)
      }
    }
  }
}

struct OrganizationRecord: Sendable {
  var position: Position
  var id = Text.empty
  var name = Text.empty
  var description = Text.empty
  var url = Text.empty
  var timeZone = Text.empty
  var exportedAt = TimeText.absent
  var faulty = FaultyFields()
}

struct UserRecord: Sendable {
  var position: Position
  var id: Text
  var name = Text.empty
  var email = Text.empty
  var role = Text.empty
  var title = Text.empty
  var status = Text.empty
  var description = Text.empty
  var accounts: [UserAccount] = []
  var isBot = false
  var createdAt = TimeText.absent
  var lastLoginAt = TimeText.absent
  var faulty = FaultyFields()
}

struct WorkspaceRecord: Sendable {
  var position: Position
  var id: Text
  var name = Text.empty
  var description = Text.empty
  var createdAt = TimeText.absent
  var isArchived = false
  var faulty = FaultyFields()
}

struct MembershipRecord: Sendable {
  var position: Position
  /// Numbers in the worker's own tables of ids.
  var user: UInt32
  var workspace: UInt32
  var role = Text.empty
  var since = TimeText.absent
  var faulty = FaultyFields()
}

/// What `rollcall compact` says of its output: by which hours events were grouped, or how many
/// there are of something that is not in it.
struct CompactedRecord: Sendable {
  /// What `name` says of users on `opt_out`; else it is a note about an export.
  static let leftOut = "users left out"
  /// The `type` of a note with a word taken from the data.
  static let word = "word"

  var position: Position
  /// The name of the zone; absent where `name` is not.
  var zone = Text.empty
  /// Names what was compacted, so that outputs that are alike by chance are no twins; without a zone
  /// and a name one file of it, of which `type` is the digest.
  var id = Text.empty
  var name = Text.empty
  var count = 0
  var type = Text.empty
  var isWord: Bool { type.string == CompactedRecord.word }
  /// Beside a zone `type` has the words of `ReadFiles.File.source`, one for each kind of file that
  /// was compacted; none where all were native.
  var origins: [String] { zone.isEmpty ? [] : type.string.split(separator: " ").map(String.init) }
  var faulty = FaultyFields()
}

/// One event that was read, 16 bytes: a hundred million of them are 1.6 GB.
struct EventRow: Sendable {
  /// The worker's number of the user's id; once settled, the number in `Dump.users`.
  var user: UInt32
  /// Seconds since 1970, or, while `isDate`, the number of a day.
  var time: UInt32
  /// The number of the workspace and type together.
  var pair: UInt32
  var countAndFlags: UInt32

  private static let dateFlag: UInt32 = 1 << 31

  /// 1 to 1,000,000.
  var count: UInt32 { countAndFlags & ~EventRow.dateFlag }
  var isDate: Bool { countAndFlags & EventRow.dateFlag != 0 }

  init(user: UInt32, time: UInt32, pair: UInt32, count: UInt32, isDate: Bool) {
    self.user = user
    self.time = time
    self.pair = pair
    countAndFlags = isDate ? count | EventRow.dateFlag : count
  }
}

/// An event among those of its user, 12 bytes.
package struct UserEvent: Sendable {
  /// Seconds since 1970.
  package let time: UInt32
  /// The number in `Dump.pairs`.
  package let pair: UInt32
  /// 1 to 1,000,000.
  package let count: UInt32

  init(_ row: EventRow) { (time, pair, count) = (row.time, row.pair, row.count) }
}

/// Event rows in blocks that never move, so that growing copies nothing.
final class EventColumn: @unchecked Sendable {
  static let blockRows = 1 << 16
  private(set) var blocks: [UnsafeMutablePointer<EventRow>] = []
  private(set) var count = 0

  deinit { removeAll() }

  func append(_ row: EventRow) {
    let place = count & (EventColumn.blockRows &- 1)
    if place == 0 {
      blocks.append(UnsafeMutablePointer<EventRow>.allocate(capacity: EventColumn.blockRows))
    }
    blocks[blocks.count &- 1][place] = row
    count &+= 1
  }

  subscript(row: Int) -> EventRow {
    blocks[row / EventColumn.blockRows][row & (EventColumn.blockRows - 1)]
  }

  func removeLast(_ number: Int) {
    count -= number
    while (blocks.count - 1) * EventColumn.blockRows >= count, let block = blocks.popLast() {
      block.deallocate()
    }
  }

  /// Calls `body` with each run of rows in `range` that lies together, and the
  /// number of its first row.
  func forEachRun(in range: Range<Int>, _ body: (UnsafeMutableBufferPointer<EventRow>, Int) -> Void)
  {
    var row = range.lowerBound
    while row < range.upperBound {
      let place = row & (EventColumn.blockRows - 1)
      let length = min(EventColumn.blockRows - place, range.upperBound - row)
      let start = blocks[row / EventColumn.blockRows] + place
      body(UnsafeMutableBufferPointer(start: start, count: length), row)
      row += length
    }
  }

  func removeAll() {
    for block in blocks { block.deallocate() }
    blocks = []
    count = 0
  }
}

/// Where an event was active, and what it was: a number for each pair.
///
/// Open addressing as in `Interner`, as a `Dictionary` costs more than all else here.
struct PairTable {
  /// As given; `workspace` is 0 for none, 1 for one of the wrong type, else the
  /// number of the workspace's id plus 2.
  private(set) var pairs: [(workspace: UInt32, type: UInt32)] = []
  /// The pair's number plus one; 0 is an empty slot. A power of two of them.
  private var slots = [UInt32](repeating: 0, count: 256)
  private let hashing: SeededHash

  init(hashing: SeededHash = .ofThisRun) { self.hashing = hashing }

  mutating func number(workspace: UInt32, type: UInt32) -> UInt32 {
    let slot = slot(of: workspace, type)
    if slots[slot] != 0 { return slots[slot] - 1 }
    pairs.append((workspace, type))
    slots[slot] = UInt32(pairs.count)
    if pairs.count * 2 > slots.count { grow() }
    return UInt32(pairs.count - 1)
  }

  /// Where the pair stands, or would.
  private func slot(of workspace: UInt32, _ type: UInt32) -> Int {
    var slot = Int(hashing.hash(UInt64(workspace) << 32 | UInt64(type))) & (slots.count - 1)
    while slots[slot] != 0, pairs[Int(slots[slot]) - 1] != (workspace, type) {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for (number, pair) in pairs.enumerated() {
      slots[slot(of: pair.workspace, pair.type)] = UInt32(number + 1)
    }
  }
}
