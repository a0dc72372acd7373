// Unsafe on purpose: a chunk's bytes are parsed in place, with simdjson reading
// up to `json_padding()` bytes behind them.

import CSimdjson

package enum RecordKind: UInt8, CaseIterable, Sendable {
  case organization, user, workspace, membership, event
}

/// A run of whole records of one source, in a buffer of the worker that reads it.
struct Chunk: Sendable {
  /// Half-open, in bytes of the buffer.
  struct Record: Sendable {
    enum Fate: Sendable {
      case parsed
      /// Over the limit for a record; what stands in the buffer is its start.
      case tooLong
      /// A whole section that is no array.
      case notAnArray
    }
    var range: Range<Int>
    var fate = Fate.parsed
  }

  /// The number of the source, from 0.
  var source: Int
  /// Where the buffer begins in the source's uncompressed bytes.
  var offset: Int
  var count: Int
  /// What the records are; nil in NDJSON, where each says so itself.
  var kind: RecordKind?
  /// The records' borders; nil in NDJSON, where the worker cuts lines.
  var records: [Record]?

  /// The same bytes without the borders, which take more room than events: from
  /// the first record to the end of the last.
  var bare: Chunk {
    guard let first = records?.first, let last = records?.last else { return self }
    var chunk = self
    chunk.offset += first.range.lowerBound
    chunk.count = last.range.upperBound - first.range.lowerBound
    chunk.records = nil
    return chunk
  }

  /// The borders of elements that follow each other in `bytes`.
  static func borders(in bytes: UnsafeRawBufferPointer) -> [Record] {
    var records: [Record] = []
    var index = 0
    while index < bytes.count {
      if isJSONSpace(bytes[index]) || bytes[index] == UInt8(ascii: ",") {
        index += 1
        continue
      }
      var scanner = ValueScanner()
      let end = scanner.end(in: bytes, from: index) ?? bytes.count
      records.append(Record(range: index..<end))
      index = max(end, index + 1)
    }
    return records
  }
}

/// Bytes of one window with room behind them for simdjson. One thread at a time.
final class Window: @unchecked Sendable {
  static let size = 2 << 20
  static let longestRecord = 16 << 20

  private(set) var start: UnsafeMutableRawPointer
  private(set) var capacity: Int
  var count = 0

  init(capacity: Int = Window.size) {
    self.capacity = capacity
    start = Window.allocate(capacity)
  }

  deinit { start.deallocate() }

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

  /// Reads on behind the bytes there are, up to the capacity; false when the
  /// stream has ended.
  func fill(from stream: ByteStream) throws(IngestError) -> Bool {
    let room = UnsafeMutableRawBufferPointer(start: start + count, count: capacity - count)
    let read = try stream.read(into: room)
    count += read
    return read == room.count
  }

  func append(_ bytes: [UInt8]) {
    while capacity < count + bytes.count { grow() }
    UnsafeMutableRawBufferPointer(start: start + count, count: bytes.count).copyBytes(from: bytes)
    count += bytes.count
  }

  func grow() {
    let larger = Window.allocate(capacity * 2)
    larger.copyMemory(from: start, byteCount: count)
    start.deallocate()
    start = larger
    capacity *= 2
  }

  /// Drops the bytes before `index`.
  func removeFirst(_ index: Int) {
    start.copyMemory(from: start + index, byteCount: count - index)
    count -= index
  }

  private static func allocate(_ capacity: Int) -> UnsafeMutableRawPointer {
    let size = capacity + json_padding()
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64)
    // The padding is read, though never looked at.
    memory.advanced(by: capacity).initializeMemory(
      as: UInt8.self, repeating: 0, count: json_padding())
    return memory
  }
}

/// Cuts one source into chunks, in the order of its bytes.
protocol ChunkReader: AnyObject {
  /// Puts the next records into `window`; nil at the end of the source.
  func next(into window: Window) throws(IngestError) -> Chunk?
}
