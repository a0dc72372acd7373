import CSimdjson
import Glibc

// Unsafe on purpose: memory that is read in place, with simdjson reading up to
// `json_padding()` bytes behind it.

/// Bytes of one window with room behind them for simdjson. One thread at a time.
package final class Window: @unchecked Sendable {
  package static let size = 2 << 20
  package static let longestRecord = 16 << 20

  package private(set) var start: UnsafeMutableRawPointer
  package private(set) var capacity: Int
  package var count = 0

  package init(capacity: Int = Window.size) {
    self.capacity = capacity
    start = Window.allocate(capacity)
  }

  deinit { start.deallocate() }

  package var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

  /// Reads on behind the bytes there are, up to the capacity; false when the
  /// stream has ended.
  package func fill(from stream: ByteStream) throws(InputError) -> Bool {
    let room = UnsafeMutableRawBufferPointer(start: start + count, count: capacity - count)
    let read = try stream.read(into: room)
    count += read
    return read == room.count
  }

  package func append(_ bytes: [UInt8]) {
    while capacity < count + bytes.count { grow() }
    UnsafeMutableRawBufferPointer(start: start + count, count: bytes.count).copyBytes(from: bytes)
    count += bytes.count
  }

  package func grow() {
    let larger = Window.allocate(capacity * 2)
    larger.copyMemory(from: start, byteCount: count)
    start.deallocate()
    start = larger
    capacity *= 2
  }

  /// Drops the bytes before `index`.
  package func removeFirst(_ index: Int) {
    start.copyMemory(from: start + index, byteCount: count - index)
    count -= index
  }

  /// Makes spaces of the bytes in `range`.
  package func blank(_ range: Range<Int>) {
    precondition(range.upperBound <= count)
    memset(start + range.lowerBound, Int32(UInt8(ascii: " ")), range.count)
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
