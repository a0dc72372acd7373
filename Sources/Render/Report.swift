import Civil
import Configure
import Ingest
import Measure
import Rank

/// Everything that pages and tables are made of.
package struct Report: Sendable {
  package let dump: Dump
  package let measures: Measures
  package let board: Board
  /// One for each period, in the order of the periods.
  package let leaderboards: [Leaderboard]
  package let settings: Settings
  let baseURL: BaseURL
  let paths: Paths
  /// Users by shown name (ASCII letters of either case alike), then id.
  let usersByName: [Int]
  /// Where each user stands in `usersByName`.
  private let namePlaces: [Int32]
  /// For each period where each user stands in its leaderboard; -1 for nowhere.
  private let places: [[Int32]]

  package init(_ dump: Dump, _ measures: Measures, _ settings: Settings, baseURL: BaseURL) {
    self.dump = dump
    self.measures = measures
    self.settings = settings
    self.baseURL = baseURL
    let board = Board(dump, exclude: settings.leaderboardExclude)
    self.board = board
    leaderboards = Period.allCases.map {
      board.leaderboard($0, measures.tally, today: measures.scale.today)
    }
    paths = Paths(dump)
    usersByName = Report.byName(dump.users, from: board.byName)
    namePlaces = Report.places(of: usersByName, among: dump.users.count)
    places = leaderboards.map {
      Report.places(of: $0.rows.map(\.total.user), among: dump.users.count)
    }
  }

  private static func places(of users: [Int], among count: Int) -> [Int32] {
    var places = [Int32](repeating: -1, count: count)
    for (place, user) in users.enumerated() { places[user] = Int32(place) }
    return places
  }

  /// Whether `left` comes before `right` in `usersByName`.
  func nameOrder(_ left: Int, _ right: Int) -> Bool { namePlaces[left] < namePlaces[right] }

  /// The user's row in the period's leaderboard; nil where he is not ranked.
  func rank(of user: Int, in period: Period) -> Ranked? {
    let place = Int(places[period.rawValue][user])
    return place < 0 ? nil : leaderboards[period.rawValue].rows[place]
  }

  /// Folders of the site, each after the one that it is in.
  package var folders: [String] {
    ["assets", "leaderboard", "search", "users", "workspaces"] + paths.userFolders
  }

  var zone: Zone { dump.zone }
  var today: Day { measures.scale.today }
}

extension Report {
  /// The script that says up to which moment the data goes: the only file beside
  /// the overview that changes with it alone.
  package var momentScript: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append("rollcall.moment(\"")
    var local: [UInt8] = []
    local.append(local: dump.asOf)
    bytes.append(contentsOf: local.map { $0 == 32 ? UInt8(ascii: "T") : $0 })
    bytes.append("Z\");\n")
    return bytes
  }
}
