// Unsafe here: bytes are copied to an address whose room was checked just before. An array checks
// for other owners too, calls out for each append, and cost two thirds of rendering a page.

/// Bytes that only grow at their end, to be moved into an array once.
struct RawBytes {
  private var start: UnsafeMutablePointer<UInt8>
  private var count = 0
  private var capacity: Int

  init(capacity: Int) {
    start = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  @inline(__always)
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    if capacity &- count < bytes.count { grow(by: bytes.count) }
    start.advanced(by: count).update(from: source, count: bytes.count)
    count &+= bytes.count
  }

  /// Appends all bytes to `output` and frees their memory; the value is spent.
  consuming func move(into output: inout [UInt8]) {
    output.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
    start.deallocate()
  }

  private mutating func grow(by needed: Int) {
    capacity = max(capacity * 2, count + needed)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: start, count: count)
    start.deallocate()
    start = larger
  }
}
