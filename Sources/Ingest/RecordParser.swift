import Bytes
import CSimdjson
import Glibc

// Unsafe on purpose: values are read where the parsers left them, each good until the next record
// is parsed, and records where they stand in a window, which has room behind it for simdjson.

/// Parses records into the values that rollcall reads: a batch of them at once by simdjson, what
/// that does not take alone, and by the strict parser what cannot be decided so. Which of them
/// parses a record changes nothing.
final class RecordParser {
  /// Those of the record that was parsed last.
  let values: UnsafeMutablePointer<json_value>
  /// Without one the strict parser decides every record.
  private let parser: OpaquePointer?
  private let batch: OpaquePointer?
  private let longestBatch: Int
  /// Where the batch ends in its window.
  private var batchEnd = 0
  private let record: UnsafeMutablePointer<json_record>
  private var strings = UnsafeMutablePointer<UInt8>.allocate(capacity: 4096)
  private var stringsCapacity = 4096

  /// With `longestBatch` 0 each record is parsed alone.
  init(
    parser: OpaquePointer? = json_parser_create(), longestBatch: Int = Int(JSON_LONGEST_BATCH)
  ) {
    self.parser = parser
    self.longestBatch = min(longestBatch, Int(JSON_LONGEST_BATCH))
    batch = parser == nil || longestBatch == 0 ? nil : json_batch_create()
    record = .allocate(capacity: 1)
    record.initialize(to: json_record())
    values = UnsafeMutableRawPointer(record).assumingMemoryBound(to: json_value.self)
  }

  deinit {
    json_batch_destroy(batch)
    json_parser_destroy(parser)
    record.deallocate()
    strings.deallocate()
  }

  /// Calls `body` with each line of `window` that is not blank, when it is parsed, and what it is:
  /// nil where it is no valid JSON or over a limit.
  @inline(__always)
  func forEachLine(of window: Window, _ body: (Range<Int>, json_outcome?) -> Void) {
    let bytes = window.bytes
    guard let base = bytes.baseAddress else { return }
    batchEnd = 0
    var start = skipSpace(bytes, 0)
    while start < bytes.count {
      let newline = memchr(base + start, 10, bytes.count - start)
      let end = newline.map { UnsafeRawPointer($0) - base } ?? bytes.count
      let next = skipSpace(bytes, end)
      if start >= batchEnd { beginLines(at: start, in: bytes) }
      body(start..<end, parse(start..<end, before: next, in: bytes))
      start = next
    }
  }

  private func skipSpace(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Int {
    var index = start
    while index < bytes.count, isJSONSpace(bytes[index]) { index &+= 1 }
    return index
  }

  /// As `forEachLine`, with records of a document; what was not parsed there is nil. The commas
  /// between them are lost.
  func forEach(
    _ records: [Chunk.Record], of window: Window, _ body: (Chunk.Record, json_outcome?) -> Void
  ) {
    let bytes = window.bytes
    batchEnd = 0
    for (index, record) in records.enumerated() {
      let isLast = index + 1 == records.count
      let next = isLast ? bytes.count : records[index + 1].range.lowerBound
      if record.range.lowerBound >= batchEnd { begin(at: index, records, in: window) }
      body(
        record, record.fate == .parsed ? parse(record.range, before: next, in: bytes) : nil)
    }
  }

  private func parse(
    _ range: Range<Int>, before next: Int, in bytes: UnsafeRawBufferPointer
  ) -> json_outcome? {
    if range.lowerBound < batchEnd, let base = bytes.baseAddress {
      let start = base.assumingMemoryBound(to: CChar.self)
      let behind = next < batchEnd ? start + next : nil
      if json_batch_next(batch, start + range.lowerBound, behind, record) { return RECORD_OBJECT }
    }
    return parse(UnsafeRawBufferPointer(rebasing: bytes[range]))
  }

  private func parse(_ bytes: UnsafeRawBufferPointer) -> json_outcome? {
    guard let start = bytes.baseAddress, bytes.count <= Window.longestRecord else { return nil }
    let outcome = json_parse(parser, start.assumingMemoryBound(to: CChar.self), bytes.count, record)
    return outcome == RECORD_UNDECIDED ? parseStrictly(bytes) : outcome
  }

  private func parseStrictly(_ bytes: UnsafeRawBufferPointer) -> json_outcome? {
    if bytes.count > stringsCapacity {
      strings.deallocate()
      stringsCapacity = bytes.count
      strings = .allocate(capacity: stringsCapacity)
    }
    return StrictParser.parse(bytes, strings: strings, into: record)
  }
}

// MARK: Batches

extension RecordParser {
  /// Lines up to the last line end that a batch reaches; none where the line goes beyond.
  private func beginLines(at start: Int, in bytes: UnsafeRawBufferPointer) {
    let reach = min(start + longestBatch, bytes.count)
    guard batch != nil, let newline = bytes[start..<reach].lastIndex(of: 10) else { return }
    begin(start..<newline, in: bytes)
  }

  /// Records with one behind each, so never the last of all: what is behind that is not ours.
  private func begin(at first: Int, _ records: [Chunk.Record], in window: Window) {
    guard batch != nil, records[first].fate == .parsed else { return }
    let start = records[first].range.lowerBound
    var index = first
    while index + 1 < records.count, records[index + 1].fate == .parsed,
      records[index].range.upperBound - start <= longestBatch
    {
      window.blank(records[index].range.upperBound..<records[index + 1].range.lowerBound)
      index += 1
    }
    guard index > first else { return }
    begin(start..<records[index - 1].range.upperBound, in: window.bytes)
  }

  private func begin(_ range: Range<Int>, in bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress else { return }
    json_batch_begin(
      batch, base.assumingMemoryBound(to: CChar.self) + range.lowerBound, range.count)
    batchEnd = range.upperBound
  }
}
