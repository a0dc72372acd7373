import Markdown

extension Tables {
  /// What a page of the publisher says.
  static let sections = Table<MarkdownSection>([
    Column("heading", .string { String(decoding: $0.heading, as: UTF8.self) }),
    Column("text", .string { String(decoding: $0.text, as: UTF8.self) }),
  ])

  /// What is explained on the page about the figures.
  static let terms = Table<MarkdownSection>([
    Column("term", .string { String(decoding: $0.heading, as: UTF8.self) }),
    Column("definition", .string { String(decoding: $0.text, as: UTF8.self) }),
  ])
}

extension SiteTexts.MarkdownPage {
  var sections: [MarkdownSection] { Markdown.sections(of: text.span) }

  /// The headings of level 3.
  var terms: [MarkdownSection] { sections.filter { $0.level == 3 } }
}
