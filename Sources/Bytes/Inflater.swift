import CZlib

/// zlib's inflate over gzip data of any number of members (RFC 1952).
final class Inflater {
  private var stream = z_stream()
  private var input: [UInt8] = []
  private var position = 0
  private(set) var isBetweenMembers = true

  init() {
    // 15 bits of window, and 16 for the gzip wrapper.
    inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
  }

  deinit { inflateEnd(&stream) }

  /// Gives more compressed bytes; all that was given before must be used up.
  func feed(_ bytes: [UInt8]) {
    input = bytes
    position = 0
  }

  /// How many bytes were written; 0 when more input is needed, -1 when the data
  /// is damaged.
  func inflate(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    while position < input.count {
      isBetweenMembers = false
      let limit = min(buffer.count, 1 << 30)
      stream.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
      stream.avail_out = UInt32(limit)
      let status = input.withUnsafeMutableBufferPointer { bytes in
        stream.next_in = bytes.baseAddress.map { $0 + position }
        stream.avail_in = UInt32(bytes.count - position)
        return CZlib.inflate(&stream, Z_NO_FLUSH)
      }
      position = input.count - Int(stream.avail_in)
      if status == Z_STREAM_END {
        isBetweenMembers = true
        inflateReset(&stream)
      } else if status != Z_OK {
        return -1
      }
      let written = limit - Int(stream.avail_out)
      if written > 0 { return written }
    }
    return 0
  }
}
