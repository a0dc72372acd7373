import Civil
import Measure

/// A figure on top of the overview: how it was on each of the last days.
struct Tile {
  /// As in `index.csv`.
  let metric: StaticString
  let label: String
  let page: Page
  /// What a value is called where the small line is read.
  let series: String
  /// Oldest first, today last; nil for a day that has none.
  let values: [Int?]
  /// In thousandths.
  let isShare: Bool
  /// The value `Windows.long` days before; nil where the data does not go back over all the days
  /// that it is about.
  let before: Int?
  /// Whether that was of a whole day, and today's is not.
  let isOfPartialDay: Bool

  /// - Parameter reach: over how many days events go into a value; 0 where none do.
  private init(
    _ metric: StaticString, _ label: String, _ page: Page, series: String, _ values: [Int?],
    reach: Int = 0,
    isShare: Bool = false, _ report: Report
  ) {
    self.metric = metric
    self.label = label
    self.page = page
    self.series = series
    self.values = values
    self.isShare = isShare
    let first = report.measures.tally.firstEvent
    let isKnown =
      reach == 0 || first.map { $0 <= report.today - Windows.long - (reach - 1) } ?? false
    before = isKnown ? values[values.count - 1 - Windows.long] : nil
    isOfPartialDay = reach == 1 && !report.isDayOver
  }

  /// Five for the first row, four for the second.
  static func all(_ report: Report) -> [Tile] {
    let measures = report.measures
    let days = (0..<AccountHistory.length).map { report.today - (AccountHistory.length - 1 - $0) }
    func counts(_ count: KeyPath<DayTotal, Int>) -> [Int?] {
      days.map { measures.tally[$0]?[keyPath: count] ?? 0 }
    }
    let users = Page.users(.byName, part: 0)
    let dormant = Page.dormant(part: 0)
    return [
      Tile(
        "active_today", "Active today", .activity, series: "active in the day", counts(\.active),
        reach: 1, report),
      Tile(
        "active_7d", "Active in \(Windows.short) days", .activity,
        series: "active in \(Windows.short) days", counts(\.active7),
        reach: Windows.short,
        report),
      Tile(
        "active_28d", "Active in \(Windows.long) days", .activity,
        series: "active in \(Windows.long) days",
        counts(\.active28), reach: Windows.long,
        report),
      Tile(
        "contributing_28d", "Contributing", .activity,
        series: "contributing in \(Windows.long) days",
        counts(\.contributing28),
        reach: Windows.long, report),
      Tile(
        "stickiness", "Stickiness", .activity, series: "of those active in \(Windows.long) days",
        days.map(measures.stickiness), reach: Windows.long + 1, isShare: true, report),
      Tile("users", "Users", users, series: "users", measures.history.users, report),
      Tile(
        "new_28d", "New in \(Windows.long) days", users, series: "new in \(Windows.long) days",
        days.map(measures.new28),
        report),
      Tile("dormant", "Dormant", dormant, series: "dormant", measures.history.dormant, report),
      Tile(
        "never", "Never signed in", dormant, series: "never signed in", measures.history.never,
        report),
    ]
  }

  var now: Int? { values[values.count - 1] }

  /// A value as it is shown.
  func print(_ number: Int, into bytes: inout Bytes) {
    if isShare {
      bytes.appendThousandths(number)
    } else {
      Digits.appendGrouped(number, to: &bytes)
    }
  }
}

extension PageFiller {
  mutating func addTiles(_ tiles: [Tile]) {
    for (number, tile) in tiles.enumerated() { add(tile, css: number < 5 ? "" : "q") }
    fields.text(
      fields.root, PageName.tilesNote,
      "▲ and ▼ compare with the same figure \(Windows.long) days before; lines show the last "
        + "\(AccountHistory.length) days")
  }

  private mutating func add(_ tile: Tile, css: String) {
    let added = self.tile(tile.label, tile.page, css: css, detail: "")
    let now = tile.now
    fields.text(added, TileName.figure) { bytes in
      if let now { tile.print(now, into: &bytes) } else { bytes.append("–") }
    }
    fields.text(added, TileName.detail) { bytes in
      guard let now, let before = tile.before else {
        return bytes.append("nothing to compare with")
      }
      guard now != before else { return bytes.append(utf8: "as \(Windows.long) days before") }
      bytes.append("from ")
      tile.print(before, into: &bytes)
      if tile.isOfPartialDay { bytes.append(", a whole day") }
    }
    if let now, let before = tile.before, now != before {
      fields.text(added, now > before ? TileName.up : TileName.down) {
        tile.print(abs(now - before), into: &$0)
      }
    }
    let chart = fields.record(added, TileName.chart)
    spark(
      chart, "\(tile.label), the last \(AccountHistory.length) days", series: tile.series,
      from: frame.today - (AccountHistory.length - 1), tile.values.map { $0 ?? 0 },
      isShare: tile.isShare)
  }
}

extension Report {
  /// Whether the data goes to the end of today: until its last second a day is not over.
  fileprivate var isDayOver: Bool { zone.day(of: dump.asOf + 1) > today }
}
