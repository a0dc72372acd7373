import Ingest
import Measure

/// Who has access to what.
struct AccessPage {
  let page: Page
  let part: ListPart<AccessRow>
  /// The rows by workspace.
  let groups: [Group]
  let headcount: Headcount
  let download: Download?

  /// A workspace, and the members of it that are on the page.
  struct Group {
    let workspace: WorkspaceLink
    var rows: [AccessRow] = []
  }

  init(part number: Int, _ outline: Outline, _ download: Download?) {
    let report = outline.report
    page = .access(part: number)
    part = ListPart(Page.access(part: 0).path, number, of: outline.access.count) {
      report.accessRow(outline.access[$0])
    }
    groups = AccessPage.groups(part.rows, report)
    headcount = report.measures.headcount
    self.download = download
  }

  private static func groups(_ rows: [AccessRow], _ report: Report) -> [Group] {
    var groups: [Group] = []
    var last: Int?
    for row in rows {
      let number = row.membership.workspace
      if number != last {
        let members = report.measures.membersOfWorkspace[number].count
        let detail = counted(members, "member", "members")
        groups.append(Group(workspace: report.workspaceRow(number).link(detail: detail)))
        last = number
      }
      groups[groups.count - 1].rows.append(row)
    }
    return groups
  }
}

extension PageFiller {
  mutating func fill(_ page: AccessPage) {
    begin(page.page, title: "Access", page.download)
    let card = card(
      counted(page.part.total, "membership", "memberships"),
      sub: accessWords(page.headcount) + "Grouped by workspace, longest idle first")
    guard page.part.total > 0 else { return empty(card, "Nobody is a member of any workspace.") }
    let table = table(card, "Who has access to what", Tables.access)
    makeSortable(table, Tables.access, page.part.path, count: page.part.total)
    for group in page.groups {
      addRows(group.rows, of: Tables.access, to: self.group(table, of: group.workspace))
    }
    paginate(page.part)
  }

  /// `3 never used, 12 dormant, 2 of closed accounts, bots aside. `, empty where there is nothing
  /// to see to.
  private func accessWords(_ headcount: Headcount) -> String {
    let counts = [
      (headcount.accessNever, "never used"), (headcount.accessDormant, "dormant"),
      (headcount.accessClosed, "of closed accounts"),
    ]
    let words = counts.filter { $0.0 > 0 }.map { "\(grouped($0)) \($1)" }
    return words.isEmpty ? "" : "\(words.joined(separator: ", ")), bots aside. "
  }

  private mutating func group(_ table: Row, of workspace: WorkspaceLink) -> Row {
    let group = group(table)
    fields.text(group, GroupName.heading) { $0.append(shown: workspace.name) }
    fields.text(group, GroupName.href) { bytes in
      bytes.append(contentsOf: workspace.path.bytes)
      bytes.append(".html")
    }
    fields.text(group, GroupName.detail, workspace.detail)
    fields.number(group, GroupName.span, Tables.access.cells.count)
    return group
  }
}
