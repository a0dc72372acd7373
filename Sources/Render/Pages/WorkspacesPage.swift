/// The list of all workspaces.
struct WorkspacesPage {
  let page: Page
  let part: ListPart<WorkspaceRow>
  let download: Download?

  init(part number: Int, _ report: Report, _ download: Download?) {
    let workspaces = report.ranking.orders.workspaces
    page = .workspaces(part: number)
    part = ListPart(Page.workspaces(part: 0).path, number, of: workspaces.count) {
      report.workspaceRow(workspaces[$0])
    }
    self.download = download
  }
}

extension PageFiller {
  mutating func fill(_ page: WorkspacesPage) {
    begin(page.page, title: .workspaces, page.download)
    let card = card(
      words.counted(.nWorkspaces, page.part.total), id: "workspaces",
      sub: words[.includesNonMembers])
    list(card, .workspaces, Tables.workspaces, page.part, empty: .noWorkspaces)
  }
}
