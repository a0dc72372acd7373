import Civil
import Measure

/// A joining week, and who of it was active in one of the weeks after it.
struct RetentionRow {
  let cohort: Cohort
  /// From 0.
  let week: Int
}

extension Tables {
  /// Who of each joining week came back.
  static let retention = Table<RetentionRow>([
    Column("cohort", .day { $0.cohort.monday }),
    Column("users", .number { $0.cohort.users }),
    Column("week", .number { $0.week }),
    Column("active", .number { $0.cohort.active[$0.week] }),
  ])
}

extension Report {
  /// Joining weeks with anybody in them.
  var cohorts: [Cohort] { measures.tally.cohorts.filter { $0.users > 0 } }

  var retentionRows: [RetentionRow] {
    cohorts.flatMap { cohort in
      cohort.active.indices.map { RetentionRow(cohort: cohort, week: $0) }
    }
  }
}

extension Tables {
  /// The same on the page: a joining week in each row, with a share for each week after it.
  static let cohorts = Table<Cohort>(
    [
      Column(.day { $0.monday }, .init(1, .joinedInWeek, .head)),
      Column(.number { $0.users }, .init(2, .users)),
    ]
      + (0..<Tally.cohortWeeks).map { week in
        Column(.number { $0.percent(in: week) }, .init(3 + week, .number(week), .heat))
      })
}

extension Cohort {
  /// How many of a hundred were active in a week after theirs; nil for one that is not over.
  fileprivate func percent(in week: Int) -> Int? {
    week < active.count ? (active[week] * 200 + users) / (2 * users) : nil
  }
}
