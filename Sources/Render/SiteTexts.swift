import Markdown

/// The publisher's Markdown: what he keeps under `site/`.
package struct SiteTexts: Sendable {
  package struct MarkdownPage: Sendable {
    /// The file's name without `.md`; also the page's path.
    package var name: String
    package var text: [UInt8]

    package init(name: String, text: [UInt8]) {
      self.name = name
      self.text = text
    }

    /// Its first heading of level 1, else its name.
    var title: String {
      Markdown.title(of: text.span).map { String(decoding: $0, as: UTF8.self) } ?? name
    }
  }

  /// `about.md`: what each number means.
  package var about: MarkdownPage
  /// `announcement.md`, shown on the overview; empty where there is none.
  package var announcement: [UInt8]
  /// `pages/*.md`.
  package var pages: [MarkdownPage]
  /// The path of the logo in the report, or empty.
  package var logo: String

  package init(
    about: MarkdownPage, announcement: [UInt8], pages: [MarkdownPage], logo: String
  ) {
    self.about = about
    self.announcement = announcement
    self.pages = pages
    self.logo = logo
  }
}
