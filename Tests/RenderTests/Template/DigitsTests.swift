import Configure
import Testing

@testable import Render

struct DigitsTests {
  @Test(arguments: [
    (0, "0"), (7, "7"), (10, "10"), (-1, "-1"), (1_234_567, "1234567"),
    (Int.max, "9223372036854775807"), (Int.min, "-9223372036854775808"),
  ])
  func printsDecimalDigitsBehindWhatIsThere(number: Int, expected: String) {
    var output = Array("n=".utf8)
    Digits.append(number, to: &output)
    #expect(String(decoding: output, as: UTF8.self) == "n=" + expected)
  }

  @Test(arguments: [
    (0, "0"), (999, "999"), (1_000, "1,000"), (-999, "-999"), (-100_000, "-100,000"),
    (1_234_567, "1,234,567"), (Int.min, "-9,223,372,036,854,775,808"),
  ])
  func putsACommaBetweenThousands(number: Int, expected: String) {
    #expect(grouped(number, ",", from: 4) == expected)
  }

  /// Spanish and Polish group from five digits on; French has a narrow blank of three bytes.
  @Test(arguments: [
    (9_999, "9999"), (10_000, "10\u{202F}000"), (-1_234_567, "-1\u{202F}234\u{202F}567"),
  ])
  func groupsFromANumberOfDigitsOn(number: Int, expected: String) {
    #expect(grouped(number, "\u{202F}", from: 5) == expected)
  }

  @Test func groupsNothingWithoutASign() {
    #expect(grouped(1_234_567, "", from: 4) == "1234567")
    #expect(grouped(.min, ".", from: 0) == "-9223372036854775808")
  }

  private func grouped(_ number: Int, _ sign: String, from digits: Int) -> String {
    var output: [UInt8] = []
    Digits.append(number, NumberFormat(sign: Array(sign.utf8), from: digits), to: &output)
    return String(decoding: output, as: UTF8.self)
  }
}
