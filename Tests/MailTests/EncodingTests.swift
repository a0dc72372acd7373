import Testing

@testable import Mail

@Suite struct Base64Tests {
  /// RFC 4648, section 10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func encodesAsTheStandardSays(text: String, encoded: String) {
    #expect(String(decoding: Base64.encode(text.utf8), as: UTF8.self) == encoded)
  }

  @Test(arguments: [0, 1, 56, 57, 58, 114, 115])
  func breaksLinesAt76AndKnowsHowManyBytesThatAre(count: Int) {
    var lines: [UInt8] = []
    Base64.appendLines([UInt8](repeating: 65, count: count), to: &lines)
    #expect(lines.count == Base64.lineCount(count))
    #expect(lines.split(separator: 10).dropLast().allSatisfy { $0.count == 76 })
    #expect(lines.filter { $0 != 10 } == Base64.encode([UInt8](repeating: 65, count: count)))
  }
}

@Suite struct QuotedPrintableTests {
  private func encoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    QuotedPrintable.append(Array(text.utf8), to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("a=b\n", "a=3Db\n"), ("ä\n", "=C3=A4\n"), ("a \n", "a=20\n"), ("a\t\nb\n", "a=09\nb\n"),
    ("a b\n", "a b\n"), (".\n", "=2E\n"), ("a.b\n", "a.b\n"), ("From a\n", "=46rom a\n"),
    ("Frodo\n", "Frodo\n"), ("\r\u{0}\n", "=0D=00\n"), ("\n\n", "\n\n"), ("", ""),
  ])
  func encodesWhatMayNotStand(text: String, expected: String) {
    #expect(encoded(text) == expected)
  }

  /// 76 fit; of 77 the last two go on, as the `=` takes a place.
  @Test func breaksLinesAt76() {
    let line = String(repeating: "x", count: 76)
    #expect(encoded(line + "\n") == line + "\n")
    #expect(encoded(line + "y\n") == line.dropLast() + "=\nxy\n")
    let wide = String(repeating: "x", count: 74) + "ä\n"
    #expect(encoded(wide) == String(repeating: "x", count: 74) + "=\n=C3=A4\n")
  }
}

@Suite struct FlowedTextTests {
  private func flowed(_ paragraph: String) -> String {
    var text = FlowedText()
    text.add(paragraph)
    return String(decoding: text.bytes, as: UTF8.self)
  }

  @Test func endsALineThatGoesOnWithABlankOfItsOwn() {
    let word = String(repeating: "x", count: 35)
    #expect(flowed("\(word) \(word) z") == "\(word) \(word)  \nz\n")
    #expect(flowed("\(word) \(word)y z") == "\(word) \(word)y  \nz\n")
    #expect(flowed("\(word) \(word)yy z") == "\(word)  \n\(word)yy z\n")
  }

  @Test func breaksAWordThatIsWiderThanALine() {
    let word = String(repeating: "x", count: 73)
    #expect(flowed(word) == word.dropLast() + " \nx\n")
    #expect(flowed("  " + word) == "   " + word.dropLast(3) + " \nxxx\n")
  }

  /// 36 of them are 72 columns.
  @Test func countsWideCharactersTwice() {
    let text = String(repeating: "漢", count: 37)
    #expect(flowed(text) == text.dropLast() + " \n漢\n")
  }

  @Test func countsMarksAsNothing() {
    let text = String(repeating: "e\u{301}", count: 72)
    #expect(flowed(text) == text + "\n")
  }

  @Test(arguments: [
    (" a", "  a\n"), (">a", " >a\n"), ("From a", " From a\n"), ("a  ", "a\n"), ("", "\n"),
  ])
  func stuffsWhatWouldBeTakenForSomethingElse(text: String, expected: String) {
    #expect(flowed(text) == expected)
  }

  @Test func isolatesNamesThatRunFromRightToLeft() {
    #expect(Direction.isolated("محمد") == "\u{2068}محمد\u{2069}")
    #expect(Direction.isolated("Ada Šmíd 漢") == "Ada Šmíd 漢")
  }
}
