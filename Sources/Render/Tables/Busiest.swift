import Measure

/// A workspace with events in the last 28 days.
struct BusyRow {
  let row: WorkspaceRow
  /// How many members.
  let detail: [UInt8]
  /// The most events of any.
  let largest: Int
}

extension Tables {
  /// Where most happens.
  static let busiest = Table<BusyRow>([
    Column(
      .none,
      .init(
        1, .workspace, .workspace { $0.row.link(detail: $0.detail) })),
    Column(.none, .init(2, .nothing, .bar { ($0.row.total.events28, $0.largest) })),
    Column(.number { $0.row.total.events28 }, .init(3, .eventsIn28Days)),
  ])
}
