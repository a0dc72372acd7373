import Testing

@testable import Markdown

@Suite struct MarkdownSlugsTests {
  private func ids(_ headings: String...) -> [String] {
    var slugs = MarkdownSlugs()
    return headings.map { String(decoding: slugs.next(for: Array($0.utf8)), as: UTF8.self) }
  }

  @Test func lowersLettersAndJoinsWordsByHyphens() {
    #expect(ids(" What's *New* in 2026? ") == ["what-s-new-in-2026"])
    #expect(ids("Größe") == ["größe"])
    #expect(ids("?!") == ["section"])
  }

  @Test func numbersWhatIsThereAlready() {
    #expect(ids("a", "a", "a") == ["a", "a-2", "a-3"])
    #expect(ids("a-2", "a", "a", "a") == ["a-2", "a", "a-3", "a-4"])
    #expect(ids("a", "a", "a-2", "a-2") == ["a", "a-2", "a-2-2", "a-2-3"])
  }
}
