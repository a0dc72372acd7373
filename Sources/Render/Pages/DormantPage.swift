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
    begin(page.page, title: .dormant, page.download)
    let card = card(
      words.counted(.nDormant, page.part.total), id: "accounts",
      sub: words[.dormantSub])
    list(
      card, .dormantCaption, Tables.dormant, page.part, empty: .dormantEmpty)
  }
}
