import Testing

@testable import Render

@Suite struct DigestTextTests {
  @Test(arguments: [
    ("Ada Lovelace", "Ada Lovelace"), ("a\r\nBcc: b", "a Bcc: b"),
    ("\u{0}\u{85}\u{2028}a\u{7F}", "a"),
    ("a \t b", "a b"), ("  a  ", "a"), ("\u{202E}txt.exe\u{2066}", "txt.exe"),

    ("e\u{301}\u{200F}", "e\u{301}\u{200F}"),
    ("", ""),
  ])
  func makesATextHarmless(text: String, expected: String) {
    #expect(Array(DigestText.of(text).utf8) == Array(expected.utf8))
  }

  /// U+FFFE, U+FDD0 and U+1FFFF, which no literal may have.
  @Test func replacesNoncharacters() {
    let bytes: [UInt8] = [0xEF, 0xBF, 0xBE, 0xEF, 0xB7, 0x90, 0xF0, 0x9F, 0xBF, 0xBF]
    #expect(DigestText.of(String(decoding: bytes, as: UTF8.self)) == "\u{FFFD}\u{FFFD}\u{FFFD}")
  }

  @Test func cutsWhatIsLongerThan120ScalarsBehindACharacter() {
    let text = String(repeating: "x", count: 119)
    #expect(DigestText.of(text + "y") == text + "y")
    #expect(DigestText.of(text + "yz") == text + "y…")
    #expect(DigestText.of(text + "e\u{301}") == text + "…")
    let marks = "e" + String(repeating: "\u{301}", count: 200)
    #expect(DigestText.of(marks).unicodeScalars.count == 121)
    #expect(DigestText.line(text + text) == text + text)
  }
}
