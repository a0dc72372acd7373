import Civil
import Dispatch
import Ingest
import Synchronization

/// One account in figures.
package struct UserFigures: Sendable {
  package var events = 0
  package var score = 0
  package var events28 = 0
  package var activeDays28 = 0
  package var lastLogin: Instant?
  package var lastActive: Instant?
  /// The type that `lastActive` came from; nil for a login.
  package var lastActiveType: Int?
  package var state = AccountState.never
  /// As `Standing` has them.
  package var idleDays: Int?
  /// Distinct accepted memberships.
  package var workspaces = 0

  package init() {}
}

/// All figures of a dump.
package struct Measures: Sendable {
  package let scale: Scale
  package let tally: Tally
  package let history: AccountHistory
  package let headcount: Headcount
  /// For each user of the dump.
  package let users: [UserFigures]
  /// For each membership of the dump how it is used, by its user's events in its workspace alone.
  package let memberships: [Standing]
  /// Who was active in which workspace, by workspace, then user.
  package let cells: [WorkspaceCell]
  /// The cells of workspace `w` are `cellStarts[w]..<cellStarts[w + 1]`.
  package let cellStarts: [Int]
  /// Numbers of memberships by workspace, in file order.
  package let membersOfWorkspace: Grouping
  /// Numbers of memberships by user, in file order.
  package let membershipsOfUser: Grouping

  package var bots: Int { users.count - headcount.humans }

  /// What was done in `workspace`, in the order of users.
  package func cells(of workspace: Int) -> ArraySlice<WorkspaceCell> {
    cells[cellStarts[workspace]..<cellStarts[workspace + 1]]
  }

  /// What `user` did in `workspace`; nil without any event there.
  package func cell(user: Int, workspace: Int) -> WorkspaceCell? {
    var low = cellStarts[workspace]
    var high = cellStarts[workspace + 1]
    while low < high {
      let middle = (low + high) / 2
      if cells[middle].user < user { low = middle + 1 } else { high = middle }
    }
    return low < cellStarts[workspace + 1] && cells[low].user == user ? cells[low] : nil
  }

  /// How anybody stands in a workspace without being its member.
  package func standing(of cell: WorkspaceCell) -> Standing {
    Standing(lastActive: scale.zone.day(of: cell.lastActive), begun: nil, today: scale.today)
  }

  package var stickiness: Int? { stickiness(on: scale.today) }

  /// Daily active humans over the 28 days before `day`, as a share of the humans
  /// active in them, in parts of `whole`, rounded half up; nil where there are none.
  package func stickiness(on day: Day, of whole: Int = 1000) -> Int? {
    guard let active = tally[day - 1]?.active28, active > 0 else { return nil }
    let sum = (1...Windows.long).reduce(0) { $0 + (tally[day - $1]?.active ?? 0) }
    let divisor = Windows.long * active
    return (sum * 2 * whole + divisor) / (2 * divisor)
  }

  /// Humans created in the 28 days up to and with `day`.
  package func new28(on day: Day) -> Int {
    (0..<Windows.long).reduce(0) { $0 + (tally[day - $1]?.newUsers ?? 0) }
  }
}

/// Numbers sorted into groups, in their order.
package struct Grouping: Sendable {
  private let starts: [Int]
  private let numbers: [Int]

  /// `groups` gives the group of each number from 0 on.
  init(_ groups: [Int], count: Int) {
    var starts = [Int](repeating: 0, count: count + 1)
    for group in groups { starts[group + 1] += 1 }
    for index in 0..<count { starts[index + 1] += starts[index] }
    var next = starts
    var numbers = [Int](repeating: 0, count: groups.count)
    for (number, group) in groups.enumerated() {
      numbers[next[group]] = number
      next[group] += 1
    }
    self.starts = starts
    self.numbers = numbers
  }

  /// `lists` joined have a value for each number, group by group; the values by number.
  func ungrouped(_ lists: [[Standing]]) -> [Standing] {
    var values = [Standing](repeating: Standing(), count: numbers.count)
    for (number, value) in zip(numbers, lists.joined()) { values[number] = value }
    return values
  }

  package subscript(group: Int) -> ArraySlice<Int> { numbers[starts[group]..<starts[group + 1]] }
}

package enum Measure {
  private static let blockSize = 512

  /// Counts everything in `dump`. The result does not depend on `threads`.
  package static func measure(_ dump: Dump, points: [[UInt8]: Int], threads: Int) -> Measures {
    let scale = Scale(dump, points: points)
    let byUser = Grouping(dump.memberships.map(\.user), count: dump.users.count)
    let blocks = (dump.users.count + blockSize - 1) / blockSize
    let nextBlock = Atomic(0)
    let workers = (0..<max(1, threads)).map { _ in MeasuringWorker(dump, scale, byUser) }
    DispatchQueue.concurrentPerform(iterations: workers.count) { number in
      while true {
        let block = nextBlock.wrappingAdd(1, ordering: .relaxed).oldValue
        guard block < blocks else { return }
        let first = block * blockSize
        workers[number].measure(first..<min(first + blockSize, dump.users.count), block: block)
      }
    }
    return gather(workers, dump, scale, byUser)
  }

  private static func gather(
    _ workers: [MeasuringWorker], _ dump: Dump, _ scale: Scale, _ byUser: Grouping
  ) -> Measures {
    var tally = workers[0].tally
    for worker in workers.dropFirst() { tally.merge(worker.tally) }
    tally.finish()
    var history = workers[0].history
    for worker in workers.dropFirst() { history.merge(worker.history) }
    history.finish()
    var headcount = Headcount()
    for worker in workers { headcount.merge(worker.headcount) }
    let results = workers.flatMap(\.results).sorted { $0.block < $1.block }
    let (cells, starts) = byWorkspace(results.map(\.cells), count: dump.workspaces.count)
    return Measures(
      scale: scale, tally: tally, history: history, headcount: headcount,
      users: results.flatMap(\.users), memberships: byUser.ungrouped(results.map(\.standings)),
      cells: cells, cellStarts: starts,
      membersOfWorkspace: Grouping(dump.memberships.map(\.workspace), count: dump.workspaces.count),
      membershipsOfUser: byUser)
  }

  /// Sorts cells, which come by user, by workspace; users stay in order.
  private static func byWorkspace(
    _ lists: [[WorkspaceCell]], count: Int
  ) -> (cells: [WorkspaceCell], starts: [Int]) {
    var starts = [Int](repeating: 0, count: count + 1)
    for list in lists { for cell in list { starts[cell.workspace + 1] += 1 } }
    for index in 0..<count { starts[index + 1] += starts[index] }
    var next = starts
    let cells = [WorkspaceCell](unsafeUninitializedCapacity: starts[count]) { buffer, filled in
      for list in lists {
        for cell in list {
          (buffer.baseAddress.map { $0 + next[cell.workspace] })?.initialize(to: cell)
          next[cell.workspace] += 1
        }
      }
      filled = starts[count]
    }
    return (cells, starts)
  }
}

/// Measures the users of some blocks, one after the other.
private final class MeasuringWorker: @unchecked Sendable {
  private let dump: Dump
  private let scale: Scale
  private let memberships: Grouping
  private var activity: UserActivity
  private(set) var tally: Tally
  private(set) var history: AccountHistory
  private(set) var headcount = Headcount()
  private(set) var results: [Result] = []

  /// Of one block of users, in their order; standings are those of their memberships.
  struct Result {
    let block: Int
    var users: [UserFigures] = []
    var cells: [WorkspaceCell] = []
    var standings: [Standing] = []
  }

  init(_ dump: Dump, _ scale: Scale, _ memberships: Grouping) {
    self.dump = dump
    self.scale = scale
    self.memberships = memberships
    activity = UserActivity(scale, workspaces: dump.workspaces.count)
    tally = Tally(scale, Spans(today: scale.today), workspaces: dump.workspaces.count)
    history = AccountHistory(today: scale.today)
  }

  func measure(_ users: Range<Int>, block: Int) {
    var result = Result(block: block)
    result.users.reserveCapacity(users.count)
    for user in users {
      activity.load(dump.events[user], user: user)
      add(user, to: &result)
    }
    results.append(result)
  }

  /// Adds what `activity` holds, the events of `user`.
  private func add(_ number: Int, to result: inout Result) {
    let user = dump.users[number]
    let created = user.createdAt.map(scale.zone.day)
    var figures = figures(of: number)
    let lastActive = figures.lastActive.map(scale.zone.day)
    let standing = Standing(lastActive: lastActive, begun: created, today: scale.today)
    figures.idleDays = standing.idleDays
    figures.state = user.isActiveAccount ? standing.state : .status
    let firstStanding = result.standings.count
    for membership in memberships[number] { result.standings.append(self.standing(of: membership)) }
    result.users.append(figures)
    result.cells += activity.workspaces
    history.add(
      activity.days, lastLogin: user.lastLoginAt.map(scale.zone.day), created: created,
      hasState: user.isHuman && user.isActiveAccount)
    guard user.isHuman else { return }
    tally.add(activity, user: number, created: created)
    headcount.add(
      user, figures, created: created, lastActive: lastActive,
      memberships: result.standings[firstStanding...], last28: scale.windows.last28)
  }

  private func figures(of user: Int) -> UserFigures {
    var figures = UserFigures()
    figures.events = activity.events
    figures.score = activity.score
    figures.events28 = activity.events28
    figures.activeDays28 = activity.activeDays28
    figures.workspaces = memberships[user].count
    figures.lastLogin = [dump.users[user].lastLoginAt, activity.lastLoginEvent]
      .compactMap { $0 }.max()
    figures.lastActive = figures.lastLogin
    if let other = activity.lastOther, other.at >= figures.lastLogin ?? Int.min {
      figures.lastActive = other.at
      figures.lastActiveType = other.type
    }
    return figures
  }

  private func standing(of membership: Int) -> Standing {
    let membership = dump.memberships[membership]
    return Standing(
      lastActive: activity.cell(in: membership.workspace).map { scale.zone.day(of: $0.lastActive) },
      begun: membership.since.map(scale.zone.day), today: scale.today)
  }
}
