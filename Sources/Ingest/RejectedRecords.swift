import Bytes

/// How many records of each source are rejected: a sum.
struct RejectedRecords: Sendable {
  /// The number of the first source that is an export: its records may become several native ones
  /// that are rejected, and count once.
  var firstExport = Int.max
  private var natives: [Int: Int] = [:]
  private var exports: Set<Position> = []

  mutating func add(_ position: Position) {
    if position.source < firstExport {
      natives[position.source, default: 0] += 1
    } else {
      exports.insert(position)
    }
  }

  mutating func merge(_ other: RejectedRecords) {
    natives.merge(other.natives, uniquingKeysWith: +)
    exports.formUnion(other.exports)
  }

  /// By source.
  var counts: [Int: Int] {
    natives.merging(exports.map { ($0.source, 1) }, uniquingKeysWith: +)
  }
}
