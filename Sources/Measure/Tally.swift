import Civil
import Ingest

/// Everything counted from one dump's humans, before anything is ranked.
///
/// A tally is a sum: users may be added in any order, or to several tallies that
/// are merged later, and the result is the same but for the order in `spans`.
package struct Tally: Sendable {
  /// Days from `firstDay` on, up to today.
  package private(set) var days: [DayTotal]
  package let firstDay = Scale.firstDay
  package private(set) var weeks: Attendance
  package private(set) var months: Attendance
  package private(set) var types: [TypeTotal]
  package private(set) var workspaces: [WorkspaceTotal]
  /// `[weekday - 1][hour]` in one row of 168: events in the last `Windows.long` days.
  package private(set) var hours = [Int](repeating: 0, count: 168)
  package private(set) var cohorts: [Cohort]
  /// The complete weeks before this one whose people are followed: half a year.
  package static let cohortWeeks = 26
  /// For each span of `Spans.all`, the humans with a score in it.
  private var spans: [[SpanTotal]]
  package private(set) var firstEvent: Day?
  package private(set) var activeToday = 0
  package private(set) var active7 = 0
  package private(set) var active28 = 0
  package private(set) var contributing28 = 0
  package private(set) var events = 0
  package private(set) var score = 0

  private let windows: Windows
  private let firstCohort: Day
  private let spanDays: [ClosedRange<Day>]
  private let points: [Int]
  private let login: Int?
  /// For each type the last user added who used it.
  private var lastUserOfType: [Int]

  package init(_ scale: Scale, _ spans: Spans, workspaces: Int) {
    windows = scale.windows
    let today = scale.today
    firstCohort = today.monday - Tally.cohortWeeks * 7
    spanDays = spans.all
    points = scale.points
    login = scale.login
    days = Array(repeating: DayTotal(), count: max(0, today - firstDay + 1))
    weeks = Attendance(.week, today: today)
    months = Attendance(.month, today: today)
    types = Array(repeating: TypeTotal(), count: scale.points.count)
    lastUserOfType = Array(repeating: -1, count: scale.points.count)
    self.workspaces = Array(repeating: WorkspaceTotal(), count: workspaces)
    let monday = today.monday
    cohorts = (0..<Tally.cohortWeeks).map { index in
      Cohort(
        monday: monday - (Tally.cohortWeeks - index) * 7,
        active: Array(repeating: 0, count: Tally.cohortWeeks - index))
    }
    self.spans = Array(repeating: [], count: spans.all.count)
  }

  var today: Day { windows.today }

  /// Adds one human; `created` is the day of `created_at`.
  package mutating func add(_ activity: UserActivity, user: Int, created: Day?) {
    events += activity.events
    score += activity.score
    let cohort = created.flatMap(cohortNumber)
    if let created, let index = dayIndex(created) { days[index].newUsers += 1 }
    if let cohort { cohorts[cohort].users += 1 }
    addDays(activity.days)
    weeks.add(activity.days)
    months.add(activity.days)
    addReturns(activity.days, cohort)
    addSpans(activity.days, user)
    addEvents(activity, user)
    for cell in activity.workspaces {
      workspaces[cell.workspace].add(cell)
    }
  }

  package mutating func merge(_ other: Tally) {
    for index in days.indices { days[index].merge(other.days[index]) }
    weeks.merge(other.weeks)
    months.merge(other.months)
    for index in types.indices { types[index].merge(other.types[index]) }
    for index in workspaces.indices { workspaces[index].merge(other.workspaces[index]) }
    for index in hours.indices { hours[index] += other.hours[index] }
    for index in cohorts.indices {
      cohorts[index].users += other.cohorts[index].users
      for week in cohorts[index].active.indices {
        cohorts[index].active[week] += other.cohorts[index].active[week]
      }
    }
    for index in spans.indices { spans[index] += other.spans[index] }
    firstEvent = [firstEvent, other.firstEvent].compactMap { $0 }.min()
    activeToday += other.activeToday
    active7 += other.active7
    active28 += other.active28
    contributing28 += other.contributing28
    events += other.events
    score += other.score
  }

  /// Turns steps into counts, once all users are in: until then `active7`,
  /// `active28` and `contributing28` of a day hold by how much the count changes on it.
  package mutating func finish() {
    for index in days.indices.dropFirst() {
      days[index].active7 += days[index - 1].active7
      days[index].active28 += days[index - 1].active28
      days[index].contributing28 += days[index - 1].contributing28
    }
  }

  /// What happened on `day`; nil after today, and before 1970.
  package subscript(day: Day) -> DayTotal? { dayIndex(day).map { days[$0] } }

  /// The humans with a score in `period`, in no order.
  package func totals(in period: Period) -> [SpanTotal] {
    totals(period.span(today: today, firstEvent: Scale.firstDay))
  }

  /// The humans with a score in what `period` is compared with, in no order.
  package func totals(before period: Period) -> [SpanTotal] {
    totals(period.comparison(today: today))
  }

  private func totals(_ span: ClosedRange<Day>?) -> [SpanTotal] {
    spanDays.firstIndex { $0 == span }.map { spans[$0] } ?? []
  }

  private func dayIndex(_ day: Day) -> Int? {
    let index = day - firstDay
    return days.indices.contains(index) ? index : nil
  }

  private func cohortNumber(_ created: Day) -> Int? {
    let number = floorDivide(created.monday - firstCohort, 7)
    return cohorts.indices.contains(number) ? number : nil
  }

  private mutating func addDays(_ cells: [DayCell]) {
    var end7 = Int.min
    var end28 = Int.min
    var endContributing = Int.min
    var seen = (today: false, seven: false, twentyEight: false, contributing: false)
    for cell in cells {
      guard let index = dayIndex(cell.day) else { continue }
      firstEvent = min(firstEvent ?? cell.day, cell.day)
      days[index].active += 1
      days[index].events += cell.events
      days[index].score += cell.score
      days[index].logins += cell.logins
      // Windows that overlap are one: it opens here and closes after the last.
      if index >= end7 {
        close(\.active7, end7)
        days[index].active7 += 1
      }
      if index >= end28 {
        close(\.active28, end28)
        days[index].active28 += 1
      }
      if cell.score > 0 {
        if index >= endContributing {
          close(\.contributing28, endContributing)
          days[index].contributing28 += 1
        }
        endContributing = index + Windows.long
      }
      end7 = index + Windows.short
      end28 = index + Windows.long
      let age = today - cell.day
      seen.today = seen.today || age == 0
      seen.seven = seen.seven || age < Windows.short
      seen.twentyEight = seen.twentyEight || age < Windows.long
      seen.contributing = seen.contributing || (age < Windows.long && cell.score > 0)
    }
    close(\.active7, end7)
    close(\.active28, end28)
    close(\.contributing28, endContributing)
    activeToday += seen.today ? 1 : 0
    active7 += seen.seven ? 1 : 0
    active28 += seen.twentyEight ? 1 : 0
    contributing28 += seen.contributing ? 1 : 0
  }

  private mutating func close(_ count: WritableKeyPath<DayTotal, Int>, _ end: Int) {
    if days.indices.contains(end) { days[end][keyPath: count] -= 1 }
  }

  private mutating func addReturns(_ cells: [DayCell], _ cohort: Int?) {
    guard let cohort else { return }
    var lastWeek = -1
    for cell in cells {
      let week = floorDivide(cell.day - cohorts[cohort].monday, 7)
      guard week >= 0, week != lastWeek, week < cohorts[cohort].active.count else { continue }
      lastWeek = week
      cohorts[cohort].active[week] += 1
    }
  }

  private mutating func addSpans(_ cells: [DayCell], _ user: Int) {
    guard let oldest = cells.first?.day, let newest = cells.last?.day else { return }
    for (number, span) in spanDays.enumerated()
    where span.lowerBound <= newest && span.upperBound >= oldest {
      var total = SpanTotal(user: user)
      for cell in cells[firstIndex(in: cells, from: span.lowerBound)...] {
        guard cell.day <= span.upperBound else { break }
        total.score += cell.score
        total.events += cell.events
        total.activeDays += 1
      }
      if total.score > 0 { spans[number].append(total) }
    }
  }

  /// Where the first cell on `day` or later is. O(log cells).
  private func firstIndex(in cells: [DayCell], from day: Day) -> Int {
    var low = 0
    var high = cells.count
    while low < high {
      let middle = (low + high) / 2
      if cells[middle].day < day { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private mutating func addEvents(_ activity: UserActivity, _ user: Int) {
    activity.forEachEvent { place, second, pair, count in
      let type = pair.type
      types[type].events += count
      if lastUserOfType[type] != user {
        lastUserOfType[type] = user
        types[type].users += 1
      }
      guard let week = place.week else { return }
      if let workspace = pair.workspace { workspaces[workspace].add(count, toWeek: week) }
      guard place.isRecent else { return }
      types[type].events28 += count
      hours[(place.day.weekday - 1) * 24 + second / 3600] += count
    }
  }
}
