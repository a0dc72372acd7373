import Civil
import Ingest

/// What people did in one workspace, week by week, and what each of them earned
/// there in the last 28 days. Made when its page is: quicker made than kept.
package struct WorkspaceUse: Sendable {
  package static let weeks = 53

  /// The Monday of the first week; the last one is today's.
  package let firstMonday: Day
  package private(set) var events = [Int](repeating: 0, count: weeks)
  /// Distinct people active in each week.
  package private(set) var people = [Int](repeating: 0, count: weeks)
  /// Who has a score above 0 in the last 28 days, in the order of users.
  package private(set) var totals: [SpanTotal] = []

  /// `users` are all with events in `workspace`; bots among them count nowhere.
  package init(_ workspace: Int, users: some Sequence<Int>, _ dump: Dump, _ scale: Scale) {
    firstMonday = scale.today.monday - (WorkspaceUse.weeks - 1) * 7
    var cursor = ZoneCursor(scale.zone)
    for user in users where dump.users[user].isHuman {
      var total = SpanTotal(user: user)
      // One bit for a week, and one for a day: events come in no order.
      var weeks = 0
      var days = 0
      for row in dump.events[user] {
        let pair = scale.pairs[Int(row.pair)]
        guard pair.workspace == workspace else { continue }
        let day = Day(floorDivide(cursor.local(Instant(row.time)), 86_400))
        guard day >= firstMonday, day <= scale.today else { continue }
        let week = (day - firstMonday) / 7
        events[week] += Int(row.count)
        weeks |= 1 << week
        guard day >= scale.first28 else { continue }
        total.events += Int(row.count)
        total.score += Int(row.count) * scale.points[pair.type]
        days |= 1 << (scale.today - day)
      }
      total.activeDays = days.nonzeroBitCount
      if total.score > 0 { totals.append(total) }
      for week in people.indices where weeks >> week & 1 == 1 { people[week] += 1 }
    }
  }
}
