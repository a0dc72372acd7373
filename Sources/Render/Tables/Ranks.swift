import Measure
import Rank

extension Tables {
  /// A user's ranks.
  static let ranks = Table<UserRank>([
    Column(.none, .init(1, .period, .made { $0.head($1, of: $2.period) })),
    Column(.number { $0.ranked?.rank }, .init(2, .rank, missing: .noRank)),
    Column(.change { $0.ranked?.change ?? .none }, .init(3, .moved)),
    Column(.number { $0.ranked?.total.score ?? 0 }, .init(4, .score)),
  ])
}

extension PageFiller {
  fileprivate mutating func head(_ row: Fields.Row, of period: Period) {
    let head = head(row)
    fields.text(head, CellName.href, Page.leaderboard(period, part: 0).address)
    fields.text(head, CellName.name, words.title(of: period))
  }
}
