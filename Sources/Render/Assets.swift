import Bytes
import Hash
import Markdown

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
    var hashedNames: [String: String] = [:]
    // Styles come last, as they name the others: a picture, a font.
    let styles = files.filter { $0.name.hasSuffix(".css") }.map { $0.name }
    all = files.sorted {
      (styles.contains($0.name) ? 1 : 0, $0.name) < (styles.contains($1.name) ? 1 : 0, $1.name)
    }
    .map { name, bytes in
      let content =
        styles.contains(name)
        ? Assets.renaming(in: bytes[...], behind: "url(", hashedNames) : bytes[...]
      let asset = Asset(
        name: name, hashedName: Assets.hashed(name, content), bytes: Array(content))
      hashedNames[name] = asset.hashedName
      return asset
    }
    self.hashedNames = hashedNames
  }

  /// The path in the report of the asset called `name`; nil where there is none.
  package func path(_ name: String) -> String? { hashedNames[name].map { "assets/\($0)" } }

  /// What addresses that lead into `assets/` become.
  package var targets: MarkdownAssets { MarkdownAssets(hashedNames) }

  /// The plain names of all, and of the script that is made with each report.
  var names: [String] { (hashedNames.keys + [Report.momentScriptName]).sorted() }

  /// The first `assets/NAME` in a template's text that is no file of ours, with the place of the
  /// name. What goes on from a name or a path (`https://host/assets/x`) is another folder.
  func firstMiss(in text: ArraySlice<UInt8>) -> (name: String, offset: Int)? {
    let sign = Array("assets/".utf8)
    var rest = text
    while let place = Assets.place(of: sign, in: rest) {
      let before = text[..<place.lowerBound].last
      rest = rest[place.upperBound...]
      let name = String(decoding: rest.prefix(while: Assets.isNameByte), as: UTF8.self)
      let isOther = before.map { Assets.isNameByte($0) || $0 == UInt8(ascii: "/") } ?? false
      guard !isOther, !name.isEmpty, !names.contains(name) else { continue }
      return (name, rest.startIndex)
    }
    return nil
  }

  /// A template's text with each `assets/NAME` of an asset under its hashed name.
  func renaming(in text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    Assets.renaming(in: text, behind: "assets/", hashedNames)
  }

  /// `text` with each name of an asset directly behind `sign`, or a quote behind that, as hashed.
  private static func renaming(
    in text: ArraySlice<UInt8>, behind sign: String, _ hashedNames: [String: String]
  ) -> ArraySlice<UInt8> {
    let sign = Array(sign.utf8)
    var result: [UInt8] = []
    var rest = text
    while let place = Assets.place(of: sign, in: rest) {
      result += rest[..<place.upperBound]
      rest = rest[place.upperBound...]
      if let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        result.append(quote)
        rest = rest.dropFirst()
      }
      let name = rest.prefix(while: Assets.isNameByte)
      let plain = String(decoding: name, as: UTF8.self)
      result += Array((hashedNames[plain] ?? plain).utf8)
      rest = rest.dropFirst(name.count)
    }
    return result.isEmpty ? text : (result + rest)[...]
  }

  /// Where `sign` is first. The standard library's `firstRange(of:)`, which no compiler specializes, took a third of
  /// the instructions of a small report.
  private static func place(of sign: [UInt8], in text: ArraySlice<UInt8>) -> Range<Int>? {
    var rest = text
    while let first = sign.first, let start = rest.firstIndex(of: first) {
      rest = rest[start...]
      if rest.starts(with: sign) { return start..<start + sign.count }
      rest = rest.dropFirst()
    }
    return nil
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
      || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }

  /// The first four bytes of the content's SHA-256 go before the ending. A name that would have
  /// to be written otherwise in an address, or that some system does not take, has `-` for what
  /// is odd in it, and is part of the hash.
  private static func hashed(_ name: String, _ bytes: ArraySlice<UInt8>) -> String {
    let isOdd = !name.utf8.allSatisfy(isNameByte)
    let text = Hex.text(
      SHA256.digest(of: isOdd ? Array(name.utf8) + [0] + bytes : Array(bytes)).prefix(4))
    let safe = name.utf8.map { isNameByte($0) ? $0 : UInt8(ascii: "-") }
    let point = safe.lastIndex(of: UInt8(ascii: ".")).flatMap { $0 > 0 ? $0 : nil } ?? safe.count
    return String(decoding: safe[..<point] + "-\(text)".utf8 + safe[point...], as: UTF8.self)
  }
}
