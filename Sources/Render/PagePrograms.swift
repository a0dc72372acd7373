/// The templates of pages as programs.
package struct PagePrograms: Sendable {
  let page: Program
  /// Of a page that a server shows at any address, where nobody said which one the site has.
  let bare: Program

  /// `page`, and `404`, which is one of the `shipped` where there are any.
  package init(
    _ templates: [TemplateSource], shipped: [TemplateSource], _ assets: Assets
  ) throws(TemplateError) {
    page = try TemplateSet(templates, assets: assets).compile("page", for: Shapes.page)
    bare = try TemplateSet(shipped.isEmpty ? templates : shipped, assets: assets)
      .compile(PagePrograms.bareName, for: Shapes.page)
  }

  package static let bareName = "404"
}
