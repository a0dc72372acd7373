import Measure

/// A table that is one for the whole report; the tables of users' and
/// workspaces' pages are made with those pages.
package enum Table: Hashable, Sendable {
  case index, activity, hours, types, retention, users, workspaces, access, dormant, quality
  case leaderboard(Period)

  package static let all: [Table] =
    [.users, .access, .dormant, .workspaces, .activity, .hours, .types, .retention, .quality, .index]
    + Period.allCases.map(Table.leaderboard)

  /// Its path in the report, without ending.
  package var path: String {
    switch self {
    case .leaderboard(let period): "leaderboard/\(period.name)"
    default: String(describing: self)
    }
  }
}

/// How big a table's CSV is, for the link to it.
package struct TableSize: Sendable {
  package var bytes: Int
  package var rows: Int
}
