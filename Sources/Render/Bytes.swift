// Unsafe here: bytes are copied to an address whose room was checked just before. An array checks
// for other owners too and calls out for each append, which cost a third of making a user's page.

/// Bytes that only grow at their end.
package struct Bytes: ~Copyable {
  /// As many bytes behind the last one may be read and written, whatever they are, so that a
  /// short text is copied in two steps of fixed size.
  static let slack = 32

  private var start: UnsafeMutablePointer<UInt8>
  package private(set) var count = 0
  private var capacity: Int

  package init(capacity: Int = 1 << 8) {
    start = .allocate(capacity: capacity + Bytes.slack)
    self.capacity = capacity
  }

  deinit { start.deallocate() }

  /// Good until the next change.
  var buffer: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  /// A copy.
  package var array: [UInt8] { Array(buffer) }

  /// Keeps the memory, and so many bytes.
  package mutating func removeAll(from kept: Int = 0) { count = min(count, kept) }

  /// Appends bytes of memory that can be read for `slack` bytes beyond its end.
  @inline(__always)
  mutating func append(padded bytes: UnsafePointer<UInt8>, count added: Int) {
    if capacity &- count < added { grow(by: added) }
    let end = start.advanced(by: count)
    if added <= Bytes.slack {
      let from = UnsafeRawPointer(bytes)
      let to = UnsafeMutableRawPointer(end)
      to.storeBytes(
        of: from.loadUnaligned(as: SIMD16<UInt8>.self), as: SIMD16<UInt8>.self)
      to.storeBytes(
        of: from.loadUnaligned(fromByteOffset: 16, as: SIMD16<UInt8>.self), toByteOffset: 16,
        as: SIMD16<UInt8>.self)
    } else {
      end.update(from: bytes, count: added)
    }
    count &+= added
  }

  @inline(__always)
  mutating func append(_ first: UInt8, _ second: UInt8, _ third: UInt8) {
    if capacity &- count < 3 { grow(by: 3) }
    start[count] = first
    start[count &+ 1] = second
    start[count &+ 2] = third
    count &+= 3
  }

  @inline(never)
  private mutating func grow(by needed: Int) {
    capacity = max(capacity * 2, count + needed)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + Bytes.slack)
    larger.update(from: start, count: count)
    start.deallocate()
    start = larger
  }
}

extension Bytes: ByteSink {
  @inline(__always)
  package mutating func append(_ byte: UInt8) {
    if count == capacity { grow(by: 1) }
    start[count] = byte
    count &+= 1
  }

  @inline(__always)
  package mutating func append(contentsOf bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    if capacity &- count < bytes.count { grow(by: bytes.count) }
    start.advanced(by: count).update(from: source, count: bytes.count)
    count &+= bytes.count
  }
}
