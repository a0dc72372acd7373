/// A tag as it stands in a template, braces included.
struct Tag {
  private enum Sigil { case none, unescaped, section, inverted, close, partial, comment }

  let start: Int
  /// Where the source goes on.
  let end: Int
  private let sigil: Sigil
  private let name: String

  /// Reads the tag whose `{{` stands at `start`.
  init(in source: TemplateSource, at start: Int) throws(TemplateError) {
    let triple = source.bytes[start...].starts(with: "{{{".utf8)
    var from = start + (triple ? 3 : 2)
    if !triple { from = Tag.skipSpace(source.bytes, from) }
    sigil = triple ? .unescaped : try Tag.sigil(in: source, at: from, start)
    if !triple && sigil != .none { from += 1 }
    let closing: StaticString = triple ? "}}}" : "}}"
    guard let close = source.find(closing, from: from) else {
      throw source.error(.unclosedTag(end: "\(closing)"), at: start)
    }
    self.start = start
    end = close + (triple ? 3 : 2)
    name = Tag.trimmed(source, from..<close)
    if sigil == .comment { return }
    if name.utf8.contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }) {
      throw source.error(.unclosedTag(end: "\(closing)"), at: start)
    }
    if name.isEmpty { throw source.error(.emptyName, at: start) }
  }

  /// Whether a line with only this tag is dropped from the output.
  var mayStandAlone: Bool { sigil != .none && sigil != .unescaped }

  /// The tag's token; none for a comment.
  func token(indent: Range<Int>) -> Token.Kind? {
    switch sigil {
    case .none: .variable(name)
    case .unescaped: .unescaped(name)
    case .section: .section(name)
    case .inverted: .inverted(name)
    case .close: .close(name)
    case .partial: .partial(name, indent: indent)
    case .comment: nil
    }
  }

  private static func sigil(
    in source: TemplateSource, at offset: Int, _ start: Int
  ) throws(TemplateError) -> Sigil {
    guard offset < source.bytes.count else { return .none }
    switch source.bytes[offset] {
    case UInt8(ascii: "&"): return .unescaped
    case UInt8(ascii: "#"): return .section
    case UInt8(ascii: "^"): return .inverted
    case UInt8(ascii: "/"): return .close
    case UInt8(ascii: ">"): return .partial
    case UInt8(ascii: "!"): return .comment
    case UInt8(ascii: "="): throw source.error(.delimiterChange, at: start)
    case UInt8(ascii: "<"), UInt8(ascii: "$"): throw source.error(.inheritance, at: start)
    default: return .none
    }
  }

  private static func trimmed(_ source: TemplateSource, _ range: Range<Int>) -> String {
    let start = min(skipSpace(source.bytes, range.lowerBound), range.upperBound)
    var end = range.upperBound
    while end > start && isSpace(source.bytes[end - 1]) { end -= 1 }
    return source.string(start..<end)
  }

  private static func skipSpace(_ bytes: [UInt8], _ start: Int) -> Int {
    var at = start
    while at < bytes.count && isSpace(bytes[at]) { at += 1 }
    return at
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (byte >= 0x09 && byte <= 0x0D)
  }
}
