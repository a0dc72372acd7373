/// One mailbox: `ada@acme.example` or `Ada Lovelace <ada@acme.example>`.
package struct Address: Equatable, Sendable {
  /// Empty where there is none.
  package let name: String
  /// `ada@acme.example`: ASCII, without anything that RFC 5322 has to quote.
  package let mailbox: String

  package enum Reason: Error, Equatable, Sendable {
    case controlCharacter
    case several
    case notASCII
    case noAddress
  }

  package init(_ text: String) throws(Reason) {
    guard !hasControls(text) else { throw .controlCharacter }
    let (name, mailbox) = Address.split(trimmed(Substring(text)))
    let bytes = Array(mailbox.utf8)
    if name.isEmpty, bytes.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") }) {
      throw .several
    }
    guard bytes.allSatisfy({ $0 < 0x80 }) else { throw .notASCII }
    guard Address.isMailbox(bytes[...]) else { throw .noAddress }
    self.name = name
    self.mailbox = String(mailbox)
  }

  /// What stands behind the `@`.
  var domain: Substring {
    mailbox.utf8.lastIndex(of: UInt8(ascii: "@")).map { mailbox[mailbox.utf8.index(after: $0)...] }
      ?? ""
  }

  /// The name, without the quotes that it may stand in, and what stands in `<>`.
  private static func split(_ text: Substring) -> (name: String, mailbox: Substring) {
    guard text.utf8.last == UInt8(ascii: ">"),
      let bracket = text.utf8.lastIndex(of: UInt8(ascii: "<"))
    else { return ("", text) }
    let name = trimmed(text[..<bracket])
    let mailbox = text[text.utf8.index(after: bracket)...].utf8.dropLast()
    return (unquoted(name), Substring(mailbox))
  }

  private static func unquoted(_ name: Substring) -> String {
    let quote = UInt8(ascii: "\"")
    guard name.utf8.count > 1, name.utf8.first == quote, name.utf8.last == quote else {
      return String(name)
    }
    var bytes: [UInt8] = []
    var isEscaped = false
    for byte in name.utf8.dropFirst().dropLast() {
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
      if !isEscaped { bytes.append(byte) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `dot-atom@dot-atom` of RFC 5322 with a domain of letters, digits and `-`, in the lengths of
  /// RFC 5321.
  private static func isMailbox(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let at = bytes.lastIndex(of: UInt8(ascii: "@")) else { return false }
    let local = bytes[..<at]
    // An encoded word, which RFC 2047 forbids here, is decoded by some readers all the same: a line
    // break may be in it.
    let isEncoded = zip(local, local.dropFirst()).contains {
      $0 == UInt8(ascii: "=") && $1 == UInt8(ascii: "?")
    }
    let domain = bytes[(at + 1)...]
    return !isEncoded && local.count <= 64 && domain.count <= 253
      && parts(local).allSatisfy { !$0.isEmpty && $0.allSatisfy(isAtomText) }
      && parts(domain).allSatisfy(isLabel)
  }

  private static func parts(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
  }

  private static func isLabel(_ label: ArraySlice<UInt8>) -> Bool {
    let hyphen = UInt8(ascii: "-")
    return (1...63).contains(label.count) && label.first != hyphen && label.last != hyphen
      && label.allSatisfy { isAlphanumeric($0) || $0 == hyphen }
  }

  private static func isAtomText(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
  }
}

func isAlphanumeric(_ byte: UInt8) -> Bool {
  (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
}

private func trimmed(_ text: Substring) -> Substring {
  let blank = UInt8(ascii: " ")
  let bytes = text.utf8.drop { $0 == blank }
  guard let last = bytes.lastIndex(where: { $0 != blank }) else { return "" }
  return Substring(bytes[...last])
}

/// Whether a text has a control character or anything else that ends a line: U+0000–U+001F,
/// U+007F–U+009F, U+2028, U+2029.
package func hasControls(_ text: String) -> Bool {
  text.unicodeScalars.contains { scalar in
    switch scalar.value {
    case 0..<32, 0x7F..<0xA0, 0x2028, 0x2029: true
    default: false
    }
  }
}
