/// A run of whole records of one source, in a buffer of the worker that reads it.
package struct Chunk: Sendable {
  /// Half-open, in bytes of the buffer.
  package struct Record: Sendable {
    package enum Fate: Sendable {
      case parsed
      /// Over the limit for a record; what stands in the buffer is its start.
      case tooLong
      /// A whole section that is no array.
      case notAnArray
    }
    package var range: Range<Int>
    package var fate = Fate.parsed

    package init(_ range: Range<Int>, fate: Fate = .parsed) {
      self.range = range
      self.fate = fate
    }
  }

  /// The number of the source, from 0.
  package var source: Int
  /// Where the buffer begins in the source's uncompressed bytes.
  package var offset: Int
  package var count: Int
  /// The same in the source.
  package var range: Range<Int> { offset..<offset + count }
  /// The number of the document's section that the records stand in; nil in lines.
  package var section: Int?
  /// The records' borders; nil in lines, which the worker cuts.
  package var records: [Record]?

  /// The same bytes without the borders, which take more room than events: from
  /// the first record to the end of the last.
  package var bare: Chunk {
    guard let first = records?.first, let last = records?.last else { return self }
    var chunk = self
    chunk.offset += first.range.lowerBound
    chunk.count = last.range.upperBound - first.range.lowerBound
    chunk.records = nil
    return chunk
  }

  /// The borders of elements that follow each other in `bytes`.
  package static func borders(in bytes: UnsafeRawBufferPointer) -> [Record] {
    var records: [Record] = []
    var index = 0
    while index < bytes.count {
      if isJSONSpace(bytes[index]) || bytes[index] == UInt8(ascii: ",") {
        index += 1
        continue
      }
      var scanner = ValueScanner()
      let end = scanner.end(in: bytes, from: index) ?? bytes.count
      records.append(Record(index..<end))
      index = max(end, index + 1)
    }
    return records
  }
}

/// Cuts one source into chunks, in the order of its bytes.
package protocol ChunkReader: AnyObject {
  /// Puts the next records into `window`; nil at the end of the source.
  func next(into window: Window) throws(InputError) -> Chunk?

  /// At the end, the numbers of a document's sections that had no key.
  var absentSections: [Int] { get }
}
