import Testing

@testable import Markdown

@Suite struct MarkdownCountTests {
  private func count(_ text: String) -> MarkdownCount { MarkdownCount(Array(text.utf8).span) }

  /// `bytes` bytes in which nothing repeats.
  private func prose(_ bytes: Int) -> String {
    String((0...bytes / 5).map { "a\($0) \n" }.joined().prefix(bytes))
  }

  @Test func admits16KiBAndNoMore() {
    #expect(count(prose(16384)).isWithinBounds)
    #expect(!count(prose(16385)).isWithinBounds)
  }

  @Test func countsTheContainersThatALineOpens() {
    #expect(count("> - 1. a - b").containers == 3)
    #expect(count("2026-11-24 a").containers == 0)
    #expect(count("--------").containers == 0)
    #expect(count("a > b").containers == 0)
    #expect(count(">>\n> >\n").containers == 2)
    #expect(count("\t-\t1)\r\n*\n").containers == 2)
    #expect(count(String(repeating: "> ", count: 32) + "a").isWithinBounds)
    #expect(!count(String(repeating: "> ", count: 33) + "a").isWithinBounds)
  }

  @Test(arguments: [")", "(", "[", "]", "<", "_", "*", "~"])
  func admits64OfAMarkInARow(mark: String) {
    #expect(count("a" + String(repeating: mark, count: 64)).isWithinBounds)
    #expect(!count("a" + String(repeating: mark, count: 65)).isWithinBounds)
  }

  @Test(arguments: 1...8)
  func admits256TimesAUnit(length: Int) {
    let unit = String("abcdefgh".prefix(length))
    #expect(count(String(repeating: unit, count: 256)).isWithinBounds)
    #expect(!count("-" + String(repeating: unit, count: 257)).isWithinBounds)
  }

  @Test func readsTablesUpTo64ColumnsAnd4000Cells() {
    #expect(count(String(repeating: "a|", count: 63)).allowsTables)
    #expect(!count(String(repeating: "a|", count: 64)).allowsTables)
    #expect(count(String(repeating: "a|b|c|d\n", count: 999)).allowsTables)
    #expect(!count(String(repeating: "a|b|c|d\n", count: 1000)).allowsTables)
  }

  @Test func countsAddressesAndMarks() {
    let addresses = count("a@b www.c http://d ://www. w.w :/ ww.")
    #expect(addresses.addresses == 5)
    #expect(count("a.b-c\nd\r").marks == 4)
    #expect(count("a@b").cost == 64 * 3 + 0 + 5 * 1 * 3)
  }

  @Test func refusesWhatMayTakeATenthOfASecond() {
    // 14,560 marks, and 1,500 addresses in 14,390 bytes.
    let marks = count((0..<1820).map { "<?!-{}:;\($0 % 10)" }.joined())
    #expect(!marks.isRepetitive && !marks.isWithinBounds)
    let addresses = count((0..<1500).map { "_www.\($0)a" }.joined())
    #expect(!addresses.isRepetitive && !addresses.isWithinBounds)
    #expect(count((0..<1000).map { "_www.\($0)" }.joined()).isWithinBounds)
  }
}
