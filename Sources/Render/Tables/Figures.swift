import Ingest
import Measure

/// A figure of the whole organization.
struct FigureRow {
  let name: StaticString
  let value: Figure

  init(_ name: StaticString, _ value: Figure) {
    self.name = name
    self.value = value
  }
}

extension Tables {
  /// The organization in figures.
  static let figures = Table<FigureRow>([
    Column("metric", .word { $0.name }),
    Column("value", .figure { $0.value }),
  ])
}

extension Report {
  var figures: [FigureRow] {
    let tally = measures.tally
    let headcount = measures.headcount
    return [
      FigureRow("organization", .text(dump.organization.name)),
      FigureRow("as_of", .time(dump.asOf)),
      FigureRow("time_zone", .zone),
      FigureRow("users", .number(dump.users.count)),
      FigureRow("humans", .number(headcount.humans)),
      FigureRow("bots", .number(measures.bots)),
      FigureRow("accounts_active", .number(headcount.activeAccounts)),
      FigureRow("workspaces", .number(dump.workspaces.count)),
      FigureRow("memberships", .number(dump.memberships.count)),
      FigureRow("events", .number(tally.events)),
      FigureRow("score", .number(tally.score)),
      FigureRow("active_today", .number(tally.activeToday)),
      FigureRow("active_7d", .number(tally.active7)),
      FigureRow("active_28d", .number(tally.active28)),
      FigureRow("contributing_28d", .number(tally.contributing28)),
      FigureRow("stickiness", .share(measures.stickiness)),
      FigureRow("new_28d", .number(headcount.new28)),
      FigureRow("dormant", .number(headcount.dormant)),
      FigureRow("never", .number(headcount.never)),
      FigureRow("accounts_used_28d", .number(headcount.used28)),
      FigureRow("access_never", .number(headcount.accessNever)),
      FigureRow("access_dormant", .number(headcount.accessDormant)),
      FigureRow("access_closed", .number(headcount.accessClosed)),
      FigureRow("rejects", .number(dump.rejects)),
    ]
  }
}
