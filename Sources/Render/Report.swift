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
  /// Those that every report has, then complete months, newest first.
  package let leaderboards: [Leaderboard]
  package let orders: Orders
  package let settings: Settings
  let baseURL: BaseURL
  let paths: Paths
  /// For each leaderboard that every report has where each user stands in it; -1 for nowhere.
  private let places: [[Int32]]

  package init(_ dump: Dump, _ measures: Measures, _ settings: Settings, baseURL: BaseURL) {
    self.dump = dump
    self.measures = measures
    self.settings = settings
    self.baseURL = baseURL
    let board = Board(dump, exclude: settings.leaderboardExclude)
    self.board = board
    leaderboards = board.leaderboards(measures.tally, today: measures.scale.today)
    orders = Orders(dump, measures, byName: board.byName)
    paths = Paths(dump)
    places = leaderboards.prefix(Period.always.count).map {
      Report.places(of: $0.rows.map(\.total.user), among: dump.users.count)
    }
  }

  private static func places(of users: [Int], among count: Int) -> [Int32] {
    var places = [Int32](repeating: -1, count: count)
    for (place, user) in users.enumerated() { places[user] = Int32(place) }
    return places
  }

  /// The leaderboard of `period`; of one that the report does not have an empty one.
  func leaderboard(_ period: Period) -> Leaderboard {
    leaderboards.first { $0.period == period }
      ?? Leaderboard(period: period, span: nil, comparison: nil, rows: [])
  }

  /// The complete months that have a leaderboard, newest first.
  var leaderboardMonths: ArraySlice<Leaderboard> { leaderboards.dropFirst(Period.always.count) }

  /// Every period that the report always has, and the user's row in its leaderboard; nil where
  /// he is not ranked.
  func ranks(of user: Int) -> [(period: Period, ranked: Ranked?)] {
    zip(leaderboards, places).map { board, places in
      let place = Int(places[user])
      return (board.period, place < 0 ? nil : board.rows[place])
    }
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
