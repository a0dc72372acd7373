/// Cuts a template into tokens and checks that each section is closed, and that values are where
/// escaping keeps them harmless.
struct Tokenizer {
  /// More sections inside each other than anybody can read.
  private static let deepest = 100

  private let source: TemplateSource
  private var tokens: [Token] = []
  private var startsLine = true

  /// - Throws: for tags that are not closed, nameless or not part of the language, sections that
  ///   are not closed or cross, values in scripts, styles and bare attributes, and bytes that are
  ///   no UTF-8.
  static func tokens(of source: TemplateSource) throws(TemplateError) -> [Token] {
    try checkEncoding(source)
    var tokenizer = Tokenizer(source)
    try tokenizer.cut()
    try tokenizer.checkSections()
    try tokenizer.checkPlaces()
    return tokenizer.tokens
  }

  private init(_ source: TemplateSource) { self.source = source }

  private static func checkEncoding(_ source: TemplateSource) throws(TemplateError) {
    do {
      _ = try UTF8Span(validating: source.bytes.span)
    } catch {
      throw source.error(.notUTF8, at: error.byteOffsets.lowerBound)
    }
  }

  private mutating func cut() throws(TemplateError) {
    var at = 0
    while let open = source.find("{{", from: at) {
      let tag = try Tag(in: source, at: open)
      let line = tag.mayStandAlone ? standaloneLine(of: tag, from: at) : nil
      addText(at..<(line?.lowerBound ?? open))
      add(tag, indent: line.map { $0.lowerBound..<open })
      at = line?.upperBound ?? tag.end
    }
    addText(at..<source.bytes.count)
  }

  private mutating func addText(_ range: Range<Int>) {
    var at = range.lowerBound
    while at < range.upperBound {
      let newline = source.bytes[at..<range.upperBound].firstIndex(of: UInt8(ascii: "\n"))
      let end = newline.map { $0 + 1 } ?? range.upperBound
      tokens.append(Token(kind: .text(at..<end), offset: at, startsLine: startsLine))
      startsLine = newline != nil
      at = end
    }
  }

  /// `indent` is the blanks before a tag that stands alone, nil for others.
  private mutating func add(_ tag: Tag, indent: Range<Int>?) {
    if let kind = tag.token(indent: indent ?? tag.start..<tag.start) {
      let starts = startsLine && indent == nil
      tokens.append(Token(kind: kind, offset: tag.start, startsLine: starts))
      startsLine = false
    }
    if indent != nil { startsLine = true }
  }

  /// The whole line or lines of a tag that shares them with blanks only, line end included.
  private func standaloneLine(of tag: Tag, from previous: Int) -> Range<Int>? {
    let bytes = source.bytes
    var start = tag.start
    while start > previous && isBlank(bytes[start - 1]) { start -= 1 }
    guard start == 0 || bytes[start - 1] == UInt8(ascii: "\n") else { return nil }
    var end = tag.end
    while end < bytes.count && isBlank(bytes[end]) { end += 1 }
    if end < bytes.count && bytes[end] == UInt8(ascii: "\r") { end += 1 }
    if end == bytes.count { return start..<end }
    return bytes[end] == UInt8(ascii: "\n") ? start..<(end + 1) : nil
  }

  private func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  private func checkSections() throws(TemplateError) {
    var open: [(name: String, offset: Int)] = []
    for token in tokens {
      switch token.kind {
      case .section(let name), .inverted(let name):
        if open.count == Tokenizer.deepest {
          throw source.error(.deepSection(name, limit: Tokenizer.deepest), at: token.offset)
        }
        open.append((name, token.offset))
      case .close(let name):
        guard let last = open.popLast() else {
          throw source.error(.unopenedSection(name), at: token.offset)
        }
        if last.name != name {
          let line = source.line(of: last.offset)
          let reason = TemplateError.Reason.sectionsCross(closed: name, open: last.name, line: line)
          throw source.error(reason, at: token.offset)
        }
      case .text, .variable, .unescaped, .partial: break
      }
    }
    if let last = open.last { throw source.error(.unclosedSection(last.name), at: last.offset) }
  }

  /// Each file apart, and as if all sections were printed once; where a partial is in a script or a
  /// style, it may print values there.
  private func checkPlaces() throws(TemplateError) {
    var markup = Markup()
    for token in tokens {
      switch token.kind {
      case .text(let range): markup.read(source.bytes[range])
      case .partial(let name, _):
        guard case .element(let element) = markup.danger else { continue }
        throw source.error(.partialInCode(name, element: element), at: token.offset)
      case .variable(let name), .unescaped(let name):
        guard let danger = markup.danger else { continue }
        throw source.error(.unsafePlace(name, danger), at: token.offset)
      case .section, .inverted, .close: break
      }
    }
  }
}

extension TemplateSource {
  /// Where an ASCII text comes next.
  func find(_ text: StaticString, from start: Int) -> Int? {
    text.withUTF8Buffer { wanted in
      var at = start
      while at + wanted.count <= bytes.count {
        if bytes[at..<(at + wanted.count)].elementsEqual(wanted) { return at }
        at += 1
      }
      return nil
    }
  }
}
