/// What the publisher has written: about the figures, or anything else.
struct PublisherPage {
  let page: Page
  let content: SiteTexts.MarkdownPage
  let download: Download?
}

extension PageFiller {
  mutating func fill(_ page: PublisherPage) {
    let title = Array(page.content.title.utf8)
    begin(page.page, title: title, page.download)
    fields.text(card(title), CardName.prose, page.content.html)
  }

  /// A server shows it at any address: where it is not told the site's own, nothing can be linked.
  mutating func fillNotFound() {
    begin(.notFound, title: .pageNotFound, root: frame.baseURL.text)
    let card = card(words[.pageNotFoundSub])
    if !frame.baseURL.isEmpty { more(card, .allUsers, .users(.byName, part: 0)) }
  }

  /// What is found is filled in by `search.js`.
  mutating func fillSearch() {
    begin(.search, title: .search)
    fields.flag(fields.root, PageName.isSearch, true)
  }
}
