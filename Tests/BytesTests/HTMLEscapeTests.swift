import Bytes
import SharedCorpus
import Testing

@Suite struct HTMLEscapeTests {
  private func escaped(_ text: String) -> String {
    var output: [UInt8] = []
    HTMLEscape.append(Array(text.utf8), to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test func turnsMetacharactersIntoEntities() {
    #expect(
      escaped(#"<a href="x" id='y'>&</a>"#).utf8.elementsEqual(
        "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;&lt;/a&gt;".utf8))
  }

  @Test func leavesOtherTextAsItIs() {
    for text in ["", "Ada", "\t\n\r", "Zoë 李 \u{A0}\u{FDCF}\u{FDF0}\u{FFFC}\u{1FFFD} 🎉", "{{x}}"] {
      #expect(escaped(text).utf8.elementsEqual(text.utf8))
    }
  }

  @Test func replacesEachScalarThatHTMLForbidsAndNoOther() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let isControl = (value < 0x20 && ![9, 10, 13].contains(value)) || (0x7F...0x9F ~= value)
      let isNoncharacter = 0xFDD0...0xFDEF ~= value || value & 0xFFFE == 0xFFFE
      if "&<>\"'".unicodeScalars.contains(scalar) { continue }
      let expected = isControl || isNoncharacter ? "\u{FFFD}" : String(scalar)
      if !escaped("a\(scalar)b").utf8.elementsEqual("a\(expected)b".utf8) {
        Issue.record("U+\(String(value, radix: 16))")
      }
    }
  }

  @Test func seesAMetacharacterThatAMarkCombinesWith() {
    for mark in ["\u{301}", "\u{338}", "\u{200D}", "\u{FE0F}", "\u{20DD}", "\u{300}\u{301}"] {
      #expect(escaped("\"\(mark)").utf8.elementsEqual("&quot;\(mark)".utf8))
      #expect(escaped("<\(mark)").utf8.elementsEqual("&lt;\(mark)".utf8))
    }
  }

  @Test func readsNoByteBehindAnUnfinishedScalar() {
    for bytes: [UInt8] in [[0xC2], [0xEF, 0xBF], [0xF0, 0x9F, 0xBF]] {
      var output: [UInt8] = []
      HTMLEscape.append(bytes, to: &output)
      #expect(output == bytes)
    }
  }

  private struct Traps: Decodable { let html: [String] }

  @Test(arguments: Corpus.all)
  func leavesNoRawMetacharacterOfTheGraphemeTraps(corpus: Corpus) throws {
    let traps = try corpus.read("text/swift-grapheme-traps.json", as: Traps.self).html
    #expect(traps.count >= 40)
    let entities = ["&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'"]
    for trap in traps {
      let bytes = Array(escaped(trap).utf8)
      #expect(!bytes.contains { [0x22, 0x27, 0x3C, 0x3E].contains($0) })
      var back = bytes
      for (entity, character) in entities where entity != "&amp;" {
        back = back.replacing(Array(entity.utf8), with: Array(character.utf8))
      }
      #expect(back.replacing(Array("&amp;".utf8), with: [0x26]) == Array(trap.utf8))
    }
  }
}
