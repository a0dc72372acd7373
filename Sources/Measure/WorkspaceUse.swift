import Civil
import Ingest

/// What people did in one workspace, week by week, and what each of them earned
/// there in the last 28 days.
package struct WorkspaceUse: Sendable {
  /// The Monday of the first week; the last one is today's.
  package let firstMonday: Day
  package let events: [Int]
  /// Distinct people active in each week.
  package private(set) var people = [Int](repeating: 0, count: Windows.weeks)
  /// Who has a score above 0 in the last 28 days, in the order of users.
  package private(set) var totals: [SpanTotal] = []
  /// The same of last month, scores alone.
  package private(set) var totalsLastMonth: [SpanTotal] = []

  /// Bots count nowhere. Takes time by who has events in it, not by their events.
  package init(_ workspace: Int, _ dump: Dump, _ measures: Measures) {
    firstMonday = measures.scale.windows.firstWeek
    let weeks = measures.tally.workspaces[workspace].weeks
    events = weeks.isEmpty ? people : weeks
    for cell in measures.cells(of: workspace) where dump.users[cell.user].isHuman {
      for week in people.indices where cell.weeks >> UInt64(week) & 1 == 1 { people[week] += 1 }
      if cell.scoreLastMonth > 0 {
        totalsLastMonth.append(SpanTotal(user: cell.user, score: cell.scoreLastMonth))
      }
      guard cell.score28 > 0 else { continue }
      totals.append(
        SpanTotal(
          user: cell.user, score: cell.score28, events: cell.events28,
          activeDays: cell.activeDays28))
    }
  }
}
