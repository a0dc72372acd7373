import Foundation
import Measure
import Testing

@testable import Render

@Suite struct PageTests {
  private let pages = Page.single + Page.lists + [.leaderboard(.lastWeek, part: 0)]

  @Test func hasAPathOfItsOwnForEveryPageAndTable() {
    #expect(Set(pages.map(\.path)).count == pages.count)
    #expect(Set(ReportTable.fixed.map(\.path)).count == ReportTable.fixed.count)
    #expect(Page.users(.byLastActive, part: 0).path == "users-by-last-active")
    #expect(Page.access(part: 2).address == "access.3.html")
    #expect(Page.leaderboard(.lastMonth, part: 1).path == "leaderboard/last-month.2")
  }

  /// But the list in its other order, which has the same table.
  @Test func putsTheTableOfAPageBesideIt() {
    for page in pages where page != .users(.byLastActive, part: 0) {
      if let table = page.table { #expect(table.path == page.path) }
    }
    #expect(Page.users(.byLastActive, part: 1).table?.path == "users")
    #expect(Page.search.table == nil)
    #expect(Page.notFound.table == nil)
  }

  @Test func isUnderAnEntryThatTheMenuHas() {
    let entries = Set(Page.menu.map(\.page))
    for page in pages { if let entry = page.menuEntry { #expect(entries.contains(entry)) } }
    #expect(Page.leaderboard(.week, part: 3).menuEntry == .leaderboardIndex)
    #expect(Page.search.menuEntry == nil)
  }

  @Test(arguments: [
    "index", "users", "users-by-last-active", "hours", "weeks", "404", "assets", "leaderboard",
    "con", "", "Rules", "a b", "ä", String(repeating: "a", count: 65),
  ])
  func refusesNamesThatTheReportHasOrFilesCannot(name: String) {
    #expect(!Page.isFree(name))
  }

  @Test(arguments: ["rules", "2026-plan", "user", String(repeating: "a", count: 64)])
  func leavesOtherNamesToThePublisher(name: String) {
    #expect(Page.isFree(name))
  }
}
