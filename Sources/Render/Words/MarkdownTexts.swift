import Configure
import Markdown

extension Words {
  /// What is said of Markdown beside what is in it.
  var ofMarkdown: MarkdownTexts {
    MarkdownTexts(
      table: self[.markdownTable], done: self[.markdownDone], toDo: self[.markdownToDo],
      plain: self[.markdownPlain], plainCut: self[.markdownPlainCut])
  }
}
