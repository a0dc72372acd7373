import CSimdjson

/// Finds the end of one JSON value without judging what is in it: brackets are
/// counted, strings are passed over. May stop and go on at any byte.
///
/// Ours because simdjson shows no borders: its parsers want a whole document of
/// at most 4 GiB and stop at the first bad record.
package struct ValueScanner {
  private enum Kind { case container, string, scalar }
  private var kind: Kind?
  private var scan = json_scan(depth: 0, in_string: false, escaped: false)

  package init() {}

  /// The index behind the value that begins (or goes on) at `start`; nil when
  /// the bytes end before it does, or at the end for a scalar.
  package mutating func end(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    var index = start
    if kind == nil {
      guard index < bytes.count else { return nil }
      begin(bytes[index])
      if kind != .scalar { index += 1 }
    }
    if kind == .scalar { return scalarEnd(in: bytes, from: index) }
    if kind == .string { return stringEnd(in: bytes, from: index) }
    guard let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self) else { return nil }
    let end = json_scan_end(&scan, start, index, bytes.count)
    return end < 0 ? nil : end
  }

  private mutating func begin(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      kind = .container
      scan.depth = 1
    case UInt8(ascii: "\""): kind = .string
    default: kind = .scalar
    }
  }

  private mutating func stringEnd(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    for index in start..<bytes.count {
      if scan.escaped {
        scan.escaped = false
      } else if bytes[index] == UInt8(ascii: "\\") {
        scan.escaped = true
      } else if bytes[index] == UInt8(ascii: "\"") {
        return index + 1
      }
    }
    return nil
  }

  private func scalarEnd(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ":"),
        UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""), 32, 9, 10, 13:
        return index
      default: index += 1
      }
    }
    return nil
  }
}
