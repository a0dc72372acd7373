// Takes a tally, gives leaderboards; never looks at events and never formats.

import Civil
import Ingest
import Measure

/// How a rank compares with the one in the comparison span.
package enum Change: Equatable, Sendable {
  /// By how many ranks somebody rose; negative for a fall.
  case by(Int)
  case new
  /// There is nothing to compare with.
  case none
}

package struct Ranked: Equatable, Sendable {
  /// From 1; equal scores share it, and the next one is skipped.
  package var rank: Int
  package var change: Change
  package var total: SpanTotal
}

/// Why a human with a score, or a bot, is not ranked.
package enum Exclusion: Equatable, Sendable {
  case bot
  case status
  case setting
}

/// The rule by which users are ranked, and who is left out.
package struct Board: Sendable {
  private let exclusions: [Exclusion?]
  /// Users by shown name, then id.
  package let byName: [Int]
  /// Where each user stands in `byName`.
  private let places: [Int32]

  package init(_ dump: Dump, exclude: [String]) {
    byName = Board.byName(dump.users)
    var places = [Int32](repeating: 0, count: dump.users.count)
    for (place, user) in byName.enumerated() { places[user] = Int32(place) }
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

  /// Ranks `period`; nobody where there is no event at all.
  package func leaderboard(_ period: Period, _ tally: Tally, today: Day) -> Leaderboard {
    guard let firstEvent = tally.firstEvent,
      let span = period.span(today: today, firstEvent: firstEvent)
    else { return Leaderboard(period: period, span: nil, comparison: nil, rows: []) }
    let comparison = period.comparison(today: today).flatMap {
      $0.upperBound < firstEvent ? nil : $0
    }
    let before = comparison.map { _ in
      previousRanks(tally.spans[Spans.comparisonNumber(of: period)])
    }
    return Leaderboard(
      period: period, span: span, comparison: comparison,
      rows: ranked(tally.spans[Spans.number(of: period)], before))
  }

  /// Who of `totals` is ranked, in order, compared with ranks of before, where there are any.
  package func ranked(_ totals: [SpanTotal]) -> [Ranked] { ranked(totals, nil) }

  /// - Parameter before: the rank of each user, 0 for none.
  private func ranked(_ totals: [SpanTotal], _ before: [Int32]?) -> [Ranked] {
    let sorted = totals.filter { exclusions[$0.user] == nil }.sorted(by: precedes)
    return zip(sharedRanks(sorted), sorted).map { rank, total in
      guard let before else { return Ranked(rank: rank, change: .none, total: total) }
      let rankBefore = Int(before[total.user])
      let change = rankBefore == 0 ? Change.new : .by(rankBefore - rank)
      return Ranked(rank: rank, change: change, total: total)
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

/// Who leads in one period.
package struct Leaderboard: Sendable {
  package let period: Period
  /// nil without any event of a human.
  package let span: ClosedRange<Day>?
  /// nil where there is nothing to compare with.
  package let comparison: ClosedRange<Day>?
  /// By score, descending; inside a tie by shown name, then id.
  package let rows: [Ranked]
}
