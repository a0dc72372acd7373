import CZlib
import Glibc

/// The bytes of a source from its start, uncompressed.
final class ByteStream {
  private let name: String
  private let descriptor: Int32
  private let ownsDescriptor: Bool
  /// nil for a pipe, which has no places to read at.
  private var fileOffset: off_t?
  private let copy: StandardInputCopy?
  private var inflater: Inflater?
  /// The first bytes, read ahead to tell gzip from plain.
  private var head: [UInt8] = []
  private(set) var rawOffset = 0

  /// Opens `source`; with `rereads`, standard input from its copy.
  init(_ source: Source, copy: StandardInputCopy, rereads: Bool = false) throws(IngestError) {
    name = source.name
    ownsDescriptor = !source.isStandardInput
    if source.isStandardInput {
      descriptor = rereads ? copy.reread : 0
    } else {
      descriptor = open(source.path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw ByteStream.unreadable(source.name) }
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw ByteStream.unreadable(source.name) }
    let isFile = status.st_mode & S_IFMT == S_IFREG
    fileOffset = isFile ? 0 : nil
    self.copy = source.isStandardInput && !isFile ? copy : nil
    head = try firstBytes()
    if head.starts(with: [0x1F, 0x8B]) { inflater = Inflater() }
  }

  deinit {
    if ownsDescriptor { close(descriptor) }
  }

  /// Fills `buffer` as far as the source goes; fewer bytes mean its end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(IngestError) -> Int {
    var done = 0
    while done < buffer.count {
      let count = try readSome(UnsafeMutableRawBufferPointer(rebasing: buffer[done...]))
      if count == 0 { break }
      done += count
    }
    return done
  }

  private func readSome(_ buffer: UnsafeMutableRawBufferPointer) throws(IngestError) -> Int {
    guard let inflater else { return try readRaw(buffer) }
    while true {
      let count = inflater.inflate(into: buffer)
      if count > 0 { return count }
      guard count == 0 else { throw damaged() }
      let more = try rawBytes(1 << 18)
      if more.isEmpty {
        guard inflater.isBetweenMembers else { throw damaged() }
        return 0
      }
      inflater.feed(more)
    }
  }

  private func firstBytes() throws(IngestError) -> [UInt8] {
    var first: [UInt8] = []
    while first.count < 2 {
      let more = try rawBytes(2 - first.count)
      if more.isEmpty { break }
      first += more
    }
    return first
  }

  /// At most `limit` raw bytes; none at the end.
  private func rawBytes(_ limit: Int) throws(IngestError) -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: limit, alignment: 1)
    defer { buffer.deallocate() }
    return Array(buffer[..<(try readRaw(buffer))])
  }

  private func readRaw(_ buffer: UnsafeMutableRawBufferPointer) throws(IngestError) -> Int {
    if !head.isEmpty, buffer.count > 0 {
      let count = min(head.count, buffer.count)
      buffer.copyBytes(from: head.prefix(count))
      head.removeFirst(count)
      return count
    }
    while true {
      let count =
        if let fileOffset {
          pread(descriptor, buffer.baseAddress, buffer.count, fileOffset)
        } else {
          Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        }
      if count < 0 {
        if errno == EINTR { continue }
        throw ByteStream.unreadable(name)
      }
      if let fileOffset { self.fileOffset = fileOffset + off_t(count) }
      rawOffset += count
      if let copy, count > 0 {
        try copy.append(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<count]))
      }
      return count
    }
  }

  private static func unreadable(_ name: String) -> IngestError {
    IngestError(
      .unreadable(String(cString: strerror(errno))), at: Place(file: name, line: 1, column: 1))
  }

  private func damaged() -> IngestError {
    IngestError(.damagedGzip, at: Place(file: name, line: 1, column: 1))
  }
}

/// zlib's inflate over gzip data of any number of members (RFC 1952).
private final class Inflater {
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
