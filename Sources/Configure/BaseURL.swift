import Bytes

/// Where a report will be served: its address with a slash at its end, as it may be written into
/// links and CSVs without quoting; empty where nobody said.
package struct BaseURL: Equatable, Sendable {
  package static let none = BaseURL(text: "")

  package let text: String
  package var isEmpty: Bool { text.isEmpty }

  private init(text: String) { self.text = text }

  /// nil unless `typed` is empty, or `http` or `https` with a host (and a port), which paths can
  /// be appended to: without user, query and fragment.
  ///
  /// Whatever has no place in a URL is percent-encoded, and so is what could begin a cell where a
  /// spreadsheet splits fields: `,`, `;` and `|`.
  package init?(_ typed: String) {
    guard !typed.isEmpty else {
      self = .none
      return
    }
    let bytes = Array(typed.utf8)
    guard let scheme = ["https://", "http://"].first(where: { bytes.isPrefixed(by: $0) }) else {
      return nil
    }
    let rest = bytes.dropFirst(scheme.utf8.count)
    let host = rest.prefix { $0 != UInt8(ascii: "/") }
    guard let first = host.first, first != UInt8(ascii: ":"), host.allSatisfy(Self.isHostByte),
      !rest.contains(UInt8(ascii: "?")), !rest.contains(UInt8(ascii: "#"))
    else { return nil }
    let path = rest.last == UInt8(ascii: "/") ? rest : rest + [UInt8(ascii: "/")]
    text = scheme + Self.encoded(path)
  }

  /// Bytes of a name, of an address or of a port.
  private static func isHostByte(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || byte >= 0x80 || "-._~:[]".utf8.contains(byte)
  }

  private static func encoded(_ url: some Collection<UInt8>) -> String {
    var text: [UInt8] = []
    var rest = Array(url)[...]
    while let byte = rest.popFirst() {
      let isEncoded =
        byte == UInt8(ascii: "%") && rest.count > 1 && rest.prefix(2).allSatisfy(isHex)
      if isEncoded || isAlphanumeric(byte) || "-._~!$&()*+/:=@[]".utf8.contains(byte) {
        text.append(byte)
      } else {
        Hex.append(percent: byte, to: &text)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
  }

  static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }
}

extension [UInt8] {
  /// Whether it begins with `prefix`, lower-case ASCII, in whatever case.
  fileprivate func isPrefixed(by prefix: String) -> Bool {
    starts(with: prefix.utf8) { own, other in
      own == other || ((0x41...0x5A).contains(own) && own | 0x20 == other)
    }
  }
}
