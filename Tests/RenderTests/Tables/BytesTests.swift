import Civil
import Testing

@testable import Render

@Suite struct BytesTests {
  private func printed(_ append: (inout [UInt8]) -> Void) -> String {
    var bytes: [UInt8] = []
    append(&bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [
    (0, "1970-01-01"), (-1, "1969-12-31"), (11016, "2000-02-29"), (20781, "2026-11-24"),
    (47846, "2100-12-31"), (47847, "2101-01-01"),
  ])
  func printsDates(number: Int, expected: String) {
    #expect(printed { $0.append(Day(number)) } == expected)
  }

  @Test(arguments: [
    (0, "1970-01-01 00:00:00"), (-1, "1969-12-31 23:59:59"),
    (1_795_514_400, "2026-11-24 10:00:00"), (4_133_980_799, "2100-12-31 23:59:59"),
    (1_795_514_400 + 3600 * 13 + 59 * 60 + 9, "2026-11-24 23:59:09"),
  ])
  func printsTimes(local: Int, expected: String) {
    #expect(printed { $0.append(local: local) } == expected)
  }

  @Test(arguments: [
    (0, "0.000"), (7, "0.007"), (42, "0.042"), (123, "0.123"), (1000, "1.000"), (12_345, "12.345"),
  ])
  func printsThousandths(number: Int, expected: String) {
    #expect(printed { $0.appendThousandths(number) } == expected)
  }
}
