import Glibc

extension UnsafeRawBufferPointer {
  /// Calls `body` with each line that is not blank, from the first byte that is no
  /// blank to the line's end.
  @inlinable
  @inline(__always)
  package func forEachLine(_ body: (Range<Int>) -> Void) {
    guard let base = baseAddress else { return }
    var start = 0
    while start < count {
      let newline = memchr(base + start, 10, count - start)
      let end = newline.map { UnsafeRawPointer($0) - base } ?? count
      var first = start
      while first < end, isJSONSpace(self[first]) { first &+= 1 }
      if first < end { body(first..<end) }
      start = end + 1
    }
  }
}
