import Testing

@testable import Search

/// `Tests/Browser/test_search_fold.py` compares 100,000 words with the rules; here
/// are those that people know.
@Suite struct SearchWordsTests {
  private func forms(_ text: String) -> String {
    var words = SearchWords()
    var output: [UInt8] = []
    words.appendForms(of: Array(text.utf8), to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test(arguments: [
    ("Łukasz", " lukasz"), ("Weiß", " weiss"), ("İbrahim", " ibrahim"), ("ışık", " isik"),
    ("O'Brien", " obrien"), ("O’Brien", " obrien"), ("ｆｕｌｌ", " full"), ("ﬁnn", " finn"),
    ("Jean\u{2010}Luc", " jean-luc"), ("Θάνος", " θανοσ"), ("Сергей", " сергеи"),
    ("zero\u{200B}width", " zerowidth"), ("か\u{3099}", " が"), ("ｶﾞ", " ガ"),
    ("\u{1112}\u{1161}\u{11AB}", " 한"), ("Nguyễn", " nguyen"), ("Æsa", " aesa"),
  ])
  func foldsWhatSmallLettersDoNot(word: String, folded: String) {
    #expect(forms(word) == folded)
  }

  @Test(arguments: ["Ada", "ПАВЕЛ", "田中", "が", "한글", "Ωmega", "u_1"])
  func needsNoFormWhereSmallLettersAreTheFoldedOnes(word: String) {
    #expect(forms(word) == "")
  }

  @Test func writesUmlautsInBothWays() {
    #expect(
      forms("Jürgen von Größe Åse Ødegård")
        == " jurgen juergen grosse groesse ase aase odegard oedegaard")
    #expect(forms("Mu\u{308}ller") == " muller mueller")
  }

  @Test func namesTheFoldsOfWhatWasMet() {
    var words = SearchWords()
    let before = Set(words.metFolds())
    var output: [UInt8] = []
    words.appendForms(of: Array("Ñandú 山".utf8), to: &output)
    #expect(Set(words.metFolds()).subtracting(before) == [[0xD1, 0x6E], [0xFA, 0x75]])
  }
}
