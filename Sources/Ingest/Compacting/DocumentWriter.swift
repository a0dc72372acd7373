/// Prints records as one JSON document with the sections in which they were, and those of the
/// original that are empty now. None is a line by itself, as a document whose lines are records
/// would be taken for NDJSON.
struct DocumentWriter {
  /// The sections that the original had no key for.
  private let absent: [RecordKind]
  /// Whether the document says something although no record is in it: what a document has no key
  /// for is told on the data-quality page.
  let isNeeded: Bool
  private var begun: Set<RecordKind> = []
  private var section: RecordKind?
  private var hasEnded = false
  private var isInArray = false

  init(absent: [RecordKind], keeping kept: Compacted) {
    self.absent = absent
    isNeeded = kept == .everything && absent.contains { $0 == .user || $0 == .event }
  }

  /// What stands before the next record, which follows in `bytes`; `isSection` where
  /// it stands for a whole section.
  mutating func begin(_ kind: RecordKind, isSection: Bool, in bytes: inout [UInt8]) {
    if kind == section, isInArray, !isSection {
      bytes += ",\n".utf8
      return
    }
    open(kind, in: &bytes)
    isInArray = !isSection && kind != .organization
    if isInArray { bytes.append(UInt8(ascii: "[")) }
  }

  /// The document's end, once; nil where it never began.
  mutating func end() -> [UInt8]? {
    guard !hasEnded, isNeeded || !begun.isEmpty else { return nil }
    hasEnded = true
    var bytes: [UInt8] = []
    for kind in RecordKind.inDocuments where !begun.contains(kind) && !absent.contains(kind) {
      open(kind, in: &bytes)
      bytes += (kind == .organization ? "null" : "[]").utf8
    }
    close(&bytes)
    return bytes + (begun.isEmpty ? "{\n}\n" : "\n}\n").utf8
  }

  private mutating func open(_ kind: RecordKind, in bytes: inout [UInt8]) {
    close(&bytes)
    bytes += "\(begun.isEmpty ? "{" : ",")\n\"\(kind.section)\": ".utf8
    begun.insert(kind)
    section = kind
  }

  private mutating func close(_ bytes: inout [UInt8]) {
    if isInArray { bytes.append(UInt8(ascii: "]")) }
    isInArray = false
  }
}
