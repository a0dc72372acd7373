import Bytes

/// The targets that a link may have, and how they are written.
///
/// An allow-list: the safe mode of the library lets through `//evil`,
/// `intent:`, `ftp:`, `http:\\evil` and `data:image/gif`.
enum MarkdownLink {
  /// Whether `url` is `https` or `http` with a host, or `mailto` with an
  /// address; from the publisher also a path or fragment within the report.
  static func isAllowed(_ url: [UInt8], source: Markdown.Source) -> Bool {
    for scheme in ["https://", "http://"] {
      if let rest = url.dropping(scheme) { return startsWithHost(rest) }
    }
    if let rest = url.dropping("mailto:") { return !rest.isEmpty }
    return !source.isDump && isRelative(url)
  }

  /// Whether `url` leads from the page to the same folder tree: no scheme, no
  /// leading slash, and nowhere a backslash or two slashes, as browsers take
  /// either for the start of a host in some places.
  static func isRelative(_ url: [UInt8]) -> Bool {
    guard let first = url.first, first != UInt8(ascii: "/") else { return false }
    var previous: UInt8 = 0
    var mayHaveScheme = true
    for byte in url {
      switch byte {
      case UInt8(ascii: ":") where mayHaveScheme: return false
      // Browsers drop some of these and read what is left.
      case UInt8(ascii: "\\"), 0...0x20, 0x7F: return false
      case UInt8(ascii: "/") where previous == byte: return false
      case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): mayHaveScheme = false
      default: break
      }
      previous = byte
    }
    return true
  }

  /// Appends `url` as the value of a quoted attribute: whatever has no place
  /// in a URL percent-encoded, the rest escaped.
  static func append(_ url: [UInt8], to output: inout [UInt8]) {
    for byte in url {
      switch byte {
      case UInt8(ascii: "&"): output += "&amp;".utf8
      case UInt8(ascii: "'"): output += "&#39;".utf8
      case _ where isAlphanumeric(byte) || marks.contains(byte): output.append(byte)
      default: Hex.append(percent: byte, to: &output)
      }
    }
  }

  private static let marks = Array("!#$%()*+,-./:;=?@_~".utf8)

  private static func startsWithHost(_ rest: ArraySlice<UInt8>) -> Bool {
    guard let first = rest.first else { return false }
    return first >= 0x80 || isAlphanumeric(first)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}

extension [UInt8] {
  /// What follows `prefix`, lower-case ASCII, in whatever case it stands here.
  fileprivate func dropping(_ prefix: String) -> ArraySlice<UInt8>? {
    let isMatch = starts(with: prefix.utf8) { own, other in
      own == other || ((0x41...0x5A).contains(own) && own | 0x20 == other)
    }
    return isMatch ? dropFirst(prefix.utf8.count) : nil
  }
}
