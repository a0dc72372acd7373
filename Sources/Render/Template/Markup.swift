/// Where in HTML a template is, followed through its text byte by byte, after the states of the
/// HTML standard's tokenizer.
///
/// Values are escaped for text and for attributes in quotes. Elsewhere that does not keep them
/// from being taken for a script, a style or an attribute of their own.
package struct Markup {
  /// Why a value is not safe at a place.
  package enum Danger: Equatable, Sendable {
    /// In the text of a `script` or a `style`.
    case element(String)
    /// In an attribute that is itself a script, a style or a page.
    case attribute(String)
    /// In a tag, and not in a value in quotes.
    case unquoted
  }

  private enum State: Equatable {
    case text
    /// Behind `<` or `</`.
    case opening
    case name
    case betweenAttributes
    case attribute
    case afterAttribute
    case beforeValue
    case quoted(UInt8)
    case unquoted
    case declaration
    case comment
    /// In an element whose text has no tags.
    case raw
  }

  private var state = State.text
  /// The tag's, A–Z in lower case.
  private var name: [UInt8] = []
  private var isEndTag = false
  private var attribute: [UInt8] = []
  /// Of a declaration, a comment or a raw text what may be its end.
  private var tail: [UInt8] = []

  /// nil where a value is safe.
  var danger: Danger? {
    switch state {
    case .text, .declaration, .comment: nil
    case .raw: .element(String(decoding: name, as: UTF8.self))
    case .quoted where Markup.isCode(attribute):
      .attribute(String(decoding: attribute, as: UTF8.self))
    case .quoted: nil
    default: .unquoted
    }
  }

  private static func isCode(_ attribute: [UInt8]) -> Bool {
    attribute.starts(with: "on".utf8) || attribute.elementsEqual("style".utf8)
      || attribute.elementsEqual("srcdoc".utf8)
  }

  mutating func read(_ text: some Sequence<UInt8>) {
    for byte in text { read(byte) }
  }

  private mutating func read(_ byte: UInt8) {
    switch state {
    case .text: if byte == UInt8(ascii: "<") { (state, isEndTag) = (.opening, false) }
    case .opening: open(byte)
    case .name: inTag(byte) { $0.name.append(Markup.lowercased(byte)) }
    case .betweenAttributes, .afterAttribute:
      if byte == UInt8(ascii: "="), state == .afterAttribute {
        state = .beforeValue
      } else {
        inTag(byte) {
          $0.state = .attribute
          $0.attribute = [Markup.lowercased(byte)]
        }
      }
    case .attribute:
      if byte == UInt8(ascii: "=") {
        state = .beforeValue
      } else {
        inTag(byte) { $0.attribute.append(Markup.lowercased(byte)) }
      }
    case .beforeValue: beginValue(byte)
    case .quoted(let quote): if byte == quote { state = .betweenAttributes }
    case .unquoted:
      if byte == UInt8(ascii: ">") {
        endTag()
      } else if Markup.isSpace(byte) {
        state = .betweenAttributes
      }
    case .declaration, .comment, .raw: skip(byte)
    }
  }

  private mutating func open(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "/") where !isEndTag: isEndTag = true
    case UInt8(ascii: "!") where !isEndTag: (state, tail) = (.declaration, [])
    case 65...90, 97...122: (state, name) = (.name, [Markup.lowercased(byte)])
    case UInt8(ascii: "<"): isEndTag = false
    default: state = .text
    }
  }

  /// What ends a name; else `go` takes the byte.
  private mutating func inTag(_ byte: UInt8, _ go: (inout Markup) -> Void) {
    if byte == UInt8(ascii: ">") {
      endTag()
    } else if byte == UInt8(ascii: "/") {
      state = .betweenAttributes
    } else if !Markup.isSpace(byte) {
      go(&self)
    } else if state == .attribute {
      state = .afterAttribute
    } else if state == .name || state == .raw {
      state = .betweenAttributes
    }
  }

  private mutating func beginValue(_ byte: UInt8) {
    if byte == UInt8(ascii: ">") { return endTag() }
    if Markup.isSpace(byte) { return }
    let isQuote = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
    state = isQuote ? .quoted(byte) : .unquoted
  }

  private mutating func endTag() {
    let isRaw = name.elementsEqual("script".utf8) || name.elementsEqual("style".utf8)
    (state, tail) = (isRaw && !isEndTag ? .raw : .text, [])
  }

  /// Looks for the end alone.
  private mutating func skip(_ byte: UInt8) {
    tail.append(Markup.lowercased(byte))
    switch state {
    case .declaration where tail.elementsEqual("--".utf8): state = .comment
    case .declaration: if byte == UInt8(ascii: ">") { state = .text }
    case .comment: if tail.suffix(3).elementsEqual("-->".utf8) { state = .text }
    default:
      guard tail.dropLast().suffix(name.count + 2).elementsEqual("</".utf8 + name) else { break }
      isEndTag = true
      inTag(byte) { _ in }
    }
    // Longer than any end.
    if tail.count > 64 { tail.removeFirst(32) }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (0x09...0x0D).contains(byte)
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (65...90).contains(byte) ? byte | 0x20 : byte
  }
}
