import Testing

@testable import Mail

@Suite struct HeaderTests {
  private func header(_ add: (inout Header) -> Void) -> String {
    var header = Header()
    add(&header)
    return String(decoding: header.bytes, as: UTF8.self)
  }

  @Test func leavesPlainTextAsItIs() {
    #expect(
      header { $0.add("Subject", text: "Acme & Sons: 7 new") } == "Subject: Acme & Sons: 7 new\n")
  }

  @Test func foldsBetweenWordsAt78Bytes() {
    let word = String(repeating: "x", count: 34)
    let folded = header { $0.add("Subject", text: "\(word) \(word) y") }
    #expect(folded == "Subject: \(word) \(word)\n y\n")
  }

  /// `é` is C3 A9: 19 of them and an ASCII letter fill the 39 bytes of a word, 20 do not fit.
  @Test func splitsNoCharacterBetweenEncodedWords() {
    let text = "a" + String(repeating: "é", count: 20)
    let first = "YcOp" + String(repeating: "w6nDqcOp", count: 6)
    let words = EncodedWords.words(of: text)
    #expect(words.count == 2)
    #expect(words[0].hasPrefix("=?UTF-8?B?\(first)"))
    #expect(words[1] == "=?UTF-8?B?w6k=?=")
    #expect(words.allSatisfy { $0.utf8.count <= 66 })
  }

  /// 60 marks on one letter are one character of 121 bytes.
  @Test func splitsACharacterThatFitsNoWordBetweenScalars() {
    let words = EncodedWords.words(of: "e" + String(repeating: "\u{301}", count: 60))
    #expect(words.count == 4)
    #expect(words.allSatisfy { $0.utf8.count <= 66 })
  }

  @Test(arguments: [
    " a", "a ", "a  b", "", "=?UTF-8?Q?x?=", "ä", String(repeating: "x", count: 61),
  ])
  func encodesWhatFoldingWouldChange(text: String) {
    let field = header { $0.add("Subject", text: text) }
    #expect(text.isEmpty ? field == "Subject:\n" : field.hasPrefix("Subject: =?UTF-8?B?"))
  }

  @Test func quotesNamesAndEncodesThoseThatAreNotASCII() throws {
    let addresses = [
      try Address("\"Doe, \\\"J\\\"\" <j@a.example>"), try Address("Jö <k@a.example>"),
      try Address("l@a.example"),
    ]
    let field = header { $0.add("To", addresses) }
    #expect(
      field == "To: \"Doe, \\\"J\\\"\" <j@a.example>, =?UTF-8?B?SsO2?= <k@a.example>, l@a.example\n"
    )
  }

  @Test func writesParametersInQuotesOrExtended() {
    let plain = header { $0.add("Content-Disposition", "attachment", "filename", "a-1.csv") }
    #expect(plain == "Content-Disposition: attachment; filename=\"a-1.csv\"\n")
    let extended = header { $0.add("Content-Disposition", "attachment", "filename", "ä \"b\".csv") }
    #expect(
      extended == "Content-Disposition: attachment; filename*=UTF-8''%C3%A4%20%22b%22.csv\n")
  }
}
