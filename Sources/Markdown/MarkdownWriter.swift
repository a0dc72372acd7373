import Bytes

/// Writes a tree as HTML, step by step.
struct MarkdownWriter {
  private(set) var output: [UInt8] = []
  private let source: Markdown.Source
  private let limit: Int
  private let level: Int
  private let texts: MarkdownTexts
  /// nil for links that stay as they are.
  private let assets: MarkdownAssets?
  /// The first address that leads to no asset.
  private(set) var missingAsset: [UInt8]?
  /// The levels, as written, of the headings that the next one may stand under.
  private var headings: [Int] = []
  private var slugs = MarkdownSlugs()
  private var isTitleDue: Bool
  /// Of each link that is entered, where its text starts in the output; nil if
  /// the link is not written.
  private var links: [Int?] = []
  private var paragraphStart = 0
  private var alignments: [UInt8] = []
  private var column = 0

  init(
    under level: Int, source: Markdown.Source, limit: Int, texts: MarkdownTexts,
    assets: MarkdownAssets? = nil
  ) {
    self.assets = assets
    self.texts = texts
    self.level = level
    self.source = source
    self.limit = limit
    isTitleDue = source == .publisherPage
  }

  var isOverLimit: Bool { output.count > limit }

  mutating func visit(_ node: MarkdownNode, _ step: MarkdownNode.Step) -> MarkdownNode.Course {
    guard !isOverLimit else { return .stop }
    switch (node.kind, step) {
    case (.text, _): escape(node.literal)
    case (.softBreak, _): write("\n")
    case (.lineBreak, _): write("<br>\n")
    case (.code, _):
      write("<code>")
      escape(node.literal)
      write("</code>")
    case (.emphasis, _): write(step == .enter ? "<em>" : "</em>")
    case (.strong, _): write(step == .enter ? "<strong>" : "</strong>")
    case (.strikethrough, _): write(step == .enter ? "<del>" : "</del>")
    case (.link, .enter): enterLink(node)
    case (.link, .exit): leaveLink(node)
    case (.image, .enter):
      writeImage(node)
      return .pastChildren
    case (.image, .exit), (.document, _), (.dropped, _): break
    default: return visitBlock(node, step)
    }
    return .onwards
  }

  private mutating func visitBlock(
    _ node: MarkdownNode, _ step: MarkdownNode.Step
  ) -> MarkdownNode.Course {
    switch (node.kind, step) {
    case (.paragraph, _) where node.isInTightList: break
    case (.paragraph, .enter):
      block("p", step)
      paragraphStart = output.count
    case (.paragraph, .exit): leaveParagraph()
    case (.quote, _): outerBlock("blockquote", step)
    case (.list, .enter): enterList(node)
    case (.list, .exit): outerBlock(node.listStart == nil ? "ul" : "ol", step)
    case (.item, _): block("li", step)
    case (.task, .enter): enterTask(node)
    case (.task, .exit): block("li", step)
    case (.rule, _): startLine("<hr>\n")
    case (.codeBlock, _):
      startLine("<pre tabindex=\"0\"><code>")
      escape(node.literal)
      write("</code></pre>\n")
    case (.heading, .enter): return enterHeading(node)
    case (.heading, .exit): write("</h\(writtenLevel)>\n")
    default: visitTable(node, step)
    }
    return .onwards
  }

  /// Nothing is left of a paragraph of raw tags alone.
  private mutating func leaveParagraph() {
    if isBlank(from: paragraphStart) {
      output.removeSubrange((paragraphStart - "<p>".utf8.count)...)
    } else {
      write("</p>\n")
    }
  }

  // MARK: - Links and images

  private mutating func enterLink(_ node: MarkdownNode) {
    let url = node.url
    let isWritten = !isInLink && MarkdownLink.isAllowed(url, source: source)
    if isWritten { openLink(to: url, title: node.title) }
    links.append(isWritten ? output.count : nil)
  }

  private mutating func leaveLink(_ node: MarkdownNode) {
    guard let start = links.popLast() ?? nil else { return }
    // A link without text could not be seen or named.
    if isBlank(from: start) { escape(node.url) }
    write("</a>")
  }

  /// An image of the publisher's own is shown; any other would tell its server
  /// of each reader, and becomes a link.
  private mutating func writeImage(_ node: MarkdownNode) {
    let url = node.url
    let text = node.plainText
    if !source.isDump, MarkdownLink.isRelative(url) {
      write("<img src=\"")
      appendTarget(url)
      write("\" alt=\"")
      escape(node.isLeaf ? [] : text)
      write("\">")
    } else if !isInLink, MarkdownLink.isAllowed(url, source: source) {
      openLink(to: url, title: node.title)
      escape(text.isEmpty ? url : text)
      write("</a>")
    } else {
      escape(text)
    }
  }

  private var isInLink: Bool { links.contains { $0 != nil } }

  private mutating func openLink(to url: [UInt8], title: [UInt8]) {
    write("<a href=\"")
    appendTarget(url)
    if source.isDump { write("\" rel=\"nofollow noopener noreferrer") }
    if !title.isEmpty {
      write("\" title=\"")
      if source.isDump { escape(isolated(title)) } else { escape(title) }
    }
    write("\">")
  }

  private mutating func appendTarget(_ url: [UInt8]) {
    switch assets?.target(of: url) ?? .elsewhere {
    case .elsewhere: MarkdownLink.append(url, to: &output)
    case .asset(let path): MarkdownLink.append(path, to: &output)
    case .missing: missingAsset = missingAsset ?? url
    }
  }

  private func isolated(_ text: [UInt8]) -> [UInt8] {
    var isolated: [UInt8] = []
    text.withUnsafeBufferPointer { ShownText.appendIsolated($0, to: &isolated) }
    return isolated
  }

  // MARK: - Headings

  private mutating func enterHeading(_ node: MarkdownNode) -> MarkdownNode.Course {
    let title = node.plainText
    guard !title.isEmpty else { return .pastChildren }
    let id = slugs.next(for: title)
    if isTitleDue, node.headingLevel == 1 {
      isTitleDue = false
      return .pastChildren
    }
    headings.removeAll { $0 >= node.headingLevel }
    headings.append(node.headingLevel)
    startLine("<h\(writtenLevel)")
    if source == .publisherPage {
      write(" id=\"")
      escape(id)
      write("\"")
    }
    write(">")
    return .onwards
  }

  private var writtenLevel: Int { min(level + headings.count, 6) }

  // MARK: - Lists

  private mutating func enterList(_ node: MarkdownNode) {
    switch node.listStart {
    case nil: startLine("<ul>\n")
    case 1: startLine("<ol>\n")
    case .some(let start): startLine("<ol start=\"\(start)\">\n")
    }
  }

  /// Signs with a name rather than checkboxes, which nobody could tick.
  private mutating func enterTask(_ node: MarkdownNode) {
    startLine("<li class=\"task\"><span role=\"img\" aria-label=\"")
    output += node.isChecked ? texts.done : texts.toDo
    write("\">\(node.isChecked ? "☑" : "☐")</span> ")
  }

  // MARK: - Tables

  private mutating func visitTable(_ node: MarkdownNode, _ step: MarkdownNode.Step) {
    switch (node.kind, step) {
    case (.table, .enter):
      alignments = node.alignments
      startLine("<div class=\"table-scroll\" tabindex=\"0\" role=\"group\" aria-label=\"")
      output += texts.table
      write("\">\n")
      write("<table>\n")
    case (.table, .exit): write("</table>\n</div>\n")
    case (.headerRow, .enter):
      column = 0
      startLine("<thead>\n<tr>\n")
    case (.headerRow, .exit): write("</tr>\n</thead>\n")
    case (.row, .enter):
      column = 0
      startLine(node.previous?.kind == .headerRow ? "<tbody>\n<tr>\n" : "<tr>\n")
    case (.row, .exit): write(node.isLast ? "</tr>\n</tbody>\n" : "</tr>\n")
    case (.cell, _): visitCell(node, step)
    default: break
    }
  }

  private mutating func visitCell(_ node: MarkdownNode, _ step: MarkdownNode.Step) {
    // A header without text would name nothing.
    let isHeader = node.parent?.kind == .headerRow && !node.plainText.isEmpty
    guard step == .enter else {
      write(isHeader ? "</th>\n" : "</td>\n")
      return
    }
    write(isHeader ? "<th scope=\"col\"" : "<td")
    switch column < alignments.count ? alignments[column] : 0 {
    case UInt8(ascii: "l"): write(" class=\"align-left\">")
    case UInt8(ascii: "c"): write(" class=\"align-center\">")
    case UInt8(ascii: "r"): write(" class=\"align-right\">")
    default: write(">")
    }
    column += 1
  }

  // MARK: - Bytes

  /// A block whose content starts in the tag's line.
  private mutating func block(_ name: String, _ step: MarkdownNode.Step) {
    if step == .enter { startLine("<\(name)>") } else { write("</\(name)>\n") }
  }

  /// A block of blocks, its tags in lines of their own.
  private mutating func outerBlock(_ name: String, _ step: MarkdownNode.Step) {
    startLine(step == .enter ? "<\(name)>\n" : "</\(name)>\n")
  }

  private func isBlank(from start: Int) -> Bool {
    output[start...].allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
  }

  private mutating func startLine(_ html: String) {
    if let last = output.last, last != UInt8(ascii: "\n") { write("\n") }
    write(html)
  }

  private mutating func write(_ html: String) {
    output += html.utf8
  }

  private mutating func escape(_ text: [UInt8]) {
    HTMLEscape.append(text, to: &output)
  }
}

extension MarkdownNode {
  fileprivate var isInTightList: Bool { parent?.parent?.isTight ?? false }
}
