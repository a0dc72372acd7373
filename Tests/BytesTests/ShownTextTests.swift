import Testing

@testable import Bytes

@Suite struct ShownTextTests {
  private func shown(_ text: String) -> String {
    var output: [UInt8] = []
    Array(text.utf8).withUnsafeBufferPointer { ShownText.append($0, to: &output) }
    return String(decoding: output, as: UTF8.self)
  }

  private func isolated(_ text: String) -> String {
    var output: [UInt8] = []
    Array(text.utf8).withUnsafeBufferPointer { ShownText.appendIsolated($0, to: &output) }
    return String(decoding: output, as: UTF8.self)
  }

  @Test(arguments: ["a", "é", "語", "🎉"])
  func cutsAfter200Scalars(letter: String) {
    let whole = String(repeating: letter, count: 200)
    #expect(shown(whole) == whole)
    #expect(Array(shown(whole + letter).utf8) == Array((whole + "…").utf8))
    #expect(shown(String(repeating: letter, count: 100_000)).unicodeScalars.count == 201)
  }

  /// Scalars, not what looks like one letter: that may have a megabyte of marks.
  @Test func countsMarksThatCombine() {
    let text = "a" + String(repeating: "\u{301}", count: 1000)
    #expect(shown(text).unicodeScalars.count == 201)
  }

  @Test func keepsWhatEndsInside() {
    for text in ["", "Zoë", "a\u{202E}b", "a\u{2067}b\u{2069}c", "\u{200F}שלום", "x–y…"] {
      #expect(shown(text) == text)
    }
  }

  @Test func closesWhatItOpensAndNothingElse() {
    #expect(shown("a\u{2069}\u{202E}b") == "a\u{202E}b")
    #expect(shown("\u{2067}\u{2066}a\u{2069}") == "\u{2067}\u{2066}a\u{2069}\u{2069}")
    #expect(shown("\u{2069}\u{2069}a\u{2068}") == "a\u{2068}\u{2069}")
    let long = "\u{2067}" + String(repeating: "a", count: 300)
    #expect(shown(long) == "\u{2067}" + String(repeating: "a", count: 199) + "\u{2069}…")
  }

  @Test func hasNoLineBreaks() {
    #expect(shown("a\nb\r\tc\u{2028}d\u{2029}e\u{1C}f") == "a b  c d e f")
  }

  @Test func isolatesWhatMayTurn() {
    #expect(isolated("plain, Zoë 語") == "plain, Zoë 語")
    #expect(isolated("שלום") == "\u{2068}שלום\u{2069}")
    #expect(isolated("a\u{202E}b") == "\u{2068}a\u{202E}b\u{2069}")
    #expect(isolated("\u{2069}\u{202E}") == "\u{2068}\u{202E}\u{2069}")
    for scalar: Unicode.Scalar in [
      "\u{590}", "\u{627}", "\u{8FF}", "\u{200F}", "\u{202A}", "\u{2069}", "\u{FB1D}", "\u{FEFC}",
      "\u{10800}", "\u{1E900}",
    ] {
      #expect(isolated(String(scalar)).utf8.starts(with: "\u{2068}".utf8), "\(scalar.value)")
    }
  }

  /// What is called plain is shown as it is.
  @Test func knowsPlainTextsByTheirBytes() {
    for text in [
      "", "Ada", "Zoë 語 🎉", "x–y", "a\nb", "\u{2069}", String(repeating: "é", count: 101),
    ] {
      let isPlain = Array(text.utf8).withUnsafeBufferPointer { ShownText.isPlain($0) }
      #expect(!isPlain || shown(text) == text)
    }
    let isPlain = Array("Zoë".utf8).withUnsafeBufferPointer { ShownText.isPlain($0) }
    #expect(isPlain)
  }
}
