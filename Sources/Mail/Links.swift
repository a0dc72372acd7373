import Bytes

/// Where a report's pages are, for a message that is read elsewhere.
struct Links {
  /// With a slash at its end; nil where the report has no address that a mail could lead to.
  private let base: String?

  init(baseURL: String) {
    let isWeb = ["https://", "http://"].contains { baseURL.lowercased().utf8.starts(with: $0.utf8) }
    base = isWeb ? Links.encoded(baseURL) : nil
  }

  /// The address of the page at `path`; nil where there is none.
  func address(_ path: String) -> String? { base.map { $0 + Links.encoded(path) } }

  /// Bytes that no address has (RFC 3986) as `%20`, so that it ends where it ends.
  private static func encoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if isAlphanumeric(byte) || "-._~:/?#[]@!$&()*+,;=%".utf8.contains(byte) {
        bytes.append(byte)
      } else {
        Hex.append(percent: byte, to: &bytes)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
