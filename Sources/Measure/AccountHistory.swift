import Civil

/// How many accounts there were at the end of each of the last days, and how
/// many of them stood dormant or never active then.
///
/// A dump says how accounts are, not how they were; so this is what it can tell
/// of the past: an account exists from its creation or its first activity on,
/// whichever is earlier (always, where it has neither), and its status was what it
/// is now. The last day is today, with the figures of `Measures`.
///
/// A sum, as `Tally`: accounts may be added in any order and merged later.
package struct AccountHistory: Equatable, Sendable {
  /// In days; twice the longest window, so that it can be compared with the one before.
  package static let length = 2 * Windows.long

  /// Oldest day first. Until `finish`, by how much the count changes on the day.
  package private(set) var users = [Int](repeating: 0, count: length)
  package private(set) var dormant = [Int](repeating: 0, count: length)
  package private(set) var never = [Int](repeating: 0, count: length)
  private let today: Day
  private let firstDay: Day

  package init(today: Day) {
    self.today = today
    firstDay = today - (AccountHistory.length - 1)
  }

  /// Adds an account: its days with events, ascending, the day of its last login,
  /// and that of its creation. `hasState`: whether it can be dormant at all.
  package mutating func add(
    _ days: [DayCell], lastLogin: Day?, created: Day?, hasState: Bool
  ) {
    // What is created later than today is as good as undated.
    let created = created.flatMap { $0 <= today ? $0 : nil }
    let firstActive = [days.first?.day, lastLogin].compactMap { $0 }.min()
    let start = [created, firstActive].compactMap { $0 }.min()
    add(\.users, from: start ?? firstDay, upTo: nil)
    guard hasState else { return }
    addDormant(days, lastLogin)
    if let created {
      add(\.never, from: created + AccountState.newDays.count, upTo: firstActive)
    } else if firstActive == nil {
      add(\.never, from: firstDay, upTo: nil)
    }
  }

  package mutating func merge(_ other: AccountHistory) {
    for index in users.indices {
      users[index] += other.users[index]
      dormant[index] += other.dormant[index]
      never[index] += other.never[index]
    }
  }

  /// Turns changes into counts, once all accounts are in.
  package mutating func finish() {
    for index in users.indices.dropFirst() {
      users[index] += users[index - 1]
      dormant[index] += dormant[index - 1]
      never[index] += never[index - 1]
    }
  }

  /// From the day on which each activity is long enough ago up to the next one, the newest first.
  private mutating func addDormant(_ days: [DayCell], _ lastLogin: Day?) {
    var rest = days[...]
    var login = lastLogin
    var next: Day?
    // No array for the larger of the two: this is done for each day of everybody.
    while let day = latest(rest.last?.day, login) {
      // `removeLast` would copy the rest.
      if rest.last?.day == day { rest = rest.dropLast() }
      if login == day { login = nil }
      add(\.dormant, from: day + AccountState.dormantDays.lowerBound, upTo: next)
      guard day > firstDay else { return }
      next = day
    }
  }

  private func latest(_ one: Day?, _ other: Day?) -> Day? {
    guard let one, let other else { return one ?? other }
    return max(one, other)
  }

  /// Counts one from the first of the days on, before `end`.
  private mutating func add(
    _ counts: WritableKeyPath<AccountHistory, [Int]>, from start: Day, upTo end: Day?
  ) {
    let first = max(0, start - firstDay)
    let last = end.map { $0 - firstDay } ?? AccountHistory.length
    guard first < AccountHistory.length, first < last else { return }
    self[keyPath: counts][first] += 1
    if last < AccountHistory.length { self[keyPath: counts][last] -= 1 }
  }
}
