import Testing

@testable import Markdown

@Suite struct MarkdownAssetsTests {
  private let assets = MarkdownAssets([
    "a.png": "a-1.png", "b c.css": "b-c-2.css", "d%41.js": "d-41-3.js",
  ])

  private func target(_ url: String) -> String {
    switch assets.target(of: Array(url.utf8)) {
    case .elsewhere: "elsewhere"
    case .missing: "missing"
    case .asset(let path): String(decoding: path, as: UTF8.self)
    }
  }

  @Test(arguments: [
    ("assets/a.png", "assets/a-1.png"), ("./assets/a.png", "assets/a-1.png"),
    ("assets/a.png?x=1#y", "assets/a-1.png?x=1#y"), ("assets/b%20c.css", "assets/b-c-2.css"),
    ("assets/b c.css", "assets/b-c-2.css"), ("assets/%61.png", "assets/a-1.png"),
    ("assets/d%41.js", "assets/d-41-3.js"), ("assets/none.png", "missing"), ("assets/", "missing"),
    ("assets/sub/a.png", "missing"), ("users.html", "elsewhere"), ("", "elsewhere"),
    ("https://x.example/assets/a.png", "elsewhere"), ("my/assets/a.png", "elsewhere"),
    ("Assets/a.png", "elsewhere"),
  ])
  func leadsToTheNamesInTheReport(url: String, path: String) {
    #expect(target(url) == path)
  }
}
