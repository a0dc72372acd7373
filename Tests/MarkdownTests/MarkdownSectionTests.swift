import Testing

@testable import Markdown

@Suite struct MarkdownSectionTests {
  private func sections(_ text: String) -> [MarkdownSection] {
    Markdown.sections(of: Array(text.utf8).span)
  }

  private func section(_ level: Int, _ heading: String, _ text: String, _ id: String)
    -> MarkdownSection
  {
    MarkdownSection(
      level: level, heading: Array(heading.utf8), text: Array(text.utf8), id: Array(id.utf8))
  }

  @Test func pairsEachHeadingWithTheTextUpToTheNext() {
    #expect(
      sections("before\n# Title\n### Active *users*\nAt least\none `event`.\n\nMore.\n### Login")
        == [
          section(0, "", "before", ""),
          section(1, "Title", "", "title"),
          section(3, "Active users", "At least one event. More.", "active-users"),
          section(3, "Login", "", "login"),
        ])
  }

  @Test func joinsBlocksItemsAndCellsByOneSpace() {
    let text = "# a\n- b\n- c\n  - d\n\n|e|f|\n|-|-|\n|g|h|\n\n```\ni\n  j\n```\n> k\\\nl<br>m"
    #expect(sections(text) == [section(1, "a", "b c d e f g h i j k lm", "a")])
  }

  @Test func readsLinksAndImagesByTheirText() {
    let text = "# [a](http://b) ![c](http://d) ![](e.png)\n<b>f</b> &amp; ~~g~~ <http://h.example>"
    #expect(
      sections(text) == [section(1, "a c e.png", "f & g http://h.example", "a-c-e-png")])
  }

  @Test func skipsHeadingsWithoutText() {
    #expect(sections("#\na") == [section(0, "", "a", "")])
    #expect(sections("") == [])
  }

  @Test func takesTheFirstHeadingOfLevel1AsTitle() {
    #expect(Markdown.title(of: Array("## a\n# b *c*\n# d".utf8).span) == Array("b c".utf8))
    #expect(Markdown.title(of: Array("## a".utf8).span) == nil)
  }

  @Test func givesTheIDsThatThePageHas() {
    let text = "# a\n## a\n#\n## ![](b.png)\n"
    let page = html(text, source: .publisherPage)
    for section in sections(text).dropFirst() {
      #expect(page.contains("id=\"\(String(decoding: section.id, as: UTF8.self))\""))
    }
  }
}
