import Civil
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
  package let total: SpanTotal
  // Small on purpose: there are as many of these as people, in each period.
  private let sharedRank: Int32
  private let before: Int32

  /// - Parameter before: the rank before, 0 for none; nil where there is nothing to compare with.
  init(_ total: SpanTotal, rank: Int, before: Int32?) {
    self.total = total
    sharedRank = Int32(rank)
    self.before = before ?? -1
  }

  /// From 1; equal scores share it, and the next one is skipped.
  package var rank: Int { Int(sharedRank) }

  /// The rank in what the period is compared with; nil where there is none.
  package var rankBefore: Int? { before > 0 ? Int(before) : nil }

  package var change: Change {
    before < 0 ? .none : before == 0 ? .new : .by(Int(before) - rank)
  }
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

  package init(
    period: Period, span: ClosedRange<Day>?, comparison: ClosedRange<Day>?, rows: [Ranked]
  ) {
    self.period = period
    self.span = span
    self.comparison = comparison
    self.rows = rows
  }
}
