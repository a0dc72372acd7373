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

/// A row of the page: a joining week, or all of them together.
struct CohortLine {
  /// nil for all.
  let monday: Day?
  let users: Int
  /// For each week after it that is over; empty where so few joined that a share says nothing.
  let percents: [Int]

  var isSmall: Bool { monday != nil && users < CohortLine.fewest }

  fileprivate static let fewest = 3

  fileprivate init(_ cohort: Cohort) {
    monday = cohort.monday
    users = cohort.users
    percents =
      users < CohortLine.fewest
      ? [] : cohort.active.map { CohortLine.percent($0, of: cohort.users) }
  }

  /// The people of all weeks that are as old.
  fileprivate init(averageOf cohorts: [Cohort]) {
    monday = nil
    users = cohorts.reduce(0) { $0 + $1.users }
    percents = (0..<(cohorts.map(\.active.count).max() ?? 0)).map { week in
      let old = cohorts.filter { week < $0.active.count }
      return CohortLine.percent(
        old.reduce(0) { $0 + $1.active[week] }, of: old.reduce(0) { $0 + $1.users })
    }
  }

  private static func percent(_ part: Int, of whole: Int) -> Int {
    (part * 200 + whole) / (2 * whole)
  }
}

extension Report {
  /// The average first.
  var cohortLines: [CohortLine] {
    let cohorts = cohorts
    return cohorts.isEmpty
      ? [] : [CohortLine(averageOf: cohorts)] + cohorts.map { CohortLine($0) }
  }
}

extension Tables {
  /// The same on the page: a joining week in each row, with a share for each week after it.
  static let cohorts = Table<CohortLine>(
    [
      Column(.none, .init(1, .joinedInWeek, .made { $0.head($1, of: $2) })),
      Column(.number { $0.users }, .init(2, .users)),
    ]
      + (0..<Tally.cohortWeeks).map { week in
        Column(
          .number { week < $0.percents.count ? $0.percents[week] : nil },
          .init(3 + week, .week(week), .heat))
      })
}

extension PageFiller {
  fileprivate mutating func head(_ row: Fields.Row, of line: CohortLine) {
    let head = head(row)
    guard let monday = line.monday else {
      return fields.text(head, CellName.text, words[.average])
    }
    day(head, monday)
    if line.isSmall { fields.text(head, CellName.small, words[.tooSmall]) }
  }
}
