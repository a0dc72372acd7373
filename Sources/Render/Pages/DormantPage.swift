import Measure

/// Accounts that nobody uses.
struct DormantPage {
  let page: Page
  let part: ListPart<UserRow>
  let download: Download?

  init(part number: Int, _ outline: Outline, _ download: Download?) {
    page = .dormant(part: number)
    part = ListPart(Page.dormant(part: 0).path, number, of: outline.dormant.count) {
      outline.report.userRow(outline.dormant[$0])
    }
    self.download = download
  }
}

extension PageFiller {
  mutating func fill(_ page: DormantPage) {
    begin(page.page, title: "Dormant", page.download)
    let card = card(
      counted(
        page.part.total, "account without recent activity", "accounts without recent activity"),
      sub:
        "Inactive for \(AccountState.dormantDays.lowerBound) days or more, or never active since "
        + "creation; longest idle first")
    list(
      card, "Dormant accounts", Tables.dormant, page.part,
      empty: "Nobody: every active account was used in the last "
        + "\(AccountState.quietDays.upperBound) days.")
  }
}
