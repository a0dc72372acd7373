import Civil

/// What all humans did on one day.
package struct DayTotal: Equatable, Sendable {
  package var active = 0
  package var active7 = 0
  package var active28 = 0
  package var contributing28 = 0
  package var events = 0
  package var score = 0
  package var logins = 0
  package var newUsers = 0
}

package struct TypeTotal: Equatable, Sendable {
  package var users = 0
  package var events28 = 0
  package var events = 0
}

/// What humans did in one workspace, members or not, whatever their status.
package struct WorkspaceTotal: Equatable, Sendable {
  package var active28 = 0
  package var events28 = 0
  /// The same of the 28 days before.
  package var active28Before = 0
  package var events28Before = 0
  package var events = 0
  package var score = 0
  package var lastActive: Instant?
  /// Events in each of the last weeks, the oldest first; empty where there are none.
  package var weeks: [Int] = []
}

/// What one human did in one span of days.
package struct SpanTotal: Equatable, Sendable {
  package var score = 0
  package var events = 0
  // Small on purpose: there are as many of these as people, in each span.
  private let number: Int32
  private var days: Int32

  package init(user: Int, score: Int = 0, events: Int = 0, activeDays: Int = 0) {
    number = Int32(user)
    self.score = score
    self.events = events
    days = Int32(activeDays)
  }

  package var user: Int { Int(number) }

  package var activeDays: Int {
    get { Int(days) }
    set { days = Int32(newValue) }
  }
}

/// A joining week, and who of it came back.
package struct Cohort: Equatable, Sendable {
  package var monday: Day
  package var users = 0
  /// For each whole week after it, from 0 to the last complete one.
  package var active: [Int]
}

extension DayTotal {
  mutating func merge(_ other: DayTotal) {
    active += other.active
    active7 += other.active7
    active28 += other.active28
    contributing28 += other.contributing28
    events += other.events
    score += other.score
    logins += other.logins
    newUsers += other.newUsers
  }
}

extension TypeTotal {
  mutating func merge(_ other: TypeTotal) {
    users += other.users
    events28 += other.events28
    events += other.events
  }
}

extension WorkspaceTotal {
  mutating func add(_ cell: WorkspaceCell) {
    active28 += cell.activeDays28 > 0 ? 1 : 0
    events28 += cell.events28
    active28Before += cell.events28Before > 0 ? 1 : 0
    events28Before += cell.events28Before
    events += cell.events
    score += cell.score
    lastActive = max(lastActive ?? cell.lastActive, cell.lastActive)
  }

  mutating func add(_ count: Int, toWeek week: Int) {
    if weeks.isEmpty { weeks = Array(repeating: 0, count: Windows.weeks) }
    weeks[week] += count
  }

  mutating func merge(_ other: WorkspaceTotal) {
    active28 += other.active28
    events28 += other.events28
    active28Before += other.active28Before
    events28Before += other.events28Before
    events += other.events
    score += other.score
    lastActive = [lastActive, other.lastActive].compactMap { $0 }.max()
    for (week, count) in other.weeks.enumerated() where count > 0 { add(count, toWeek: week) }
  }
}
