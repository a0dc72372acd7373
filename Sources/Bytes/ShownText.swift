// Unsafe here: every name on a page passes; indexes stay below the buffer's count.

/// A stranger's text as people are shown it, in valid UTF-8: at most 200 scalars, then `…`, and
/// nothing in it that reaches beyond it.
///
/// An isolate around a text (`bdi`, or U+2068 and U+2069) ends at a line break in it, and at a
/// U+2069 that nothing in it opened (Unicode Standard Annex 9): the first becomes a blank, the
/// second is left out, and what the text opens itself is closed.
package enum ShownText {
  /// In scalars.
  package static let longest = 200

  /// Whether the text is shown as it is, by its bytes alone: never wrong where it is true.
  @inline(__always)
  package static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count <= longest else { return false }
    // Direction marks and line separators begin with E2 80 or E2 81.
    for byte in text where byte < 0x20 || byte == 0xE2 { return false }
    return true
  }

  /// For a place with an isolate of its own.
  package static func append(_ text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    var shown = 0
    var isolates = 0
    var at = 0
    while at < text.count, shown < longest {
      let length = length(text[at])
      let scalar = UnsafeBufferPointer(rebasing: text[at..<min(at + length, text.count)])
      at += length
      shown += 1
      switch Mark(scalar) {
      case .lineBreak: output.append(UInt8(ascii: " "))
      case .isolateEnd where isolates == 0: break
      case let mark:
        if mark == .isolateStart { isolates += 1 }
        if mark == .isolateEnd { isolates -= 1 }
        output += scalar
      }
    }
    for _ in 0..<isolates { output += isolateEnd }
    if at < text.count { output += "…".utf8 }
  }

  /// The same with an isolate around it where the text may be written from right to left, for
  /// places that no element can stand around: a title, an attribute, the middle of a sentence.
  package static func appendIsolated(_ text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    guard mayTurn(text) else { return append(text, to: &output) }
    output += isolateStart
    append(text, to: &output)
    output += isolateEnd
  }

  private static let isolateStart = Array("\u{2068}".utf8)
  private static let isolateEnd = Array("\u{2069}".utf8)

  /// As `isPlain`, of a text to be isolated.
  package static func isPlainIsolated(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    isPlain(text) && !mayTurn(text)
  }

  /// Whether one of the bytes may begin a letter that is written from right to left, or a mark
  /// that turns the direction: U+0590–U+08FF, U+2000–U+2FFF, U+F000–U+FFFF, and beyond U+FFFF.
  private static func mayTurn(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.contains { (0xD6...0xE0).contains($0) || $0 == 0xE2 || $0 >= 0xEF }
  }

  private static func length(_ lead: UInt8) -> Int {
    lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
  }

  private enum Mark {
    case none, lineBreak, isolateStart, isolateEnd

    init(_ scalar: UnsafeBufferPointer<UInt8>) {
      let isMark = scalar.count == 3 && scalar[0] == 0xE2
      self =
        switch (isMark ? scalar[1] : 0, scalar[scalar.count - 1]) {
        case (0, ..<0x20), (0x80, 0xA8), (0x80, 0xA9): .lineBreak
        case (0x81, 0xA6...0xA8): .isolateStart
        case (0x81, 0xA9): .isolateEnd
        default: .none
        }
    }
  }
}
