/// How far a text may go before it is not rendered: whoever writes a dump is a stranger, and a
/// publisher may err.
struct MarkdownBounds: Equatable {
  /// Over it nothing else is looked at.
  let bytes: Int
  /// Nanoseconds, by `MarkdownCount.cost`.
  let cost: Int
  /// How many containers one line may open.
  let containers: Int
  /// How often one of `)([]<_*~`, and a unit of 1 to 8 bytes, may come in a row.
  let run: Int
  let repeats: Int
  /// Of a table: short rows are filled up to the columns of the head, which blows a small text up.
  let columns: Int
  let cells: Int
  /// Bytes of HTML, in all and for each byte of the text.
  let output: Int
  let growth: Int

  /// A tenth of a second; honest texts stay far below.
  static let dump = MarkdownBounds(
    bytes: 16 << 10, cost: 100_000_000, containers: 32, run: 64, repeats: 256, columns: 64,
    cells: 4000, output: MarkdownPlain.outputLimit, growth: 64)

  /// A book's chapter, and a long table in it.
  static let publisher = MarkdownBounds(
    bytes: 256 << 10, cost: 2_000_000_000, containers: 32, run: 256, repeats: 1024, columns: 128,
    cells: 100_000, output: 8 << 20, growth: 64)

  func outputLimit(for bytes: Int) -> Int { min(output, growth * bytes) }
}
