/// What the publisher has written: about the figures, or anything else.
struct PublisherPage {
  let page: Page
  let content: SiteTexts.MarkdownPage
  let download: Download?
}

extension PageFiller {
  mutating func fill(_ page: PublisherPage) {
    begin(page.page, title: page.content.title, page.download)
    fields.text(card(page.content.title), CardName.prose, page.content.html)
  }

  /// A server shows it at any address: where it is not told the site's own, nothing can be linked.
  mutating func fillNotFound() {
    begin(.notFound, title: "Nothing here", root: frame.baseURL.text)
    let card = card("This page is not part of the report, or not any more")
    if !frame.baseURL.isEmpty { more(card, "All users", .users(.byName, part: 0)) }
  }

  /// What is found is filled in by `search.js`.
  mutating func fillSearch() {
    begin(.search, title: "Search")
    fields.flag(fields.root, PageName.isSearch, true)
  }
}
