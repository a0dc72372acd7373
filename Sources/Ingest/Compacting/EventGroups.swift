import Bytes
import Civil
import Convert
import Dispatch

// Unsafe on purpose: workers fill lists of their own, each the one of its number.

/// Groups of events as lines of NDJSON: by user, then by hour, type and workspace.
///
/// O(n log n) in the events of one user; holds the lines of a few users at a time.
struct EventGroups {
  private static let blockSize = 256
  /// What `build` takes for the count of one event.
  static let mostOfOne = 1_000_000

  private let users: Int
  private let threads: Int
  private let writer: GroupWriter
  /// The writer's texts live here.
  private let arenas: [Arena]
  private var nextUser = 0
  private var ready: [[UInt8]]

  init(
    _ events: EventsByUser, _ frame: Settling.Frame, arenas: [Arena], threads: Int,
    header: [UInt8]
  ) {
    self.arenas = arenas
    self.threads = max(1, threads)
    users = frame.roster.users.count
    writer = GroupWriter(events, frame)
    ready = header.isEmpty ? [] : [header]
  }

  /// The next lines; nil at the end.
  mutating func next() -> [UInt8]? {
    if ready.isEmpty { fill() }
    return ready.popLast()
  }

  /// The lines of as many blocks of users as there are threads, the last one first.
  private mutating func fill() {
    let blocks = stride(from: nextUser, to: users, by: EventGroups.blockSize).prefix(threads).map {
      $0..<min($0 + EventGroups.blockSize, users)
    }
    guard let last = blocks.last else { return }
    nextUser = last.upperBound
    var lines = [[UInt8]](repeating: [], count: blocks.count)
    lines.withUnsafeMutableBufferPointer { [writer] lines in
      nonisolated(unsafe) let lines = lines
      DispatchQueue.concurrentPerform(iterations: blocks.count) { number in
        lines[number] = writer.lines(of: blocks[number])
      }
    }
    ready = lines.reversed()
  }
}

/// Groups the events of a user, and prints them.
private struct GroupWriter: Sendable {
  private struct Act {
    /// The local hour from 1970 on, above the place of the pair.
    var key: UInt64
    var time: UInt32
    var count: UInt32
  }

  private let events: EventsByUser
  private let users: [User]
  private let zone: Zone
  /// For each pair its place by type, then workspace; so that the order is the dump's own.
  private let places: [UInt32]
  /// By place: what stands in a line between the user's id and the time.
  private let middles: [[UInt8]]

  init(_ events: EventsByUser, _ frame: Settling.Frame) {
    self.events = events
    users = frame.roster.users
    zone = frame.zone
    let (pairs, types) = (frame.events.pairs, frame.events.types)
    let order = pairs.indices.sorted { left, right in
      let (left, right) = (pairs[left], pairs[right])
      if left.type != right.type { return types[left.type] < types[right.type] }
      return left.workspace ?? -1 < right.workspace ?? -1
    }
    var places = [UInt32](repeating: 0, count: pairs.count)
    for (place, pair) in order.enumerated() { places[pair] = UInt32(place) }
    self.places = places
    middles = order.map { pair in
      var bytes: [UInt8] = []
      if let workspace = pairs[pair].workspace {
        bytes += Array(#","workspace_id":"#.utf8)
        NativeLines.quote(frame.roster.workspaces[workspace].id.bytes, into: &bytes)
      }
      bytes += Array(#","type":"#.utf8)
      NativeLines.quote(types[pairs[pair].type].bytes, into: &bytes)
      return bytes + Array(#","at":"#.utf8)
    }
  }

  func lines(of block: Range<Int>) -> [UInt8] {
    var lines: [UInt8] = []
    var acts: [Act] = []
    var cursor = ZoneCursor(zone)
    for user in block {
      acts.removeAll(keepingCapacity: true)
      for row in events[user] {
        let hour = floorDivide(cursor.local(Instant(row.time)), 3600)
        // From -24 on: west of Greenwich 1970 begins on a day before.
        let key = UInt64(hour + 24) << 32 | UInt64(places[Int(row.pair)])
        acts.append(Act(key: key, time: row.time, count: row.count))
      }
      acts.sort { $0.key < $1.key }
      print(acts, of: user, into: &lines)
    }
    return lines
  }

  private func print(_ acts: [Act], of user: Int, into lines: inout [UInt8]) {
    guard var group = acts.first else { return }
    var start = Array(#"{"kind":"event","user_id":"#.utf8)
    NativeLines.quote(users[user].id.bytes, into: &start)
    var sum = Int(group.count)
    for act in acts.dropFirst() {
      if act.key == group.key {
        sum += Int(act.count)
        group.time = max(group.time, act.time)
      } else {
        print(group, sum, start, into: &lines)
        group = act
        sum = Int(act.count)
      }
    }
    print(group, sum, start, into: &lines)
  }

  /// As many lines as the sum takes.
  private func print(_ group: Act, _ sum: Int, _ start: [UInt8], into lines: inout [UInt8]) {
    var rest = sum
    while rest > 0 {
      let count = min(rest, EventGroups.mostOfOne)
      rest -= count
      lines += start
      lines += middles[Int(group.key & 0xFFFF_FFFF)]
      // The number 0 would be no time.
      if group.time == 0 {
        lines += Array(#""1970-01-01T00:00:00Z""#.utf8)
      } else {
        lines.add(decimal: Int(group.time))
      }
      if count > 1 {
        lines += Array(#","count":"#.utf8)
        lines.add(decimal: count)
      }
      lines += [UInt8(ascii: "}"), 10]
    }
  }
}

extension [UInt8] {
  /// `number`, 0 or more.
  fileprivate mutating func add(decimal number: Int) {
    var scale = 1
    while number / scale >= 10 { scale *= 10 }
    while scale > 0 {
      append(UInt8(truncatingIfNeeded: number / scale % 10) + UInt8(ascii: "0"))
      scale /= 10
    }
  }
}
