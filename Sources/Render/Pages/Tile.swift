import Civil
import Configure
import Measure

/// A figure on top of the overview: how it was on each of the last days.
struct Tile {
  /// As in `index.csv`.
  let metric: StaticString
  let label: Phrase
  let page: Page
  /// What a value is called where the small line is read.
  let series: Phrase
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
    _ metric: StaticString, _ label: Phrase, _ page: Page, series: Phrase, _ values: [Int?],
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
        "active_today", .tileActiveToday, .activity, series: .seriesActive, counts(\.active),
        reach: 1, report),
      Tile(
        "active_7d", .tileActive7, .activity, series: .seriesActive7, counts(\.active7),
        reach: Windows.short, report),
      Tile(
        "active_28d", .tileActive28, .activity, series: .seriesActive28,
        counts(\.active28), reach: Windows.long, report),
      Tile(
        "contributing_28d", .tileContributing, .activity, series: .seriesContributing28,
        counts(\.contributing28),
        reach: Windows.long, report),
      Tile(
        "stickiness", .tileStickiness, .activity, series: .seriesStickiness,
        days.map(measures.stickiness), reach: Windows.long + 1, isShare: true, report),
      Tile("users", .tileUsers, users, series: .seriesUsers, measures.history.users, report),
      Tile(
        "new_28d", .tileNew, users, series: .seriesNew, days.map(measures.new28),
        report),
      Tile(
        "dormant", .tileDormant, dormant, series: .seriesDormant, measures.history.dormant, report),
      Tile(
        "never", .tileNever, dormant, series: .seriesNever, measures.history.never,
        report),
    ]
  }

  var now: Int? { values[values.count - 1] }

  /// A value as it is shown.
  func shown(_ number: Int) -> Value { isShare ? .share(number) : .number(number) }
}

extension PageFiller {
  mutating func addTiles(_ tiles: [Tile]) {
    for (number, tile) in tiles.enumerated() { add(tile, css: number < 5 ? "" : "q") }
    fields.text(fields.root, PageName.tilesNote, words[.tilesNote])
  }

  private mutating func add(_ tile: Tile, css: String) {
    let added = self.tile(tile.label, tile.page, css: css, detail: [])
    let now = tile.now
    fields.text(
      added, TileName.figure, now.map { words.shown(tile.shown($0)) } ?? words[.noFigure])
    fields.text(added, TileName.detail, words.change(of: tile))
    if let now, let before = tile.before, now != before {
      fields.text(
        added, now > before ? TileName.up : TileName.down,
        words.shown(tile.shown(abs(now - before))))
    }
    let chart = fields.record(added, TileName.chart)
    spark(
      chart, words.filled(.chartOf56Days, [.name: .text(words[tile.label])]),
      series: [tile.series],
      from: frame.today - (AccountHistory.length - 1), tile.values.map { $0 ?? 0 },
      isShare: tile.isShare)
  }
}

extension Words {
  /// What a figure was 28 days before; how far it is from that stands before it.
  fileprivate func change(of tile: Tile) -> [UInt8] {
    guard let now = tile.now, let before = tile.before else { return self[.noEarlierData] }
    guard now != before else { return self[.unchanged] }
    return filled(
      tile.isOfPartialDay ? .fromFullDay : .fromBefore, [.n: tile.shown(before)])
  }
}

extension Report {
  /// Whether the data goes to the end of today: until its last second a day is not over.
  fileprivate var isDayOver: Bool { zone.day(of: dump.asOf + 1) > today }
}
