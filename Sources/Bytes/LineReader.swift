import Glibc

/// NDJSON: chunks are cut at line ends.
package final class LineReader: ChunkReader {
  private let source: Int
  private let stream: ByteStream
  /// What was read beyond the last chunk.
  private var carry: [UInt8]
  private var offset: Int
  private var hasEnded = false
  private var isInLongLine = false

  /// `head` is what was read from `stream` already; it began at `offset`.
  package init(source: Int, stream: ByteStream, head: [UInt8], offset: Int) {
    self.source = source
    self.stream = stream
    self.offset = offset
    carry = head
  }

  package var absentSections: [Int] { [] }

  package func next(into window: Window) throws(InputError) -> Chunk? {
    window.count = 0
    window.append(carry)
    carry = []
    while true {
      if !hasEnded { hasEnded = try !window.fill(from: stream) }
      if isInLongLine, !skipToLineEnd(window) {
        if hasEnded { return nil }
        continue
      }
      if hasEnded { return window.count == 0 ? nil : chunk(window, end: window.count) }
      if let end = lastLineEnd(window.bytes) { return chunk(window, end: end) }
      if window.count > Window.longestRecord { return longLine(window) }
      window.grow()
    }
  }

  private func chunk(_ window: Window, end: Int) -> Chunk {
    carry = Array(window.bytes[end...])
    window.count = end
    defer { offset += end }
    return Chunk(source: source, offset: offset, count: end)
  }

  private func longLine(_ window: Window) -> Chunk {
    isInLongLine = true
    defer { offset += window.count }
    return Chunk(
      source: source, offset: offset, count: window.count,
      records: [Chunk.Record(0..<window.count, fate: .tooLong)])
  }

  /// Whether the long line's end came; the bytes up to it are dropped.
  private func skipToLineEnd(_ window: Window) -> Bool {
    guard let end = memchr(window.start, 10, window.count) else {
      offset += window.count
      window.count = 0
      return false
    }
    let length = UnsafeRawPointer(end) - UnsafeRawPointer(window.start) + 1
    window.removeFirst(length)
    offset += length
    isInLongLine = false
    return true
  }

  private func lastLineEnd(_ bytes: UnsafeRawBufferPointer) -> Int? {
    bytes.lastIndex(of: 10).map { $0 + 1 }
  }
}
