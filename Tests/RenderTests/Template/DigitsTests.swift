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
    var output: [UInt8] = []
    Digits.appendGrouped(number, to: &output)
    #expect(String(decoding: output, as: UTF8.self) == expected)
  }
}
