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
  /// Whole days from the date of last active to today.
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
  /// For each user of the dump.
  package let users: [UserFigures]
  /// Who was active in which workspace, by workspace, then user.
  package let cells: [WorkspaceCell]
  /// The cells of workspace `w` are `cellStarts[w]..<cellStarts[w + 1]`.
  package let cellStarts: [Int]
  /// Numbers of memberships by workspace, in file order.
  package let membersOfWorkspace: Grouping
  /// Numbers of memberships by user, in file order.
  package let membershipsOfUser: Grouping
  package let humans: Int
  package let activeAccounts: Int
  package let dormant: Int
  package let never: Int
  package let new28: Int

  package var bots: Int { users.count - humans }

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

  package var stickiness: Int? { stickiness(on: scale.today) }

  /// Daily active humans over the 28 days before `day`, as a share of the humans
  /// active in them, in thousandths, rounded half up; nil where there are none.
  package func stickiness(on day: Day) -> Int? {
    guard let active = tally[day - 1]?.active28, active > 0 else { return nil }
    let sum = (1...28).reduce(0) { $0 + (tally[day - $1]?.active ?? 0) }
    let divisor = 28 * active
    return (sum * 2000 + divisor) / (2 * divisor)
  }

  /// Humans created in the 28 days up to and with `day`.
  package func new28(on day: Day) -> Int {
    (0..<28).reduce(0) { $0 + (tally[day - $1]?.newUsers ?? 0) }
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

  package subscript(group: Int) -> ArraySlice<Int> { numbers[starts[group]..<starts[group + 1]] }
}

package enum Measure {
  private static let blockSize = 512

  /// Counts everything in `dump`. The result does not depend on `threads`.
  package static func measure(_ dump: Dump, points: [String: Int], threads: Int) -> Measures {
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
    let results = workers.flatMap(\.results).sorted { $0.block < $1.block }
    let users = results.flatMap(\.users)
    let (cells, starts) = byWorkspace(results.map(\.cells), count: dump.workspaces.count)
    let humans = dump.users.indices.filter { dump.users[$0].isHuman }
    let accounts = humans.filter { dump.users[$0].isActiveAccount }
    return Measures(
      scale: scale, tally: tally, history: history, users: users, cells: cells, cellStarts: starts,
      membersOfWorkspace: Grouping(dump.memberships.map(\.workspace), count: dump.workspaces.count),
      membershipsOfUser: byUser, humans: humans.count, activeAccounts: accounts.count,
      dormant: accounts.count { users[$0].state == .dormant },
      never: accounts.count { users[$0].state == .never },
      new28: humans.count { user in
        guard let created = dump.users[user].createdAt else { return false }
        let day = scale.zone.day(of: created)
        return day >= scale.first28 && day <= scale.today
      })
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
  private(set) var results: [(block: Int, users: [UserFigures], cells: [WorkspaceCell])] = []

  init(_ dump: Dump, _ scale: Scale, _ memberships: Grouping) {
    self.dump = dump
    self.scale = scale
    self.memberships = memberships
    activity = UserActivity(scale, workspaces: dump.workspaces.count)
    tally = Tally(scale, Spans(today: scale.today), workspaces: dump.workspaces.count)
    history = AccountHistory(today: scale.today)
  }

  func measure(_ users: Range<Int>, block: Int) {
    var figures: [UserFigures] = []
    figures.reserveCapacity(users.count)
    var cells: [WorkspaceCell] = []
    for user in users {
      activity.load(dump.events[user], user: user)
      let created = dump.users[user].createdAt.map(scale.zone.day)
      figures.append(self.figures(of: user, created: created))
      cells += activity.workspaces
      history.add(
        activity.days, lastLogin: dump.users[user].lastLoginAt.map(scale.zone.day),
        created: created,
        hasState: dump.users[user].isHuman && dump.users[user].isActiveAccount)
      if dump.users[user].isHuman { tally.add(activity, user: user, created: created) }
    }
    results.append((block, figures, cells))
  }

  private func figures(of user: Int, created: Day?) -> UserFigures {
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
    figures.idleDays = figures.lastActive.map { max(0, scale.today - scale.zone.day(of: $0)) }
    figures.state = state(of: user, figures.idleDays, created: created)
    return figures
  }

  private func state(of user: Int, _ idleDays: Int?, created: Day?) -> AccountState {
    guard dump.users[user].isActiveAccount else { return .status }
    if let idleDays { return AccountState(idleDays: idleDays) }
    guard let created, created >= scale.today - 30, created <= scale.today else { return .never }
    return .new
  }
}
