import Markdown

/// What the publisher has written: about the figures, or anything else.
struct PublisherPage {
  let page: Page
  let content: SiteTexts.MarkdownPage
  let download: Download?
}

extension PageFiller {
  mutating func fill(_ page: PublisherPage) {
    begin(page.page, title: page.content.title, page.download)
    var html: [UInt8] = []
    Markdown.html(from: page.content.text.span, under: 1, source: .publisherPage, into: &html)
    fields.text(card(page.content.title), CardName.prose, html)
  }

  mutating func fillNotFound() {
    begin(.notFound, title: "Nothing here", root: frame.baseURL.text)
    let card = card("This page is not part of the report, or not any more")
    more(card, "All users", .users(.byName, part: 0))
  }

  /// What is found is filled in by `search.js`.
  mutating func fillSearch() {
    begin(.search, title: "Search")
    fields.flag(fields.root, PageName.isSearch, true)
  }
}
