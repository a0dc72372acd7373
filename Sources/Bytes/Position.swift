/// Where a record stands, before lines are counted.
package struct Position: Comparable, Sendable, Hashable {
  package var source: Int
  /// Of the record's first byte, in the source's uncompressed bytes.
  package var offset: Int

  package init(source: Int, offset: Int) {
    self.source = source
    self.offset = offset
  }

  package static func < (left: Position, right: Position) -> Bool {
    (left.source, left.offset) < (right.source, right.offset)
  }
}
