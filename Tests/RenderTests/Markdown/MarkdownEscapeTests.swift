import Testing

@testable import Render

@Suite struct MarkdownEscapeTests {
  private func escape(_ text: String) -> String {
    var output: [UInt8] = []
    MarkdownEscape.append(Array(text.utf8), to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test func escapesTheFiveEvenBeforeACombiningAccent() {
    #expect(escape("&<>\"'") == "&amp;&lt;&gt;&quot;&#39;")
    #expect(escape("\"\u{301}<\u{301}") == "&quot;\u{301}&lt;\u{301}")
  }

  @Test func replacesControlsAndNoncharacters() {
    #expect(escape("\0\u{8}\u{B}\u{C}\u{1F}\u{7F}") == String(repeating: "\u{FFFD}", count: 6))
    #expect(escape("\u{80}\u{85}\u{9F}") == "\u{FFFD}\u{FFFD}\u{FFFD}")
    // The compiler takes no noncharacter in a literal.
    let inBMP: [UInt32] = Array(0xFDD0...0xFDEF)
    let atEnds = (0...16).flatMap { plane in
      [UInt32(plane << 16 | 0xFFFE), UInt32(plane << 16 | 0xFFFF)]
    }
    for scalar in (inBMP + atEnds).compactMap(Unicode.Scalar.init) {
      #expect(escape("a\(Character(scalar))b") == "a\u{FFFD}b", "\(scalar.value)")
    }
  }

  @Test func keepsEverythingElse() {
    let kept = "\t\n\r ~\u{A0}é\u{FDCF}\u{FDF0}\u{FFFD}\u{1FFFD}\u{10FFFD}👍🏽"
    #expect(escape(kept) == kept)
  }
}
