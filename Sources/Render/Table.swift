import Measure

/// A table that is one for the whole report; the tables of users' and
/// workspaces' pages are made with those pages.
package enum Table: Hashable, Sendable {
  case users, access, dormant, workspaces, activity, weeks, months, hours, types, retention
  case quality, index, about
  case leaderboard(Period)
  /// The one that `leaderboard/index.html` opens on: this week's.
  case leaderboardIndex
  /// A Markdown page, by its number.
  case markdown(Int)
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

/// A page that is one for the whole report, or one part of a long list.
package enum Page: Hashable, Sendable {
  case index, activity, retention, quality, about, notFound, leaderboardIndex, search
  case users(part: Int)
  case usersByLastActive(part: Int)
  case workspaces(part: Int)
  case access(part: Int)
  case dormant(part: Int)
  case leaderboard(Period, part: Int)
  case markdown(Int)
}
