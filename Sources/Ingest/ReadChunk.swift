import Bytes

/// A chunk that was read, without the borders in it.
struct ReadChunk: Sendable {
  let chunk: Chunk
  /// The event rows that came of it.
  let rows: Range<Int>
  /// Whether it has records that became no event row.
  let hasOthers: Bool
  /// Of its records; what was not parsed is alone in its chunk.
  let fate: Chunk.Record.Fate

  init(_ chunk: Chunk, rows: Range<Int>, hasOthers: Bool, fate: Chunk.Record.Fate) {
    self.chunk = chunk
    self.rows = rows
    self.hasOthers = hasOthers
    self.fate = fate
  }
}
