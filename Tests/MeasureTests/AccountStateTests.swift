import Civil
import Testing

@testable import Measure

@Suite struct AccountStateTests {
  @Test func putsAccountsInBands() {
    #expect([0, 7].map { AccountState(idleDays: $0) } == [.active, .active])
    #expect([8, 30].map { AccountState(idleDays: $0) } == [.quiet, .quiet])
    #expect([31, 9999].map { AccountState(idleDays: $0) } == [.dormant, .dormant])
  }

  /// Without activity: new up to day 30, then never; nothing is known of what begins tomorrow.
  @Test(
    arguments: [
      (0, AccountState.new, 0), (30, .new, 30), (31, .never, 31), (-1, .never, nil),
      (nil, .never, nil),
    ] as [(Int?, AccountState, Int?)])
  func countsFromTheBeginningWithoutActivity(age: Int?, state: AccountState, idleDays: Int?) {
    let standing = Standing(lastActive: nil, begun: age.map { Day(1000 - $0) }, today: Day(1000))
    #expect(standing.state == state)
    #expect(standing.idleDays == idleDays)
  }

  /// However old: what was used counts from its use. A clock set back can date it after today.
  @Test(arguments: [
    (0, AccountState.active, 0), (8, .quiet, 8), (31, .dormant, 31), (-1, .active, 0),
  ])
  func countsFromTheLastActivity(age: Int, state: AccountState, idleDays: Int) {
    for begun in [nil, Day(1), Day(1000), Day(2000)] {
      let standing = Standing(lastActive: Day(1000 - age), begun: begun, today: Day(1000))
      #expect(standing.state == state)
      #expect(standing.idleDays == idleDays)
    }
  }
}
