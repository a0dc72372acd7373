import Bytes
import Convert

/// What a compacted dump says of itself, in records of the kind `compacted`.
struct CompactedHeader {
  /// The first line of each file of lines: by it a file is known as lines, whatever follows.
  let line: [UInt8]
  private let leftOut: Int
  private let notes: [ConvertNote: Int]
  private let parts: Set<CompactedPart>

  /// - Parameters:
  ///   - known: the number of first sources of which nothing is said.
  ///   - grouped: the sources with events that are grouped.
  init(
    _ settling: Settling, _ frame: Settling.Frame, _ unconverted: Unconverted, known: Int,
    keeping kept: Compacted, grouped: Set<Int>
  ) {
    let before = CompactedFindings(settling.readers, from: known)
    let id = CompactedHeader.id(settling.locate.facts.dropFirst(known), before)
    let origins = unconverted.origins.sorted().joined(separator: " ")
    let type = [ReadFiles.native, ""].contains(origins) ? [] : [("type", origins)]
    let own = grouped.filter { $0 >= known && !before.sources.contains($0) }
    parts = Set(before.parts.map(\.part))
      .union(own.compactMap { CompactedPart(settling.locate.facts[$0]) })
    let zone = [("id", id), ("time_zone", frame.zone.name)]
    line = kept == .directory ? [] : CompactedHeader.line(zone + type, count: nil)
    let leftOut = frame.roster.droppedPositions.count { $0.source >= known }
    self.leftOut =
      kept == .everything ? before.leftOut + leftOut + unconverted.leftOut : 0
    notes = before.notes.merging(unconverted.notes, uniquingKeysWith: +).filter { note, _ in
      kept == .everything || kept == .events && note.isOfEvents
    }
  }

  /// All lines, in an order of their own; none where there is nothing that they would be about.
  func lines(grouped: Int) -> [UInt8] {
    var lines: [UInt8] = []
    if leftOut > 0 {
      lines += CompactedHeader.line([("name", CompactedRecord.leftOut)], count: leftOut)
    }
    let sorted = notes.sorted {
      ($0.key.name, $0.key.isWord ? 1 : 0) < ($1.key.name, $1.key.isWord ? 1 : 0)
    }
    for (note, count) in sorted {
      let word = note.isWord ? [("type", CompactedRecord.word)] : []
      lines += CompactedHeader.line([("name", note.name)] + word, count: count)
    }
    for part in grouped == 0 ? [] : parts.sorted(by: { $0.digest < $1.digest }) {
      lines += CompactedHeader.line([("id", part.id), ("type", part.digest)], count: nil)
    }
    return grouped == 0 && lines.isEmpty ? [] : line + lines
  }

  /// Names what was compacted, also when it is compacted once more.
  private static func id(_ facts: ArraySlice<SourceFacts>, _ before: CompactedFindings) -> String {
    let ids = before.ids.isEmpty ? Set(facts.map(CompactedPart.id)) : before.ids
    return ids.count == 1
      ? ids.joined() : CompactedPart.id(of: Array(ids.sorted().joined(separator: " ").utf8))
  }

  private static func line(_ fields: [(name: String, text: String)], count: Int?) -> [UInt8] {
    var line = Array("{\"kind\":\"\(RecordKind.compacted.name)\"".utf8)
    for (name, text) in fields {
      line += ",\"\(name)\":".utf8
      NativeLines.quote(text.utf8, into: &line)
    }
    if let count { line += ",\"count\":\(count)".utf8 }
    return line + "}\n".utf8
  }
}
