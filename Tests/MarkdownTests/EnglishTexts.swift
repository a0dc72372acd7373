import Markdown

extension MarkdownTexts {
  static let english = MarkdownTexts(
    table: Array("Table".utf8), done: Array("done".utf8), toDo: Array("to do".utf8),
    plain: Array("shown as plain text".utf8),
    plainCut: Array("shown as plain text, cut after 40 KiB".utf8))
}
