import Configure
import Markdown

/// The publisher's Markdown: what he keeps under `site/`.
package struct SiteTexts: Sendable {
  package struct MarkdownPage: Sendable {
    /// The file's name without `.md`; also the page's path.
    package let name: String
    package let text: [UInt8]
    /// Its first heading of level 1, else its name.
    let title: String
    let html: [UInt8]

    package init(
      name: String, text: [UInt8], assets: Assets, words: Words
    ) throws(MarkdownError) {
      self.name = name
      self.text = text
      html = try Markdown.publisherHTML(
        from: text.span, isPage: true, assets: assets.targets, texts: words.ofMarkdown)
      title = Markdown.title(of: text.span).map { String(decoding: $0, as: UTF8.self) } ?? name
    }
  }

  /// What is shown in a page: on the overview, or whom to ask.
  package struct Announcement: Sendable {
    package let text: [UInt8]
    let html: [UInt8]

    package init(text: [UInt8], assets: Assets, words: Words) throws(MarkdownError) {
      self.text = text
      html = try Markdown.publisherHTML(
        from: text.span, isPage: false, assets: assets.targets, texts: words.ofMarkdown)
    }
  }

  /// `about.md`: what each number means.
  package var about: MarkdownPage
  /// `about-you.md`: what is shown of people, and to whom.
  package var aboutYou: MarkdownPage
  /// Whom to ask about it; without text where nobody is named.
  package var contact: Announcement
  /// `announcement.md`; without text where there is none.
  package var announcement: Announcement
  /// `pages/*.md`.
  package var pages: [MarkdownPage]
  /// The publisher's further entries; what leads to `assets/` has its name in the report.
  package var navigation: [Settings.Link]
  /// The path of the logo in the report, or empty.
  package var logo: String

  package init(
    about: MarkdownPage, aboutYou: MarkdownPage, contact: Announcement,
    announcement: Announcement, pages: [MarkdownPage],
    navigation: [Settings.Link], logo: String
  ) {
    self.about = about
    self.aboutYou = aboutYou
    self.contact = contact
    self.announcement = announcement
    self.pages = pages
    self.navigation = navigation
    self.logo = logo
  }
}
