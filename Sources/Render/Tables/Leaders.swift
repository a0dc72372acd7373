import Bytes
import Civil
import Ingest
import Rank

/// Somebody who is ranked.
struct LeaderRow {
  let user: User
  let ranked: Ranked
  /// The highest score of all.
  let largest: Int
  /// The days that count.
  let span: ClosedRange<Day>
  let person: Person
}

extension Tables {
  /// Who leads in a period.
  static let leaders = Table<LeaderRow>(
    isRanked: true, of: { Subject(user: $0.ranked.total.user) },
    [
      Column("rank", .number { $0.ranked.rank }, .init(1, .rank, .rank)),
      Column("change", .change { $0.ranked.change }, .init(2, .moved)),
      Column("user_id", .text { $0.user.id }, origin: .userID),
      Column(
        "name", .text { $0.user.shownName },
        .init(3, .name, .person { $0.person }), origin: .userName),
      Column(.none, .init(4, .nothing, .bar { ($0.ranked.total.score, $0.largest) })),
      Column("email", .text { $0.user.email }, origin: .userEmail),
      Column("score", .number { $0.ranked.total.score }, .init(5, .score)),
      Column("events", .number { $0.ranked.total.events }, .init(6, .events)),
      Column("active_days", .number { $0.ranked.total.activeDays }, .init(7, .activeDays)),
      Column("from", .day { $0.span.lowerBound }),
      Column("to", .day { $0.span.upperBound }),
      Column("time_zone", .zone),
    ])

  /// The first ones, on the overview.
  static let leadersInShort = leaders.onPages { $0 <= 5 }

  /// Who leads in a workspace, where nobody moves, and the same in short.
  static let leadersHere = leaders.onPages { $0 != 2 }
  static let leadersHereInShort = leaders.onPages { $0 != 2 && $0 <= 5 }
}

extension Report {
  /// - Parameter first: who leads.
  func leaderRow(_ ranked: Ranked, first: Ranked, _ span: ClosedRange<Day>) -> LeaderRow {
    LeaderRow(
      user: dump.users[ranked.total.user], ranked: ranked, largest: first.total.score, span: span,
      person: person(ranked.total.user))
  }

  /// Some rows of a leaderboard.
  func leaderRows(_ board: Leaderboard, _ rows: ArraySlice<Ranked>) -> [LeaderRow] {
    guard let span = board.span, let first = board.rows.first else { return [] }
    return rows.map { leaderRow($0, first: first, span) }
  }
}
