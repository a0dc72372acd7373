/// Finds the end of one JSON value without judging what is in it: brackets are
/// counted, strings are passed over. May stop and go on at any byte.
///
/// Ours because simdjson shows no borders: its parsers want a whole document of
/// at most 4 GiB and stop at the first bad record.
struct ValueScanner {
  private enum Kind { case container, string, scalar }
  private var kind: Kind?
  private var depth = 0
  private var isInString = false
  private var isEscaped = false

  /// The index behind the value that begins (or goes on) at `start`; nil when
  /// the bytes end before it does, or at the end for a scalar.
  mutating func end(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    var index = start
    if kind == nil {
      guard index < bytes.count else { return nil }
      begin(bytes[index])
      if kind != .scalar { index += 1 }
    }
    if kind == .scalar { return scalarEnd(in: bytes, from: index) }
    while index < bytes.count {
      if isInString {
        index = skipString(bytes, from: index)
        if kind == .string, !isInString { return index }
        continue
      }
      switch bytes[index] {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth &+= 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth &-= 1
        if depth == 0 { return index + 1 }
      default: break
      }
      index &+= 1
    }
    return nil
  }

  private mutating func begin(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      kind = .container
      depth = 1
    case UInt8(ascii: "\""):
      kind = .string
      isInString = true
    default: kind = .scalar
    }
  }

  /// Behind the closing quote, or at the end of the bytes.
  private mutating func skipString(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      index &+= 1
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isInString = false
        break
      }
    }
    return index
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
