/// What the publisher has written: about the figures, or anything else.
struct PublisherPage {
  let page: Page
  let content: SiteTexts.MarkdownPage
  let download: Download?
}

/// For those whom the report is about.
struct AboutYouPage {
  let content: SiteTexts.MarkdownPage
  /// As HTML; empty where nobody is named.
  let contact: [UInt8]
  let download: Download?

  init(_ texts: SiteTexts, _ download: Download?) {
    content = texts.aboutYou
    contact = texts.contact.html
    self.download = download
  }
}

extension PageFiller {
  mutating func fill(_ page: PublisherPage) {
    fill(page.page, page.content, page.download)
  }

  mutating func fill(_ page: AboutYouPage) {
    fill(.aboutYou, page.content, page.download)
    let card = card(.contact, id: "contact")
    if page.contact.isEmpty { return empty(card, .noContact) }
    fields.text(card, CardName.prose, page.contact)
  }

  private mutating func fill(
    _ page: Page, _ content: SiteTexts.MarkdownPage, _ download: Download?
  ) {
    begin(page, title: Array(content.title.utf8), download)
    // The title is the page's own.
    fields.text(card([]), CardName.prose, content.html)
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
