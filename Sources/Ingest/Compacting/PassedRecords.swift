import Bytes

// Unsafe on purpose: it reads windows of a source a second time.

/// The records that are no grouped event, read again from their sources and given
/// byte for byte in their order: lines of lines, a document of a document.
struct PassedRecords {
  private var sources: [PassedSource]
  private let header: [UInt8]
  private var number = 0
  private var file: String?

  init(
    _ settling: Settling, known: Int, keeping kept: Compacted, of roster: Roster,
    grouped: [GroupedRows], header: [UInt8]
  ) {
    let locate = settling.locate
    let judge = PassedJudge(keeping: kept, of: roster)
    self.header = header
    var chunks = [[PassedChunk]](repeating: [], count: locate.sources.count)
    for (reader, grouped) in zip(settling.readers, grouped) {
      for read in reader.chunks
      where read.chunk.source >= known
        && (read.hasOthers || kept != .directory && !grouped.holdsAll(read.rows))
      {
        chunks[read.chunk.source].append(PassedChunk(read: read, grouped: grouped))
      }
    }
    sources = locate.facts.indices.dropFirst(known).reversed().compactMap { source in
      let facts = locate.facts[source]
      let document = DocumentWriter(absent: facts.absentSections, keeping: kept)
      guard !chunks[source].isEmpty || facts.format == .json && document.isNeeded else {
        return nil
      }
      return PassedSource(
        locate.sources[source], facts.format == .json ? document : nil, copy: locate.copy,
        judge: judge,
        chunks: chunks[source].sorted { $0.read.chunk.offset < $1.read.chunk.offset })
    }
  }

  mutating func next() throws(InputError) -> CompactedPiece? {
    while let source = sources.last {
      if let bytes = try source.next() {
        if bytes.isEmpty { continue }
        let isFirst = file == nil
        let name = name(source)
        return CompactedPiece(file: name, bytes: isFirst ? start(source) + bytes : bytes)
      }
      sources.removeLast()
      file = nil
    }
    return nil
  }

  /// What was equal but for its events must not become two equal files, which are refused: all but
  /// the first begin with a blank line that is their number, in bits.
  private func start(_ source: PassedSource) -> [UInt8] {
    let mark = String(number - 1, radix: 2).utf8.map { $0 == UInt8(ascii: "1") ? UInt8(9) : 32 }
    return (number > 1 ? mark + [10] : []) + (source.isDocument ? [] : header)
  }

  /// Numbered in the order in which they are read, files with nothing in them left out:
  /// so they are called the same when they are compacted once more.
  private mutating func name(_ source: PassedSource) -> String {
    if let file { return file }
    number += 1
    let digits = String(number)
    let padded = String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    let name = "records-\(padded).\(source.isDocument ? "json" : "ndjson")"
    file = name
    return name
  }
}
