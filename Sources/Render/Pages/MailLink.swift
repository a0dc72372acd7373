import Bytes

/// An address that opens a reader's mail program with a subject and a page's address (RFC 6068).
enum MailLink {
  static func append(subject: [UInt8], address: String, to link: inout [UInt8]) {
    link += "mailto:?subject=".utf8
    append(encoded: subject[...], to: &link)
    link += "&body=".utf8
    append(encoded: Array(address.utf8)[...], to: &link)
  }

  /// Every byte but letters, digits and `-._~` percent-encoded; a control character is a blank.
  private static func append(encoded text: ArraySlice<UInt8>, to link: inout [UInt8]) {
    var rest = text
    while let byte = rest.first {
      let length = controlLength(rest)
      if length == 0, isUnreserved(byte) {
        link.append(byte)
      } else {
        Hex.append(percent: length > 0 ? 32 : byte, to: &link)
      }
      rest = rest.dropFirst(max(length, 1))
    }
  }

  /// The bytes of the control character that the text begins with: U+0000–U+001F, U+007F–U+009F,
  /// U+2028, U+2029; 0 without one.
  private static func controlLength(_ text: ArraySlice<UInt8>) -> Int {
    switch text.first ?? 0 {
    case 0..<32, 127: 1
    case 0xC2: text.dropFirst().first ?? 0xFF < 0xA0 ? 2 : 0
    case 0xE2:
      text.starts(with: [0xE2, 0x80, 0xA8]) || text.starts(with: [0xE2, 0x80, 0xA9]) ? 3 : 0
    default: 0
    }
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122: true
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
    default: false
    }
  }
}
