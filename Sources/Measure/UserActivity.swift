import Bytes
import Civil
import Ingest

/// What one user did on one day.
package struct DayCell: Equatable, Sendable {
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

  package init(_ dump: Dump, points: [String: Int]) {
    zone = dump.zone
    asOf = dump.asOf
    windows = Windows(today: dump.day)
    pairs = dump.pairs
    types = dump.types
    self.points = dump.types.map { points[$0.string] ?? 1 }
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

  package mutating func load(_ rows: UnsafeBufferPointer<EventRow>, user: Int) {
    reset()
    var isSorted = true
    var previous = Int.min
    for row in rows {
      let local = cursor.local(Instant(row.time))
      if local < previous { isSorted = false }
      previous = local
      acts.append(Act(local: local, pair: row.pair, count: row.count))
      noteTime(Instant(row.time), scale.pairs[Int(row.pair)].type)
      addToWorkspace(row, user: user)
    }
    // Days must ascend; the clock's own order also holds when it is set back.
    if !isSorted { acts.sort { $0.local < $1.local } }
    for act in acts { add(act) }
  }

  /// What was done in `workspace`; nil without any event there.
  package func cell(in workspace: Int) -> WorkspaceCell? {
    let place = cellOfWorkspace[workspace]
    return place.stamp == stamp ? workspaces[Int(place.cell)] : nil
  }

  /// Calls `body` with the local clock in seconds, the workspace and type, and the count of
  /// each event, in the order of the local clock.
  package func forEachEvent(_ body: (Int, EventPair, Int) -> Void) {
    for act in acts { body(act.local, scale.pairs[Int(act.pair)], Int(act.count)) }
  }

  private mutating func reset() {
    days.removeAll(keepingCapacity: true)
    workspaces.removeAll(keepingCapacity: true)
    acts.removeAll(keepingCapacity: true)
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

  private mutating func addToWorkspace(_ row: EventRow, user: Int) {
    guard let workspace = scale.pairs[Int(row.pair)].workspace else { return }
    let time = Instant(row.time)
    if cellOfWorkspace[workspace].stamp != stamp {
      cellOfWorkspace[workspace] = (stamp, Int32(workspaces.count), Day(Int.min))
      workspaces.append(WorkspaceCell(workspace: workspace, user: user, lastActive: time))
    }
    let cell = Int(cellOfWorkspace[workspace].cell)
    if time > workspaces[cell].lastActive { workspaces[cell].lastActive = time }
  }

  private mutating func add(_ act: Act) {
    let day = Day(floorDivide(act.local, 86_400))
    let pair = scale.pairs[Int(act.pair)]
    let count = Int(act.count)
    let earned = count * scale.points[pair.type]
    let isRecent = windows.last28.contains(day)
    if days.isEmpty || days[days.count - 1].day != day {
      days.append(DayCell(day: day))
      if isRecent { activeDays28 += 1 }
    }
    let last = days.count - 1
    days[last].events += count
    days[last].score += earned
    if pair.type == scale.login { days[last].logins += count }
    events += count
    score += earned
    if isRecent { events28 += count }
    guard let workspace = pair.workspace else { return }
    let cell = Int(cellOfWorkspace[workspace].cell)
    workspaces[cell].add(count, earned, on: day, isRecent, windows)
    guard isRecent, cellOfWorkspace[workspace].lastDay != day else { return }
    workspaces[cell].activeDays28 += 1
    cellOfWorkspace[workspace].lastDay = day
  }
}

extension WorkspaceCell {
  @inline(__always)
  fileprivate mutating func add(
    _ count: Int, _ earned: Int, on day: Day, _ isRecent: Bool, _ windows: Windows
  ) {
    events += count
    score += earned
    if isRecent {
      events28 += count
      score28 += earned
    }
    guard day >= windows.firstWeek, day <= windows.today else { return }
    weeks |= 1 << UInt64((day - windows.firstWeek) / 7)
    if day >= windows.firstOfMonth {
      scoreMonth += earned
    } else if day >= windows.firstOfLastMonth {
      scoreLastMonth += earned
    }
  }
}
