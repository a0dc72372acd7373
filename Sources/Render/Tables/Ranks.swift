import Measure
import Rank

/// Where a user stands in a period, as far as that is the user's own.
struct PeriodRank {
  let period: Period
  let score: Int
  let rank: Rank

  enum Rank {
    case none
    /// Of a period that is over.
    case final(Int, Change)
    /// Of one that goes on, where others change it: `RunningRanks` has it.
    case running
  }

  init(_ rank: UserRank) {
    period = rank.period
    score = rank.ranked?.total.score ?? 0
    self.rank =
      rank.ranked.map {
        rank.period.isRunning ? .running : .final($0.rank, $0.change)
      } ?? .none
  }
}

extension Tables {
  /// A user's ranks.
  static let ranks = Table<PeriodRank>([
    Column(.none, .init(1, .period, .made { $0.head($1, of: $2.period) })),
    // A number for its head alone, which stands over ranks: the cell knows more than one.
    Column(.number { _ in nil }, .init(2, .rank, .made { $0.rank($1, $2) })),
    Column(.change { $0.change }, .init(3, .moved)),
    Column(.number { $0.score }, .init(4, .score)),
  ])
}

extension PeriodRank {
  fileprivate var change: Change {
    if case .final(_, let change) = rank { change } else { .none }
  }
}

extension PageFiller {
  fileprivate mutating func head(_ row: Fields.Row, of period: Period) {
    let head = head(row)
    fields.text(head, CellName.href, Page.leaderboard(period, part: 0).address)
    fields.text(head, CellName.name, words.title(of: period))
  }

  fileprivate mutating func rank(_ row: Fields.Row, _ rank: PeriodRank) {
    switch rank.rank {
    case .none: missing(row, "", .noRank)
    case .final(let number, _): self.number(row, number)
    case .running: self.rank(row, in: rank.period)
    }
  }
}
