import Testing

@testable import Markdown

/// What `text` becomes under a heading of level 1.
func html(_ text: String, source: Markdown.Source = .dump(ceiling: .max)) -> String {
  var output: [UInt8] = []
  Markdown.html(
    from: Array(text.utf8).span, under: 1, source: source, texts: .english, into: &output)
  return String(decoding: output, as: UTF8.self)
}

func outcome(_ text: [UInt8], ceiling: Int = .max) -> Markdown.Outcome {
  var output: [UInt8] = []
  return Markdown.html(
    from: text.span, under: 1, source: .dump(ceiling: ceiling), texts: .english, into: &output)
}

@Suite struct MarkdownTests {
  @Test func appendsToWhatIsThereAndGivesNothingForNothing() {
    var output = Array("before".utf8)
    let empty: [UInt8] = []
    let outcome = Markdown.html(
      from: empty.span, under: 1, source: .dump(ceiling: .max), texts: .english, into: &output)
    #expect(outcome == .rendered)
    #expect(output == Array("before".utf8))
    Markdown.html(from: [0x61].span, under: 1, source: .publisher, texts: .english, into: &output)
    #expect(String(decoding: output, as: UTF8.self) == "before<p>a</p>\n")
  }

  @Test func writesInlines() {
    #expect(
      html("*a* **b** ~~c~~ `d<` e\\\nf\ng")
        == "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d&lt;</code> e<br>\nf\ng</p>\n")
  }

  @Test func writesBlocks() {
    #expect(html("> a") == "<blockquote>\n<p>a</p>\n</blockquote>\n")
    #expect(html("```swift\nx\n```") == "<pre tabindex=\"0\"><code>x\n</code></pre>\n")
    #expect(html("a\n\n---\n") == "<p>a</p>\n<hr>\n")
  }

  @Test func keepsTightListsTightAndLooseOnesLoose() {
    #expect(html("- a\n- b") == "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n")
    #expect(html("- a\n\n- b").contains("<li>\n<p>a</p>\n</li>"))
    #expect(html("- a\n  - b") == "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>\n")
    #expect(html("3. a") == "<ol start=\"3\">\n<li>a</li>\n</ol>\n")
  }

  @Test func givesTasksASignWithAName() {
    #expect(
      html("- [x] a\n- [ ] b") == """
        <ul>
        <li class="task"><span role="img" aria-label="done">☑</span> a</li>
        <li class="task"><span role="img" aria-label="to do">☐</span> b</li>
        </ul>

        """)
  }

  @Test func alignsTablesByClassAndNamesNoEmptyHeader() {
    #expect(
      html("|a|b||\n|:-|-:|:-:|\n|1|") == """
        <div class="table-scroll" tabindex="0" role="group" aria-label="Table">
        <table>
        <thead>
        <tr>
        <th scope="col" class="align-left">a</th>
        <th scope="col" class="align-right">b</th>
        <td class="align-center"></td>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td class="align-left">1</td>
        <td class="align-right"></td>
        <td class="align-center"></td>
        </tr>
        </tbody>
        </table>
        </div>

        """)
  }

  @Test func dropsRawTagsAndKeepsTheTextBetween() {
    #expect(html("a <b onclick=x>c</b> <!-- d -->e") == "<p>a c e</p>\n")
    #expect(html("<script>\nalert(1)\n</script>") == "")
    #expect(html("a\n\n<b> <i>\n\nc") == "<p>a</p>\n<p>c</p>\n")
  }

  @Test func sinksHeadingsBelowThePagesOwnWithoutGaps() {
    #expect(html("# a") == "<h2>a</h2>\n")
    #expect(html("### a") == "<h2>a</h2>\n")
    #expect(
      html("## a\n#### b\n###### c\n#### d\n## e\n# f")
        == "<h2>a</h2>\n<h3>b</h3>\n<h4>c</h4>\n<h3>d</h3>\n<h2>e</h2>\n<h2>f</h2>\n")
  }

  @Test func stopsAtLevelSix() {
    var output: [UInt8] = []
    let text = Array("# a\n## b".utf8)
    Markdown.html(from: text.span, under: 5, source: .publisher, texts: .english, into: &output)
    #expect(String(decoding: output, as: UTF8.self) == "<h6>a</h6>\n<h6>b</h6>\n")
  }

  @Test func leavesOutHeadingsWithoutText() {
    #expect(html("#\n\n# <b></b>\n\na") == "<p>a</p>\n")
  }

  @Test func givesIDsAndLeavesOutTheTitleOnAPublishersPageOnly() {
    let text = "# About\n## Active *users*\n## Active users\n# About"
    #expect(
      html(text, source: .publisherPage) == """
        <h2 id="active-users">Active <em>users</em></h2>
        <h2 id="active-users-2">Active users</h2>
        <h2 id="about-2">About</h2>

        """)
    #expect(html("# a", source: .publisher) == "<h2>a</h2>\n")
  }

  @Test func marksLinksFromADumpAndNotThoseOfThePublisher() {
    #expect(
      html("[a](https://b.example \"t\")")
        == "<p><a href=\"https://b.example\" rel=\"nofollow noopener noreferrer\" title=\"t\">a</a></p>\n"
    )
    #expect(
      html("[a](https://b.example)", source: .publisher)
        == "<p><a href=\"https://b.example\">a</a></p>\n")
  }

  @Test func keepsTheTextOfARefusedLink() {
    #expect(html("[*a*](javascript:b)") == "<p><em>a</em></p>\n")
    #expect(html("[a](users.html)") == "<p>a</p>\n")
    #expect(html("<ftp://a.example>") == "<p>ftp://a.example</p>\n")
    #expect(
      html("[a](users.html#b)", source: .publisher) == "<p><a href=\"users.html#b\">a</a></p>\n")
  }

  @Test func showsTheAddressOfALinkWithoutText() {
    #expect(html("[](https://a.example)").contains(">https://a.example</a>"))
    #expect(html("[ <b></b> ](https://a.example)").contains(" https://a.example</a>"))
  }

  @Test func linksBareAddresses() {
    #expect(html("www.a.example").contains("<a href=\"http://www.a.example\" rel="))
    #expect(html("a@b.example").contains("<a href=\"mailto:a@b.example\" rel="))
  }

  @Test func turnsImagesIntoLinks() {
    let rel = "rel=\"nofollow noopener noreferrer\""
    #expect(
      html("![a *b*](http://c/d.png)") == "<p><a href=\"http://c/d.png\" \(rel)>a b</a></p>\n")
    #expect(
      html("![](http://c/d.png)")
        == "<p><a href=\"http://c/d.png\" \(rel)>http://c/d.png</a></p>\n")
    #expect(html("![a](data:image/gif;base64,x)") == "<p>a</p>\n")
    #expect(html("![a](b.png)") == "<p>a</p>\n")
  }

  @Test func nestsNoLinkInALink() {
    #expect(
      html("[![a](http://b)](http://c)")
        == "<p><a href=\"http://c\" rel=\"nofollow noopener noreferrer\">a</a></p>\n")
    #expect(
      html("![[a](http://b)](http://c)")
        == "<p><a href=\"http://c\" rel=\"nofollow noopener noreferrer\">a</a></p>\n")
  }

  @Test func showsThePublishersOwnImages() {
    #expect(
      html("![a \"b\"](assets/c.png)", source: .publisher)
        == "<p><img src=\"assets/c.png\" alt=\"a &quot;b&quot;\"></p>\n")
    #expect(
      html("![](assets/c.png)", source: .publisher)
        == "<p><img src=\"assets/c.png\" alt=\"\"></p>\n")
    #expect(html("![a](//b/c.png)", source: .publisher) == "<p>a</p>\n")
  }

  @Test func repairsTextThatIsNoUTF8() {
    var output: [UInt8] = []
    Markdown.html(
      from: [0x61, 0xFF, 0x00].span, under: 1, source: .publisher, texts: .english, into: &output)
    #expect(String(decoding: output, as: UTF8.self) == "<p>a\u{FFFD}\u{FFFD}</p>\n")
  }

  @Test func showsATextAboveTheCeilingAsPlain() {
    let text = Array("*a*".utf8)
    let cost = MarkdownCount(text.span).cost
    #expect(outcome(text, ceiling: cost) == .rendered)
    #expect(outcome(text, ceiling: cost - 1) == .plain)
  }

  @Test func bindsTextsOfADumpMore() {
    let long = Array(String(repeating: "a b\n", count: 1000).utf8)
    #expect(outcome(long) == .plain)
    var output: [UInt8] = []
    let outcome = Markdown.html(
      from: long.span, under: 1, source: .publisher, texts: .english, into: &output)
    #expect(outcome == .rendered)
    #expect(output.count == long.count + 7)
  }

  @Test func showsATextThatGrowsMoreThan64TimesAsPlain() {
    let target = String(repeating: "u", count: 4000)
    let text = "[x]: http://\(target)\n\n" + (0..<200).map { "[x]\($0) " }.joined()
    #expect(outcome(Array(text.utf8)) == .plain)
  }

  private func publisherHTML(_ text: String) throws -> String {
    let html = try Markdown.publisherHTML(
      from: Array(text.utf8).span, isPage: false,
      assets: MarkdownAssets(["a.png": "a-1.png"]), texts: .english)
    return String(decoding: html, as: UTF8.self)
  }

  @Test func writesTheNamesThatAssetsHaveInTheReport() throws {
    #expect(
      try publisherHTML("![a](assets/a.png) [b](assets/a.png#c) [d](x.html)")
        == "<p><img src=\"assets/a-1.png\" alt=\"a\"> <a href=\"assets/a-1.png#c\">b</a> "
        + "<a href=\"x.html\">d</a></p>\n")
  }

  @Test func refusesAnAssetThatIsNotThere() {
    let error = #expect(throws: MarkdownError.self) {
      try publisherHTML("a\n\n![a](assets/a.png)\n![b](assets/b.png)\n")
    }
    #expect(error?.reason == .noAsset("assets/b.png"))
    #expect(error?.line == 4)
  }

  @Test func refusesATextOfThePublisherThatIsTooLongOrTooCostly() {
    let long = #expect(throws: MarkdownError.self) {
      try publisherHTML(String(repeating: "word of a text\n\n", count: 20_000))
    }
    #expect(long?.reason == .long(limit: 262_144))
    let costly = #expect(throws: MarkdownError.self) {
      try publisherHTML(String(repeating: "*a **b ", count: 20_000))
    }
    #expect(costly?.reason == .costly)
    let table = "|" + String(repeating: " a |", count: 200) + "\n|"
    let wide = #expect(throws: MarkdownError.self) {
      try publisherHTML(table + String(repeating: "-|", count: 200) + "\n")
    }
    #expect(wide?.reason == .costly)
  }

  /// In a tooltip nothing can stand around it.
  @Test func isolatesTheTitleOfALink() {
    #expect(
      html("[a](https://b.example \"x\u{202E}y\")")
        == "<p><a href=\"https://b.example\" rel=\"nofollow noopener noreferrer\" "
        + "title=\"\u{2068}x\u{202E}y\u{2069}\">a</a></p>\n")
  }
}
