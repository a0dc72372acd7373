/// A heading and what stands beneath it up to the next one, without form.
package struct MarkdownSection: Equatable, Sendable {
  /// As written, 1…6; 0 for what stands before the first heading.
  package let level: Int
  package let heading: [UInt8]
  package let text: [UInt8]
  /// The id of the heading on a publisher's page; empty at level 0.
  package let id: [UInt8]
}

extension Markdown {
  /// The sections of a text by the publisher in their order, one a heading of
  /// any level. Text before the first heading is a section, none if there is
  /// no such text. Headings without text are none.
  package static func sections(of text: Span<UInt8>) -> [MarkdownSection] {
    MarkdownNode.withTree(of: text, tables: true) { root in
      var reader = SectionReader()
      root.walk { reader.visit($0, $1) }
      return reader.finished()
    } ?? []
  }

  /// The text of the first heading of level 1, nil if there is none.
  package static func title(of text: Span<UInt8>) -> [UInt8]? {
    sections(of: text).first { $0.level == 1 }?.heading
  }
}

private struct SectionReader {
  private var sections: [MarkdownSection] = []
  private var level = 0
  private var heading: [UInt8] = []
  private var id: [UInt8] = []
  private var text = MarkdownText()
  private var slugs = MarkdownSlugs()

  mutating func visit(_ node: MarkdownNode, _ step: MarkdownNode.Step) -> MarkdownNode.Course {
    guard node.kind == .heading, step == .enter else {
      text.visit(node, step)
      return .onwards
    }
    let title = node.plainText
    if !title.isEmpty { begin(title, level: node.headingLevel) }
    return .pastChildren
  }

  mutating func finished() -> [MarkdownSection] {
    close()
    return sections
  }

  private mutating func begin(_ title: [UInt8], level: Int) {
    close()
    self.level = level
    heading = title
    id = slugs.next(for: title)
    text = MarkdownText()
  }

  private mutating func close() {
    guard level > 0 || !text.bytes.isEmpty else { return }
    sections.append(
      MarkdownSection(level: level, heading: heading, text: text.bytes, id: id))
  }
}
