/// Text as HTML, in element content or in a double-quoted attribute.
///
/// Works on bytes: as Characters, a quote with a combining accent is not equal
/// to a quote and would pass.
enum MarkdownEscape {
  /// Appends `text`, valid UTF-8, with `& < > " '` as references. Controls but
  /// TAB, LF and CR, and noncharacters become U+FFFD each.
  static func append(_ text: [UInt8], to output: inout [UInt8]) {
    var index = 0
    while index < text.count {
      let forbidden = forbiddenLength(in: text, at: index)
      if forbidden > 0 {
        output += "\u{FFFD}".utf8
      } else {
        append(text[index], to: &output)
      }
      index += max(forbidden, 1)
    }
  }

  private static func append(_ byte: UInt8, to output: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "&"): output += "&amp;".utf8
    case UInt8(ascii: "<"): output += "&lt;".utf8
    case UInt8(ascii: ">"): output += "&gt;".utf8
    case UInt8(ascii: "\""): output += "&quot;".utf8
    case UInt8(ascii: "'"): output += "&#39;".utf8
    default: output.append(byte)
    }
  }

  /// The bytes of the scalar at `index` if no strict parser takes it, else 0.
  private static func forbiddenLength(in text: [UInt8], at index: Int) -> Int {
    func byte(_ offset: Int) -> UInt8 {
      index + offset < text.count ? text[index + offset] : 0
    }
    switch text[index] {
    case 0x09, 0x0A, 0x0D: return 0
    case 0x00..<0x20, 0x7F: return 1
    case 0xC2 where (0x80..<0xA0).contains(byte(1)): return 2
    case 0xEF where byte(1) == 0xB7 && (0x90...0xAF).contains(byte(2)): return 3
    case 0xEF where byte(1) == 0xBF && byte(2) >= 0xBE: return 3
    case 0xF0...0xF4 where byte(1) & 0xF == 0xF && byte(2) == 0xBF && byte(3) >= 0xBE: return 4
    default: return 0
    }
  }
}
