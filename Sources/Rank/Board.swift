// Takes a tally, gives leaderboards; never looks at events and never formats.

import Civil
import Ingest
import Measure

/// Why a human with a score, or a bot, is not ranked.
package enum Exclusion: Equatable, Sendable {
  case bot
  case status
  case setting
}

/// The rule by which users are ranked, and who is left out.
package struct Board: Sendable {
  private let exclusions: [Exclusion?]
  /// Where each user stands by shown name, then id.
  private let places: [Int32]

  package init(_ dump: Dump, exclude: [String]) {
    var places = [Int32](repeating: 0, count: dump.users.count)
    for (place, user) in Board.byName(dump.users).enumerated() { places[user] = Int32(place) }
    self.places = places
    let ids = Set(exclude.map { Array($0.utf8) })
    exclusions = dump.users.map { user in
      if user.isBot { return .bot }
      if !user.isActiveAccount { return .status }
      return !ids.isEmpty && ids.contains(Array(user.id.bytes)) ? .setting : nil
    }
  }

  package func exclusion(of user: Int) -> Exclusion? { exclusions[user] }

  /// Names are compared once for all periods, most of them by their first bytes.
  private static func byName(_ users: [User]) -> [Int] {
    let keys = users.enumerated().map { (prefix: $1.shownName.prefix, user: $0) }
    let order = keys.sorted { left, right in
      if left.prefix != right.prefix { return left.prefix < right.prefix }
      let (a, b) = (users[left.user], users[right.user])
      return a.shownName != b.shownName ? a.shownName < b.shownName : a.id < b.id
    }
    return order.map(\.user)
  }

  /// The leaderboards of all periods: those that every report has, then complete months,
  /// newest first, where there is any event of a human.
  package func leaderboards(_ tally: Tally, today: Day) -> [Leaderboard] {
    guard let firstEvent = tally.firstEvent else {
      return Period.inEveryReport.map {
        Leaderboard(period: $0, span: nil, comparison: nil, rows: [])
      }
    }
    let periods = Period.inEveryReport + Period.calendarMonths(today: today, firstEvent: firstEvent)
    var boards: [Leaderboard] = []
    // The oldest month first, as each is what the next one is compared with.
    for period in periods.reversed() {
      let span = period.span(today: today, firstEvent: firstEvent)
      let comparison = period.comparison(today: today).flatMap {
        $0.upperBound < firstEvent ? nil : $0
      }
      // The last month is one of the months, too.
      let same = boards.first { $0.span == span && $0.comparison == comparison }
      let rows =
        same?.rows ?? ranked(tally.totals(in: period), before(period, comparison, boards, tally))
      boards.append(
        Leaderboard(period: period, span: span, comparison: comparison, rows: rows))
    }
    return boards.reversed()
  }

  /// The rank of each user in what `period` is compared with, 0 for none.
  private func before(
    _ period: Period, _ comparison: ClosedRange<Day>?, _ boards: [Leaderboard], _ tally: Tally
  ) -> [Int32]? {
    guard let comparison else { return nil }
    guard let board = boards.first(where: { $0.span == comparison }) else {
      return previousRanks(tally.totals(before: period))
    }
    var ranks = [Int32](repeating: 0, count: places.count)
    for row in board.rows { ranks[row.total.user] = Int32(row.rank) }
    return ranks
  }

  /// Who of `totals` is ranked, in order, compared with ranks of before, where there are any.
  package func ranked(_ totals: [SpanTotal]) -> [Ranked] { ranked(totals, nil) }

  /// - Parameter before: the rank of each user, 0 for none.
  private func ranked(_ totals: [SpanTotal], _ before: [Int32]?) -> [Ranked] {
    let sorted = totals.filter { exclusions[$0.user] == nil }.sorted(by: precedes)
    return zip(sharedRanks(sorted), sorted).map { rank, total in
      Ranked(total, rank: rank, before: before?[total.user])
    }
  }

  /// By score, descending; inside a tie by shown name, then id.
  private func precedes(_ left: SpanTotal, _ right: SpanTotal) -> Bool {
    left.score != right.score ? left.score > right.score : places[left.user] < places[right.user]
  }

  private func previousRanks(_ totals: [SpanTotal]) -> [Int32] {
    let sorted = totals.filter { exclusions[$0.user] == nil }.sorted { $0.score > $1.score }
    var ranks = [Int32](repeating: 0, count: places.count)
    for (rank, total) in zip(sharedRanks(sorted), sorted) { ranks[total.user] = Int32(rank) }
    return ranks
  }
}

/// The ranks of totals that are sorted by score: 1, 2, 2, 4.
func sharedRanks(_ totals: [SpanTotal]) -> [Int] {
  var ranks: [Int] = []
  ranks.reserveCapacity(totals.count)
  for index in totals.indices {
    let isTie = index > 0 && totals[index].score == totals[index - 1].score
    ranks.append(isTie ? ranks[index - 1] : index + 1)
  }
  return ranks
}
