import Configure
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
        let detail = report.words.counted(.nMembers, members)
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
    begin(page.page, title: .access, page.download)
    let card = card(
      words.counted(.nMemberships, page.part.total), id: "memberships",
      sub: accessWords(page.headcount))
    guard page.part.total > 0 else { return empty(card, .noMemberships) }
    if page.part.total > 1 { addTabs() }
    let table = table(card, .accessCaption, Tables.access)
    makeSortable(table, Tables.access, page.part)
    for group in page.groups {
      addRows(group.rows, of: Tables.access, to: self.group(table, of: group.workspace))
    }
    paginate(page.part)
  }

  /// What there is to see to; only scripts know these rows.
  private mutating func addTabs() {
    fields.text(fields.root, PageName.tabsLabel, words[.review])
    fields.flag(fields.root, PageName.tabsNeedScripts, true)
    let tabs: [(Phrase, ListView)] = [
      (.all, .all), (.neverUsed, .neverUsed), (.dormant, .longUnused), (.withoutAccount, .closed),
    ]
    for (label, view) in tabs {
      tab(words[label], .access(part: 0), view, isCurrent: view.query.isEmpty)
    }
  }

  /// With counts where there is something to see to.
  private func accessWords(_ headcount: Headcount) -> [UInt8] {
    let counts = [headcount.accessNever, headcount.accessDormant, headcount.accessClosed]
    guard counts.contains(where: { $0 > 0 }) else { return words[.accessSub] }
    return words.filled(
      .accessSubCounts,
      [.never: .number(counts[0]), .dormant: .number(counts[1]), .closed: .number(counts[2])])
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
