import Configure

/// All templates of a site, cut into tokens: any of them can be a page's or a partial.
package struct TemplateSet: Sendable {
  struct Template: Sendable {
    let source: TemplateSource
    let tokens: [Token]
  }

  private let templates: [String: Template]
  /// The files that templates name by `assets/NAME`.
  let assets: Assets
  /// What templates name by `words.KEY`.
  let words: Words?

  /// Throws the first error, in the order of the names, of those that can be seen without
  /// knowing the pages.
  package init(
    _ sources: [TemplateSource], assets: Assets = .none, words: Words? = nil
  ) throws(TemplateError) {
    self.assets = assets
    self.words = words
    var templates: [String: Template] = [:]
    for source in sources.sorted(by: { $0.name < $1.name }) {
      let tokens = try Tokenizer.tokens(of: source)
      for case .text(let text) in tokens.lazy.map(\.kind) {
        guard let miss = assets.firstMiss(in: source.bytes[text]) else { continue }
        throw source.error(
          .noAsset(.init(name: miss.name, offered: assets.names)), at: miss.offset)
      }
      templates[source.name] = Template(source: source, tokens: tokens)
    }
    self.templates = templates
  }

  /// The program that prints pages of a shape through a template. Throws where the template or a
  /// partial uses what the page does not offer, or could print without end.
  package func compile(_ name: String, for page: Shape) throws(TemplateError) -> Program {
    guard let template = templates[name] else {
      throw TemplateError(reason: .noTemplate(miss(name)), file: name, line: 0, column: 0)
    }
    return try Compiler.compile(template, for: page, with: self)
  }

  subscript(name: String) -> Template? { templates[name] }

  /// What to say where there is no such template.
  func miss(_ name: String) -> TemplateError.Miss {
    TemplateError.Miss(name: name, offered: templates.keys.sorted())
  }
}
