import Bytes

/// The publisher's files, and what they are called in the report.
package struct MarkdownAssets: Equatable, Sendable {
  private let hashedNames: [String: String]

  /// By their names in `site/assets`.
  package init(_ hashedNames: [String: String]) { self.hashedNames = hashedNames }

  package enum Target: Equatable, Sendable {
    /// The address does not lead into the folder.
    case elsewhere
    case asset([UInt8])
    case missing
  }

  /// Where an address that a page at the report's root has must lead.
  package func target(of url: [UInt8]) -> Target {
    var rest = url[...]
    for prefix in ["./", "assets/"] {
      if rest.starts(with: prefix.utf8) {
        rest = rest.dropFirst(prefix.utf8.count)
      } else if prefix == "assets/" {
        return .elsewhere
      }
    }
    let name = rest.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    let plain = String(decoding: Hex.percentDecoded(name), as: UTF8.self)
    guard let hashed = hashedNames[plain] ?? hashedNames[String(decoding: name, as: UTF8.self)]
    else { return .missing }
    return .asset(Array("assets/\(hashed)".utf8) + rest.dropFirst(name.count))
  }
}
