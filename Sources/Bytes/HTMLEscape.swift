// Unsafe here: bytes are read through a buffer pointer and appended in runs, as each append costs
// more than scanning a table cell. Every index is checked against the buffer's count first.

/// The one way in which text becomes part of HTML, for text and double-quoted attribute values.
///
/// `& < > " '` become entities. What HTML does not allow becomes U+FFFD: U+0000–U+001F but tab,
/// line feed and carriage return; U+007F–U+009F; noncharacters. It walks bytes, so a mark that
/// combines with a metacharacter does not hide it.
package enum HTMLEscape {
  /// Appends the escaped form of valid UTF-8.
  package static func append(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    var plain = 0
    var at = 0
    while at < bytes.count {
      if classes[Int(bytes[at])] == 0 {
        at += 1
        continue
      }
      let length = lengthToReplace(bytes, at)
      if length > 0 {
        output += UnsafeBufferPointer(rebasing: bytes[plain..<at])
        appendReplacement(of: bytes[at], to: &output)
        plain = at + length
      }
      at += max(length, 1)
    }
    output += UnsafeBufferPointer(rebasing: bytes[plain...])
  }

  /// Appends the escaped form of valid UTF-8.
  package static func append(_ bytes: [UInt8], to output: inout [UInt8]) {
    bytes.withUnsafeBufferPointer { append($0, to: &output) }
  }

  /// Whether the text may stand as it is, by its bytes alone: never wrong where it is true.
  package static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    classes.withUnsafeBufferPointer { classes in
      for byte in bytes where classes[Int(byte)] != 0 { return false }
      return true
    }
  }

  /// How many bytes from here on make one scalar that may not stand as it is; 0 if it may.
  private static func lengthToReplace(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    let length = Int(classes[Int(bytes[at])])
    guard at + length <= bytes.count else { return 0 }
    switch length {
    case 1: return 1
    case 2: return bytes[at + 1] <= 0x9F ? 2 : 0
    case 3: return isNoncharacter(bytes[at + 1], bytes[at + 2]) ? 3 : 0
    default:
      // U+xFFFE and U+xFFFF of every plane but the first.
      let ends = bytes[at + 1] & 0x0F == 0x0F && bytes[at + 2] == 0xBF && bytes[at + 3] >= 0xBE
      return ends ? 4 : 0
    }
  }

  /// U+FDD0–U+FDEF, U+FFFE and U+FFFF, by the bytes behind 0xEF.
  private static func isNoncharacter(_ second: UInt8, _ third: UInt8) -> Bool {
    (second == 0xB7 && third >= 0x90 && third <= 0xAF) || (second == 0xBF && third >= 0xBE)
  }

  private static func appendReplacement(of byte: UInt8, to output: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "&"): output += "&amp;".utf8
    case UInt8(ascii: "<"): output += "&lt;".utf8
    case UInt8(ascii: ">"): output += "&gt;".utf8
    case UInt8(ascii: "\""): output += "&quot;".utf8
    case UInt8(ascii: "'"): output += "&#39;".utf8
    default: output += "\u{FFFD}".utf8
    }
  }

  /// For each byte the length of the scalar that it may begin and that may have to be replaced;
  /// 0 for bytes that never begin one.
  private static let classes: [UInt8] = [
    1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 0, 1, 1,  // 00: all but tab, LF and CR
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0,  // 20: " & '
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0,  // 30: < >
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1,  // 70: DEL
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,  // C0: U+0080–U+009F
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3,  // E0: noncharacters
    4, 4, 4, 4, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  ]
}
