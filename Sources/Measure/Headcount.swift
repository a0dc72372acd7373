import Civil
import Ingest

/// How many humans there are of each kind, and how many memberships of theirs are unused.
///
/// A sum, as `Tally`: people may be added in any order and merged later.
package struct Headcount: Equatable, Sendable {
  package var humans = 0
  /// Humans created in the last 28 days.
  package var new28 = 0
  /// Humans in each state, in the order of the states.
  package var states = [Int](repeating: 0, count: AccountState.allCases.count)
  /// Humans whose status is `active`; what follows is about these accounts.
  package var activeAccounts = 0
  /// Last active in the last 28 days.
  package var used28 = 0
  package var dormant = 0
  package var never = 0
  /// Memberships in state `never` and `dormant`.
  package var accessNever = 0
  package var accessDormant = 0
  /// Memberships of humans whose status is not `active`.
  package var accessClosed = 0

  package init() {}

  /// Adds one human, with the days of creation and of last active.
  mutating func add(
    _ user: User, _ figures: UserFigures, created: Day?, lastActive: Day?,
    memberships: ArraySlice<Standing>, last28: ClosedRange<Day>
  ) {
    humans += 1
    states[figures.state.rawValue] += 1
    if let created, last28.contains(created) { new28 += 1 }
    guard user.isActiveAccount else {
      accessClosed += memberships.count
      return
    }
    activeAccounts += 1
    if let lastActive, last28.contains(lastActive) { used28 += 1 }
    if figures.state == .dormant { dormant += 1 }
    if figures.state == .never { never += 1 }
    for membership in memberships {
      if membership.state == .never { accessNever += 1 }
      if membership.state == .dormant { accessDormant += 1 }
    }
  }

  mutating func merge(_ other: Headcount) {
    humans += other.humans
    new28 += other.new28
    for state in states.indices { states[state] += other.states[state] }
    activeAccounts += other.activeAccounts
    used28 += other.used28
    dormant += other.dormant
    never += other.never
    accessNever += other.accessNever
    accessDormant += other.accessDormant
    accessClosed += other.accessClosed
  }
}
