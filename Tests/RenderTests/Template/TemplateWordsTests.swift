import Configure
import Testing

@testable import Render

@Suite struct TemplateWordsTests {
  private static let shape = Shape([.init("title", .text)])

  private func page(_ template: String, _ yaml: String = "") throws -> Program {
    let source = TemplateSource(name: "page", file: "page.mustache", bytes: Array(template.utf8))
    return try TemplateSet([source], words: englishWords(yaml)).compile("page", for: Self.shape)
  }

  /// Before any page is made, so that none pays for it.
  @Test func hasTextsOfTheWordsAsItsOwnBytes() throws {
    let program = try page("<a>{{words.reload}}</a> {{words.language}}", "reload: 'a & <b>'")
    #expect(
      String(decoding: program.bytes, as: UTF8.self).hasPrefix("<a>a &amp; &lt;b&gt;</a> en"))
    #expect(program.instructions.count == 2)
  }

  @Test(arguments: [
    ("{{words.relod}}", "nothing in 'words' is called 'relod'; did you mean 'reload'?"),
    ("{{words.rows_shown}}", "nothing in 'words' is called 'rows_shown'"),
    ("{{words.workspaces}}", "nothing in 'words' is called 'workspaces'"),
    ("{{words.n_users}}", "nothing in 'words' is called 'n_users'"),
  ])
  func refusesWhatIsNotTheSameOnEveryPage(template: String, expected: String) throws {
    let error = #expect(throws: TemplateError.self) { try page(template) }
    #expect(error?.description.contains(expected) == true, "\(String(describing: error))")
  }
}
