import Testing

@testable import Markdown

@Suite struct MarkdownLinkTests {
  @Test(arguments: [
    "https://a", "http://a", "HTTPS://a", "http://1.2.3.4:80/", "http://é.example",
    "mailto:a@b",
  ])
  func allowsTheWebAndMail(url: String) {
    #expect(MarkdownLink.isAllowed(Array(url.utf8), source: .dump(ceiling: .max)))
  }

  @Test(arguments: [
    "", "/a", "//evil", "\\evil", "a\\b", "/\\evil", "a//b", "javascript:alert(1)",
    "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "\u{1}javascript:alert(1)",
    " javascript:alert(1)", "vbscript:a", "data:image/gif;base64,a", "intent:a", "ftp://a",
    "file:///etc/passwd", "http:", "http:a", "http:/a", "http://", "http:///a", "http://?a",
    "http:\\\\evil", "http://\\evil", "https:\\evil", "http://#", "http:// a", "mailto:",
    "xmpp:a@b", "a b",
  ])
  func refusesTheRestFromAnyone(url: String) {
    #expect(!MarkdownLink.isAllowed(Array(url.utf8), source: .dump(ceiling: .max)))
    #expect(!MarkdownLink.isAllowed(Array(url.utf8), source: .publisher))
  }

  @Test(arguments: ["users.html", "#active", "pages/a.html#b", "../index.html", "?a:b", "./a:b"])
  func allowsThePublisherLinksWithinTheReport(url: String) {
    #expect(MarkdownLink.isAllowed(Array(url.utf8), source: .publisher))
    #expect(!MarkdownLink.isAllowed(Array(url.utf8), source: .dump(ceiling: .max)))
  }

  @Test func encodesWhatHasNoPlaceInAnAttributeOrAURL() {
    var output: [UInt8] = []
    MarkdownLink.append(Array("http://a/\"<>'&\\`é %20[]{}|^\n".utf8), to: &output)
    #expect(
      String(decoding: output, as: UTF8.self)
        == "http://a/%22%3C%3E&#39;&amp;%5C%60%C3%A9%20%20%5B%5D%7B%7D%7C%5E%0A")
  }
}
