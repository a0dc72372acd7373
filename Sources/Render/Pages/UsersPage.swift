/// The list of all users, in one of its orders.
struct UsersPage {
  let page: Page
  let order: Page.UserOrder
  let part: ListPart<UserRow>
  let bots: Int
  let download: Download?

  init(_ order: Page.UserOrder, part number: Int, _ outline: Outline, _ download: Download?) {
    let report = outline.report
    let users =
      order == .byName ? report.ranking.orders.users : outline.usersByLastActive
    page = .users(order, part: number)
    self.order = order
    part = ListPart(
      Page.users(order, part: 0).path, number, of: users.count, upTo: .max,
      list: ReportTable.users.path, order: order == .byName ? "" : "-last_active"
    ) {
      report.userRow(users[$0])
    }
    bots = report.measures.bots
    self.download = download
  }
}

extension PageFiller {
  mutating func fill(_ page: UsersPage) {
    begin(page.page, title: .users, page.download)
    fields.text(fields.root, PageName.tabsLabel, words[.order])
    tab(words[.byName], .users(.byName, part: 0), isCurrent: page.order == .byName)
    tab(
      words[.byLastActive], .users(.byLastActive, part: 0), isCurrent: page.order == .byLastActive)
    let card = card(
      words.counted(.nUsers, page.part.total), id: "users",
      sub: page.bots == 0 ? [] : words.counted(.includingBots, page.bots))
    list(card, .users, Tables.users, page.part, empty: .noUsers)
  }
}
