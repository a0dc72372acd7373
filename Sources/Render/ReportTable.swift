import Measure

/// A table that is one for the whole report; those of users' and workspaces' pages are made with
/// the pages.
package enum ReportTable: Hashable, Sendable {
  case users, access, dormant, workspaces, activity, weeks, months, hours, types, retention
  case quality, sources, figures, about, aboutYou
  case leaderboard(Period)
  /// The one that the leaderboards' index opens on: this week's.
  case leaderboardIndex
  /// Of a page of the publisher's, by its name.
  case publisher(String)

  /// Those that every report has; long ones first, so that no worker is left alone with one at the
  /// end.
  static let fixed: [ReportTable] = [
    .users, .access, .dormant, .workspaces, .activity, .weeks, .months, .hours, .types, .retention,
    .quality, .sources, .figures, .about, .aboutYou, .leaderboardIndex,
  ]

  /// Without ending, from the root of the report.
  package var path: String {
    switch self {
    case .users: "users"
    case .access: "access"
    case .dormant: "dormant"
    case .workspaces: "workspaces"
    case .activity: "activity"
    case .weeks: "weeks"
    case .months: "months"
    case .hours: "hours"
    case .types: "types"
    case .retention: "retention"
    case .quality: "quality"
    case .sources: "sources"
    case .figures: "index"
    case .about: "about"
    case .aboutYou: "about-you"
    case .leaderboard(let period): "leaderboard/" + period.name
    case .leaderboardIndex: "leaderboard/index"
    case .publisher(let name): name
    }
  }
}

/// How big a table's CSV is, for the link to it.
package struct TableSize: Sendable {
  package var bytes: Int
  package var rows: Int

  init(_ csv: borrowing CSVWriter) {
    bytes = csv.bytes.count
    rows = csv.rows
  }
}

/// A link to a table's CSV.
struct Download: Sendable {
  /// Without ending, from the root of the report.
  let path: String
  let size: TableSize
}

/// Links to the tables of a report.
struct Downloads: Sendable {
  let sizes: [ReportTable: TableSize]

  subscript(table: ReportTable?) -> Download? {
    guard let table else { return nil }
    return sizes[table].map { Download(path: table.path, size: $0) }
  }
}
