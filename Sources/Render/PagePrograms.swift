import Configure

/// The templates of pages as programs.
package struct PagePrograms: Sendable {
  let page: Program
  /// Of a page that a server shows at any address, where nobody said which one the site has.
  let bare: Program

  package init(
    _ templates: [TemplateSource], _ assets: Assets, _ words: Words
  ) throws(TemplateError) {
    let templates = try TemplateSet(templates, assets: assets, words: words)
    page = try templates.compile("page", for: Shapes.page)
    bare = try templates.compile("404", for: Shapes.page)
  }

  /// Whether pages of these templates print the date up to which the data goes.
  var printDate: Bool { page.reads(PageName.updated) || bare.reads(PageName.updated) }
}
