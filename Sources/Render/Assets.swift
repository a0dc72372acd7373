import Bytes
import Hash

/// The publisher's styles, scripts and pictures, each under a name that carries a
/// hash of its content: browsers may keep them for ever, and a new one is seen at
/// once. Templates write the plain name.
package struct Assets: Sendable {
  package struct Asset: Sendable {
    /// As in `site/assets`.
    package let name: String
    /// As in the report: `rollcall-1a2b3c4d.css`.
    package let hashedName: String
    package let bytes: [UInt8]
  }

  /// In code-point order of their names.
  package let all: [Asset]
  private let hashedNames: [String: String]

  package static let none = Assets([])

  package init(_ files: [(name: String, bytes: [UInt8])]) {
    all = files.sorted { $0.name < $1.name }.map { name, bytes in
      Asset(name: name, hashedName: Assets.hashed(name, bytes), bytes: bytes)
    }
    hashedNames = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0.hashedName) })
  }

  /// The path in the report of the asset called `name`; nil where there is none.
  package func path(_ name: String) -> String? { hashedNames[name].map { "assets/\($0)" } }

  /// A template's text with each `assets/NAME` of an asset under its hashed name.
  func renaming(in text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let folder = Array("assets/".utf8)
    var result: [UInt8] = []
    var rest = text
    while let place = rest.firstRange(of: folder) {
      result += rest[..<place.upperBound]
      rest = rest[place.upperBound...]
      let name = rest.prefix(while: Assets.isNameByte)
      let plain = String(decoding: name, as: UTF8.self)
      result += Array((hashedNames[plain] ?? plain).utf8)
      rest = rest.dropFirst(name.count)
    }
    return result.isEmpty ? text : (result + rest)[...]
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
      || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }

  /// The first four bytes of the content's SHA-256 go before the ending.
  private static func hashed(_ name: String, _ bytes: [UInt8]) -> String {
    let text = Hex.text(SHA256.digest(of: bytes).prefix(4))
    guard let point = name.utf8.lastIndex(of: UInt8(ascii: ".")), point > name.utf8.startIndex
    else {
      return "\(name)-\(text)"
    }
    return "\(name[..<point])-\(text)\(name[point...])"
  }
}
