/// What was found in one file, by its own records: a sum.
package struct FileCount: Sendable {
  package var records = 0
  /// Records of which nothing counts, each under a note.
  package var notCounted = 0
  /// Native events that they became.
  package var events = 0

  package init(notCounted: Int = 0) { self.notCounted = notCounted }

  mutating func add(_ other: FileCount) {
    records += other.records
    notCounted += other.notCounted
    events += other.events
  }
}

extension [Int: FileCount] {
  mutating func add(_ count: FileCount, of file: Int) {
    self[file, default: FileCount()].add(count)
  }
}
