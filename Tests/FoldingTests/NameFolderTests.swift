import Testing

@testable import Folding

@Suite struct NameFolderTests {
  @Test(arguments: [
    ("Ada", "ada"), ("  Zoe \t X ", "zoe x"), ("Zoë", "zoe"), ("O'Brien", "obrien"),
    ("Ł\u{2028}Æsa", "l aesa"), ("", ""), ("\u{0}", ""), ("ПАВЕЛ", "павел"),
  ])
  func foldsACleanedName(name: String, folded: String) {
    var folder = NameFolder()
    var output = Array("x".utf8)
    Array(name.utf8).withUnsafeBufferPointer { folder.append($0, to: &output) }
    #expect(String(decoding: output, as: UTF8.self) == "x" + folded)
  }

  @Test(arguments: [
    ("  Ada \t\n Lovelace  ", "Ada Lovelace"), ("山田\u{3000}太郎\u{85}\u{2028}\u{A0}", "山田 太郎"),
    ("\u{0}", ""), ("Ada  B", "Ada B"),
  ])
  func makesOneBlankOfWhiteSpaceAndControls(text: String, cleaned: String) {
    var output: [UInt8] = []
    _ = Array(text.utf8).withUnsafeBufferPointer { NameFolder.clean($0, into: &output) }
    #expect(String(decoding: output, as: UTF8.self) == cleaned)
  }
}
