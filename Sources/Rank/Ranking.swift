import Civil
import Ingest
import Measure

/// Where a user stands in one period.
package struct UserRank: Sendable {
  package let period: Period
  /// The user's row in the leaderboard; nil where the user is not ranked.
  package let ranked: Ranked?
}

/// Who stands where: every board and every order of one dump. A class, as copying all that it holds
/// for each user's page costs more than looking the ranks up.
package final class Ranking: Sendable {
  package let board: Board
  package let orders: Orders
  /// Those that every report has, then complete months, newest first.
  package let leaderboards: [Leaderboard]
  private let dump: Dump
  private let measures: Measures
  /// For each leaderboard that every report has where each user stands in it; -1 for nowhere.
  private let places: [[Int32]]

  /// - Parameter exclude: ids of users who are never ranked.
  package init(_ dump: Dump, _ measures: Measures, exclude: [String]) {
    self.dump = dump
    self.measures = measures
    let board = Board(dump, exclude: exclude)
    self.board = board
    orders = Orders(dump, measures)
    leaderboards = board.leaderboards(measures.tally, today: measures.scale.today)
    places = leaderboards.prefix(Period.inEveryReport.count).map { leaderboard in
      var places = [Int32](repeating: -1, count: dump.users.count)
      for (place, row) in leaderboard.rows.enumerated() { places[row.total.user] = Int32(place) }
      return places
    }
  }

  /// The leaderboard of `period`; of one that the report does not have an empty one.
  package func leaderboard(_ period: Period) -> Leaderboard {
    leaderboards.first { $0.period == period }
      ?? Leaderboard(period: period, span: nil, comparison: nil, rows: [])
  }

  /// The complete months that have a leaderboard, newest first.
  package var months: [Period] { leaderboards.dropFirst(Period.inEveryReport.count).map(\.period) }

  /// Where the user stands in every period that the report always has.
  package func ranks(of user: Int) -> [UserRank] {
    zip(leaderboards, places).map { board, places in
      let place = Int(places[user])
      return UserRank(period: board.period, ranked: place < 0 ? nil : board.rows[place])
    }
  }

  /// Whether the user is ranked in any of them.
  package func isRanked(_ user: Int) -> Bool { places.contains { $0[user] >= 0 } }

  /// Who would be ranked in `period` but for an exclusion, by name.
  package func excluded(in period: Period) -> [(user: Int, why: Exclusion)] {
    let humans = measures.tally.totals(in: period).map(\.user)
    let bots = dump.users.indices.filter { dump.users[$0].isBot && measures.users[$0].events > 0 }
    return (humans + bots)
      .compactMap { user in board.exclusion(of: user).map { (user: user, why: $0) } }
      .sorted { orders.byName($0.user, $1.user) }
  }
}
