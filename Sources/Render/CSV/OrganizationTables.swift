import Civil
import Ingest
import Measure
import Rank

extension Report {
  func indexCSV() -> CSVWriter {
    let tally = measures.tally
    let headcount = measures.headcount
    var csv = CSVWriter(header: ["metric", "value"])
    csv.row("organization") { $0.text(dump.organization.name) }
    csv.row("as_of") { $0.time(dump.asOf, zone) }
    csv.row("time_zone") { $0.text(zone.name) }
    let counts: [(StaticString, Int)] = [
      ("users", dump.users.count), ("humans", headcount.humans), ("bots", measures.bots),
      ("accounts_active", headcount.activeAccounts), ("workspaces", dump.workspaces.count),
      ("memberships", dump.memberships.count), ("events", tally.events), ("score", tally.score),
      ("active_today", tally.activeToday), ("active_7d", tally.active7),
      ("active_28d", tally.active28), ("contributing_28d", tally.contributing28),
    ]
    for (name, count) in counts { csv.row(name) { $0.number(count) } }
    csv.row("stickiness") { csv in
      csv.plain { bytes in
        if let share = measures.stickiness { bytes.appendThousandths(share) }
      }
    }
    let last: [(StaticString, Int)] = [
      ("new_28d", headcount.new28), ("dormant", headcount.dormant), ("never", headcount.never),
      ("accounts_used_28d", headcount.used28), ("access_never", headcount.accessNever),
      ("access_dormant", headcount.accessDormant), ("access_closed", headcount.accessClosed),
      ("rejects", dump.rejects),
    ]
    for (name, count) in last { csv.row(name) { $0.number(count) } }
    return csv
  }

  /// The days from the first human event to today; none without any.
  var activeDays: [(day: Day, total: DayTotal)] {
    guard let first = measures.tally.firstEvent, first <= today else { return [] }
    return (first.number...today.number).map { number in
      (Day(number), measures.tally.days[Day(number) - measures.tally.firstDay])
    }
  }

  func activityCSV() -> CSVWriter {
    var csv = CSVWriter(header: [
      "date", "active", "active_7d", "active_28d", "events", "score", "logins", "new_users",
    ])
    for (day, total) in activeDays {
      csv.date(day)
      csv.number(total.active)
      csv.number(total.active7)
      csv.number(total.active28)
      csv.number(total.events)
      csv.number(total.score)
      csv.number(total.logins)
      csv.number(total.newUsers)
      csv.endRow()
    }
    return csv
  }

  /// Weeks, or months.
  func calendarCSV(_ unit: CalendarUnit) -> CSVWriter {
    var csv = CSVWriter(header: [
      "from", "to", "days", "active", "contributing", "events", "score", "logins", "new_users",
    ])
    for total in measures.tally.totals(by: unit) {
      csv.date(total.span.lowerBound)
      csv.date(total.span.upperBound)
      csv.number(total.days)
      csv.number(total.active)
      csv.number(total.contributing)
      csv.number(total.events)
      csv.number(total.score)
      csv.number(total.logins)
      csv.number(total.newUsers)
      csv.endRow()
    }
    return csv
  }

  func hoursCSV() -> CSVWriter {
    var csv = CSVWriter(header: ["weekday", "hour", "events"])
    for (index, events) in measures.tally.hours.enumerated() {
      csv.number(index / 24 + 1)
      csv.number(index % 24)
      csv.number(events)
      csv.endRow()
    }
    return csv
  }

  /// Types that humans have used, the most frequent first.
  func typeNumbers() -> [Int] {
    let totals = measures.tally.types
    return totals.indices.filter { totals[$0].events > 0 }.sorted {
      totals[$0].events != totals[$1].events
        ? totals[$0].events > totals[$1].events : dump.types[$0] < dump.types[$1]
    }
  }

  func typesCSV() -> CSVWriter {
    var csv = CSVWriter(header: ["type", "points", "users", "events_28", "events"])
    for type in typeNumbers() {
      let total = measures.tally.types[type]
      csv.text(dump.types[type])
      csv.number(measures.scale.points[type])
      csv.number(total.users)
      csv.number(total.events28)
      csv.number(total.events)
      csv.endRow()
    }
    return csv
  }

  func retentionCSV() -> CSVWriter {
    var csv = CSVWriter(header: ["cohort", "users", "week", "active"])
    for cohort in measures.tally.cohorts where cohort.users > 0 {
      for (week, active) in cohort.active.enumerated() {
        csv.date(cohort.monday)
        csv.number(cohort.users)
        csv.number(week)
        csv.number(active)
        csv.endRow()
      }
    }
    return csv
  }

  func leaderboardCSV(_ board: Leaderboard) -> CSVWriter {
    var csv = CSVWriter(header: [
      "rank", "change", "user_id", "name", "email", "score", "events", "active_days", "from", "to",
      "time_zone",
    ])
    guard let span = board.span else { return csv }
    for row in board.rows {
      let user = dump.users[row.total.user]
      csv.number(row.rank)
      switch row.change {
      case .by(let ranks): csv.number(ranks)
      case .new: csv.word("NEW")
      case .none: csv.empty()
      }
      csv.text(user.id)
      csv.text(user.shownName)
      csv.text(user.email)
      csv.number(row.total.score)
      csv.number(row.total.events)
      csv.number(row.total.activeDays)
      csv.date(span.lowerBound)
      csv.date(span.upperBound)
      csv.text(zone.name)
      csv.endRow()
    }
    return csv
  }

  func qualityCSV() -> CSVWriter {
    var csv = CSVWriter(header: ["reason", "records", "first_example", "file", "line", "column"])
    for row in dump.quality {
      csv.text(row.reason.name)
      csv.number(row.records)
      csv.text(row.example)
      csv.text(row.place?.file ?? "")
      csv.number(row.place?.line)
      csv.number(row.place?.column)
      csv.endRow()
    }
    return csv
  }
}

extension CSVWriter {
  /// A figure and its name.
  fileprivate mutating func row(_ name: StaticString, _ value: (inout CSVWriter) -> Void) {
    word(name)
    value(&self)
    endRow()
  }
}
