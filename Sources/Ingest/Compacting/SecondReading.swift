import Bytes

// Unsafe on purpose: bytes are read into the window where they are parsed.

/// Reads a source once more, forwards only: bytes that were read before, at offsets
/// that are known.
final class SecondReading {
  let window = Window()
  private let source: Source
  private let stream: ByteStream
  /// Of what comes after `ahead`, in the source's uncompressed bytes.
  private var offset = 0
  /// What was given back.
  private var ahead: [UInt8] = []

  init(_ source: Source, copy: StandardInputCopy) throws(InputError) {
    self.source = source
    stream = try ByteStream(source, copy: copy, rereads: true)
  }

  /// Goes on at `target`, which is not behind what was read.
  func move(to target: Int) throws(InputError) {
    let start = offset - ahead.count
    guard target >= start else { throw changed() }
    let known = min(ahead.count, target - start)
    ahead.removeFirst(known)
    guard ahead.isEmpty else { return }
    try stream.skip(target - start - known)
    offset = target
  }

  /// Puts the next `count` bytes into the window; at the end of the source, with
  /// `orLess`, what there is.
  func fill(_ count: Int, orLess: Bool = false) throws(InputError) {
    while window.capacity < count { window.grow() }
    window.count = 0
    let known = min(ahead.count, count)
    window.append(Array(ahead[..<known]))
    ahead.removeFirst(known)
    let room = UnsafeMutableRawBufferPointer(start: window.start + known, count: count - known)
    let read = try stream.read(into: room)
    offset += read
    window.count += read
    guard orLess || window.count == count else { throw changed() }
  }

  /// The window's bytes before `end`; the others are read again.
  func take(upTo end: Int) -> [UInt8] {
    ahead = Array(window.bytes[end...]) + ahead
    return Array(window.bytes[..<end])
  }

  func changed() -> InputError {
    InputError(.changed, at: Place(file: source.name, line: 1, column: 1))
  }
}
