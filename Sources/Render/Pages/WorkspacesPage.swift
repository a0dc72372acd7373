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
    begin(page.page, title: "Workspaces", page.download)
    let card = card(
      counted(page.part.total, "workspace", "workspaces"),
      sub: "Figures of all people in it, members or not")
    list(
      card, "Workspaces", Tables.workspaces, page.part, empty: "The dump has no workspaces.")
  }
}
