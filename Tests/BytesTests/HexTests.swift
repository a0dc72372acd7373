import Bytes
import Testing

@Suite struct HexTests {
  @Test func writesTwoDigitsForEachByte() {
    #expect(Hex.text([0, 9, 10, 15, 16, 0x5F, 0xA0, 255]) == "00090a0f105fa0ff")
    #expect(Hex.text([]) == "")
  }

  @Test func writesCapitals() {
    var output = Array("a".utf8)
    Hex.append(percent: 0x2C, to: &output)
    Hex.append(percent: 0xFE, to: &output)
    Hex.append(capital: 0x0D, to: &output)
    #expect(String(decoding: output, as: UTF8.self) == "a%2C%FE0D")
  }

  @Test(arguments: [
    ("a%20b", "a b"), ("%c3%A9", "é"), ("100%", "100%"), ("%4", "%4"), ("%zz%2", "%zz%2"), ("", ""),
    ("%2541", "%41"),
  ])
  func readsPercentSigns(text: String, decoded: String) {
    #expect(Hex.percentDecoded(text.utf8) == Array(decoded.utf8))
  }
}
