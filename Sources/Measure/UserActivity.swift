import Bytes
import Civil
import Ingest

/// What one user did on one day.
package struct DayCell: Equatable, BitwiseCopyable, Sendable {
  package var day: Day
  package var events = 0
  package var score = 0
  package var logins = 0
}

/// What one user did in one workspace.
package struct WorkspaceCell: Equatable, Sendable {
  package var workspace: Int
  package var user: Int
  package var lastActive: Instant
  package var activeDays28 = 0
  package var events28 = 0
  package var score28 = 0
  /// In the 28 days before the last ones.
  package var events28Before = 0
  package var events = 0
  package var score = 0
  /// In the periods `month` and `last-month`.
  package var scoreMonth = 0
  package var scoreLastMonth = 0
  /// A bit for each of the last 53 weeks with events, the lowest for the first.
  var weeks: UInt64 = 0
}

/// What events are worth and where they lie in time: the same for all users.
package struct Scale: Sendable {
  /// The first day that a dump can have: 1970-01-01 in UTC begins on it in the west.
  package static let firstDay = Day(-1)

  package let zone: Zone
  package let asOf: Instant
  package let windows: Windows
  /// For each pair of the dump.
  package let pairs: [EventPair]
  /// For each type of the dump.
  package let points: [Int]
  /// The number of the type `login`.
  package let login: Int?
  let types: [Text]

  /// - Parameter points: by the bytes of a type; other types are worth 1.
  package init(_ dump: Dump, points: [[UInt8]: Int]) {
    zone = dump.zone
    asOf = dump.asOf
    windows = Windows(today: dump.day)
    pairs = dump.pairs
    types = dump.types
    self.points = dump.types.map { points[Array($0.bytes)] ?? 1 }
    login = dump.types.firstIndex { $0.equals("login") }
  }

  package var today: Day { windows.today }
}

/// One user's events, gathered by day and by workspace.
///
/// A value to be loaded again and again: it keeps its memory. Nothing of it is
/// stored for all users at once, as it is quicker made than kept.
package struct UserActivity {
  private struct Act {
    /// The local clock, in seconds.
    var local: Int
    var pair: UInt32
    var count: UInt32
  }

  /// Days with events, ascending.
  package private(set) var days: [DayCell] = []
  /// Workspaces with events, in the order in which they were first used.
  package private(set) var workspaces: [WorkspaceCell] = []
  package private(set) var events = 0
  package private(set) var score = 0
  package private(set) var events28 = 0
  package private(set) var activeDays28 = 0
  /// The newest `login` event.
  package private(set) var lastLoginEvent: Instant?
  /// The newest event of a type other than `login`, and the smallest such type.
  package private(set) var lastOther: (at: Instant, type: Int)?

  private var acts: [Act] = []
  /// For each of `days` where its acts end.
  private var ends: [Int] = []
  private var cursor: ZoneCursor
  private let scale: Scale
  private let windows: Windows
  /// For each workspace where its cell is and which of its days came last, valid where `stamp` is
  /// this load's.
  private var cellOfWorkspace: [(stamp: Int32, cell: Int32, lastDay: Day)]
  private var stamp: Int32 = 0

  package init(_ scale: Scale, workspaces: Int) {
    self.scale = scale
    windows = scale.windows
    cursor = ZoneCursor(scale.zone)
    cellOfWorkspace = Array(repeating: (0, 0, Day(Int.min)), count: workspaces)
  }

  package mutating func load(_ rows: UnsafeBufferPointer<UserEvent>, user: Int) {
    reset()
    var isSorted = true
    var previous = Int.min
    for row in rows {
      let time = Instant(row.time)
      let local = cursor.local(time)
      if local < previous { isSorted = false }
      previous = local
      acts.append(Act(local: local, pair: row.pair, count: row.count))
      let pair = scale.pairs[Int(row.pair)]
      noteTime(time, pair.type)
      if let workspace = pair.workspace { note(time, in: workspace, user: user) }
    }
    // Days must ascend; the clock's own order also holds when it is set back.
    if !isSorted { acts.sort { $0.local < $1.local } }
    addDays()
  }

  /// What was done in `workspace`; nil without any event there.
  package func cell(in workspace: Int) -> WorkspaceCell? {
    let place = cellOfWorkspace[workspace]
    return place.stamp == stamp ? workspaces[Int(place.cell)] : nil
  }

  /// Calls `body` with the day, the second of the local clock in it, the workspace and type, and
  /// the count of each event, in the order of the local clock.
  func forEachEvent(_ body: (Windows.Place, Int, EventPair, Int) -> Void) {
    var next = 0
    for (day, end) in zip(days, ends) {
      let place = windows.place(of: day.day)
      let midnight = place.day.number * 86_400
      while next < end {
        let act = acts[next]
        body(place, act.local - midnight, scale.pairs[Int(act.pair)], Int(act.count))
        next += 1
      }
    }
  }

  private mutating func reset() {
    days.removeAll(keepingCapacity: true)
    workspaces.removeAll(keepingCapacity: true)
    acts.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    (events, score, events28, activeDays28) = (0, 0, 0, 0)
    lastLoginEvent = nil
    lastOther = nil
    stamp += 1
  }

  private mutating func noteTime(_ time: Instant, _ type: Int) {
    if type == scale.login {
      if time > lastLoginEvent ?? -1 { lastLoginEvent = time }
    } else if let last = lastOther, last.at >= time {
      if last.at == time, type != last.type, scale.types[type] < scale.types[last.type] {
        lastOther = (time, type)
      }
    } else {
      lastOther = (time, type)
    }
  }

  private mutating func note(_ time: Instant, in workspace: Int, user: Int) {
    if cellOfWorkspace[workspace].stamp != stamp {
      cellOfWorkspace[workspace] = (stamp, Int32(workspaces.count), Day(Int.min))
      workspaces.append(WorkspaceCell(workspace: workspace, user: user, lastActive: time))
    }
    let cell = Int(cellOfWorkspace[workspace].cell)
    if time > workspaces[cell].lastActive { workspaces[cell].lastActive = time }
  }

  /// Goes through the sorted acts day by day: what a day is in is found once for all of them.
  private mutating func addDays() {
    var next = 0
    while next < acts.count {
      let place = windows.place(of: Day(floorDivide(acts[next].local, 86_400)))
      let end = (place.day.number + 1) * 86_400
      var total = DayCell(day: place.day)
      while next < acts.count, acts[next].local < end {
        add(acts[next], on: place, to: &total)
        next += 1
      }
      ends.append(next)
      add(total, isRecent: place.isRecent)
    }
  }

  private mutating func add(_ act: Act, on place: Windows.Place, to total: inout DayCell) {
    let pair = scale.pairs[Int(act.pair)]
    let count = Int(act.count)
    let earned = count * scale.points[pair.type]
    total.events += count
    total.score += earned
    if pair.type == scale.login { total.logins += count }
    guard let workspace = pair.workspace else { return }
    let cell = Int(cellOfWorkspace[workspace].cell)
    workspaces[cell].add(count, earned, on: place)
    guard place.isRecent, cellOfWorkspace[workspace].lastDay != place.day else { return }
    workspaces[cell].activeDays28 += 1
    cellOfWorkspace[workspace].lastDay = place.day
  }

  private mutating func add(_ total: DayCell, isRecent: Bool) {
    days.append(total)
    events += total.events
    score += total.score
    guard isRecent else { return }
    events28 += total.events
    activeDays28 += 1
  }
}

extension WorkspaceCell {
  @inline(__always)
  fileprivate mutating func add(_ count: Int, _ earned: Int, on place: Windows.Place) {
    events += count
    score += earned
    if place.isRecent {
      events28 += count
      score28 += earned
    } else if place.isBefore {
      events28Before += count
    }
    if let week = place.week { weeks |= 1 << UInt64(week) }
    switch place.month {
    case .this: scoreMonth += earned
    case .last: scoreLastMonth += earned
    case .other: break
    }
  }
}
