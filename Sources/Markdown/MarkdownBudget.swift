/// How much the Markdown of one dump may cost as a whole, so that even 10,000
/// hostile texts add at most a minute to a run.
///
/// Add every text, in any order or to several budgets that are merged later,
/// then render each with the one `ceiling`. The dearest texts are shown as
/// plain text, not the last ones: an honest text never loses to hostile ones
/// around it unless it costs as much as they do.
package struct MarkdownBudget: Equatable, Sendable {
  /// The sum of the costs from `2^i` up to `2^(i+1)`, at `i`.
  private var sums = [Int](repeating: 0, count: 64)

  /// Nanoseconds: half the minute, for machines half as fast.
  static let total = 30_000_000_000

  package init() {}

  package mutating func add(_ text: Span<UInt8>) {
    let count = MarkdownCount(text)
    guard count.isWithinBounds, count.cost > 0 else { return }
    sums[Self.bucket(of: count.cost)] += count.cost
  }

  package mutating func merge(_ other: MarkdownBudget) {
    for bucket in sums.indices { sums[bucket] += other.sums[bucket] }
  }

  /// The highest cost that a text may have to be rendered. All texts up to it
  /// stay within the total together.
  package var ceiling: Int {
    var spent = 0
    for (bucket, sum) in sums.enumerated() {
      spent += sum
      if spent > Self.total { return (1 << bucket) - 1 }
    }
    return .max
  }

  private static func bucket(of cost: Int) -> Int {
    Int.bitWidth - 1 - cost.leadingZeroBitCount
  }
}
