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
  /// With a slash at its end, or empty.
  let baseURL: String
  let paths: Paths

  package init(_ dump: Dump, _ measures: Measures, _ settings: Settings, baseURL: String) {
    self.dump = dump
    self.measures = measures
    self.settings = settings
    self.baseURL = baseURL.isEmpty || baseURL.hasSuffix("/") ? baseURL : baseURL + "/"
    let board = Board(dump, exclude: settings.leaderboardExclude)
    self.board = board
    leaderboards = Period.allCases.map {
      board.leaderboard($0, measures.tally, today: measures.scale.today)
    }
    paths = Paths(dump)
  }

  var zone: Zone { dump.zone }
  var today: Day { measures.scale.today }

  /// The word for an account's state: its status where that is not `active`.
  func stateWord(_ user: Int) -> Text? {
    measures.users[user].state == .status ? dump.users[user].status : nil
  }
}
