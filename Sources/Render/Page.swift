import Configure
import Measure

/// A page that is one for the whole report, or one part of a long list; users' and workspaces' pages
/// are none of these.
package enum Page: Hashable, Sendable {
  case overview, activity, retention, quality, about, aboutYou, notFound, search
  /// Opens on this week's leaderboard.
  case leaderboardIndex
  case users(UserOrder, part: Int)
  case workspaces(part: Int)
  case access(part: Int)
  case dormant(part: Int)
  case leaderboard(Period, part: Int)
  /// A page of the publisher's, by its name.
  case publisher(String)

  package enum UserOrder: Hashable, Sendable { case byName, byLastActive }

  /// Those that every report has, and no second part of.
  static let single: [Page] = [
    .overview, .activity, .retention, .quality, .about, .aboutYou, .notFound, .leaderboardIndex,
    .search,
  ]

  /// The first parts of the lists that every report has.
  static let lists: [Page] = [
    .users(.byName, part: 0), .users(.byLastActive, part: 0), .workspaces(part: 0),
    .access(part: 0), .dormant(part: 0),
  ]

  /// Without ending, from the root of the report.
  package var path: String {
    switch self {
    case .notFound: "404"
    case .search: "search"
    case .users(.byLastActive, let part): Page.path("users-by-last-active", part: part)
    case .users(.byName, let part), .workspaces(let part), .access(let part), .dormant(let part),
      .leaderboard(_, let part):
      Page.path(table?.path ?? "", part: part)
    default: table?.path ?? ""
    }
  }

  /// The path of part `part` of the list at `path`; the first is 0.
  static func path(_ path: String, part: Int) -> String {
    part == 0 ? path : "\(path).\(part + 1)"
  }

  /// The table whose CSV lies beside the page.
  var table: ReportTable? {
    switch self {
    case .overview: .figures
    case .activity: .activity
    case .retention: .retention
    case .quality: .quality
    case .about: .about
    case .aboutYou: .aboutYou
    case .users: .users
    case .workspaces: .workspaces
    case .access: .access
    case .dormant: .dormant
    case .leaderboardIndex: .leaderboardIndex
    case .leaderboard(let period, _): .leaderboard(period)
    case .publisher(let name): .publisher(name)
    case .notFound, .search: nil
    }
  }
}

// MARK: The menu

extension Page {
  /// What the menu leads to; below it come the publisher's pages.
  static let menu: [(page: Page, label: Phrase)] = [
    (.overview, .overview), (.activity, .activity), (.retention, .retention),
    (.users(.byName, part: 0), .users), (.workspaces(part: 0), .workspaces),
    (.leaderboardIndex, .leaderboard), (.access(part: 0), .access),
    (.dormant(part: 0), .dormant), (.quality, .quality), (.about, .about),
  ]

  /// The entry of the menu that the page is under.
  var menuEntry: Page? {
    switch self {
    case .notFound, .search, .aboutYou: nil
    case .users: .users(.byName, part: 0)
    case .workspaces: .workspaces(part: 0)
    case .access: .access(part: 0)
    case .dormant: .dormant(part: 0)
    case .leaderboard: .leaderboardIndex
    default: self
    }
  }

  /// With ending, from the root of the report.
  var address: String { path + ".html" }
}

extension Page {
  /// Whether a page of the publisher's may have this name: small letters, digits and `-`, so that it
  /// is safe on every system, and nothing that the report itself has.
  package static func isFree(_ name: String) -> Bool {
    let isPlain = name.utf8.allSatisfy {
      (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-")
    }
    // What Windows takes for a device.
    let taken = ["con", "prn", "aux", "nul"] + Report.folders
    let own = (single + lists).map(\.path) + ReportTable.fixed.map(\.path)
    return isPlain && (1...64).contains(name.utf8.count) && !(taken + own).contains(name)
  }
}
