import Civil
import Configure
import Measure

/// A figure on top of the overview: how it was on each of the last days.
struct Tile {
  /// As in `index.csv`.
  let metric: StaticString
  let label: Phrase
  /// The last day of the values.
  let day: Day
  let page: Page
  /// What a value is called where the small line is read.
  let series: Phrase
  /// Oldest first; nil for a day that has none. A share is in percent.
  let values: [Int?]
  /// The same, a share in thousandths as in the CSV.
  let exact: [Int?]
  let isShare: Bool
  /// The value `Windows.long` days before; nil where the data does not go back over all the days
  /// that it is about.
  let before: Int?
  /// Whether that was of a whole day, and today's is not.
  let isOfPartialDay: Bool

  /// - Parameters:
  ///   - reach: over how many days events go into a value; 0 where none do.
  ///   - thousandths: of shares.
  ///   - day: the last one of the values; nil for today.
  private init(
    _ metric: StaticString, _ label: Phrase, _ page: Page, series: Phrase, _ values: [Int?],
    reach: Int = 0, thousandths: [Int?]? = nil, upTo day: Day? = nil, _ report: Report
  ) {
    self.metric = metric
    self.label = label
    self.page = page
    self.series = series
    self.values = values
    exact = thousandths ?? values
    isShare = thousandths != nil
    let last = day ?? report.today
    self.day = last
    let first = report.measures.tally.firstEvent
    let isKnown =
      reach == 0 || first.map { $0 <= last - Windows.long - (reach - 1) } ?? false
    before = isKnown ? values[values.count - 1 - Windows.long] : nil
    isOfPartialDay = reach == 1 && last == report.today && !report.isDayOver
  }

  /// With the last whole day for one that is not over.
  static func ofOverview(_ report: Report) -> [Tile] {
    let day = report.isDayOver ? report.today : report.today - 1
    let tally = report.measures.tally
    let counts = days(upTo: day).map { tally[$0]?.active }
    let last = Tile(
      "active_today", .tileActiveOn, .activity, series: .seriesActive, counts, reach: 1,
      upTo: day, report)
    return [last] + all(report).dropFirst()
  }

  private static func days(upTo day: Day) -> [Day] {
    (0..<AccountHistory.length).map { day - (AccountHistory.length - 1 - $0) }
  }

  static func all(_ report: Report) -> [Tile] {
    let measures = report.measures
    let days = days(upTo: report.today)
    let begin = measures.tally.firstEvent ?? report.today
    func counts(_ count: KeyPath<DayTotal, Int>) -> [Int?] {
      days.map { $0 < begin ? nil : measures.tally[$0]?[keyPath: count] ?? 0 }
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
        days.map { measures.stickiness(on: $0, of: 100) }, reach: Windows.long + 1,
        thousandths: days.map { measures.stickiness(on: $0) }, report),
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
  func shown(_ number: Int) -> Value { isShare ? .percent(number) : .number(number) }

  func label(in words: Words) -> [UInt8] { words.filled(label, [.day: .weekdayInYear(day)]) }
}

extension PageFiller {
  /// How many accounts are used, first; then four figures in its row, and the others below.
  mutating func addTiles(_ tiles: [Tile], _ headcount: Headcount) {
    addUsed(headcount)
    for (number, tile) in tiles.enumerated() { add(tile, css: number < 4 ? "" : "q") }
    // New accounts are people's by creation; users are all accounts, from their first activity on.
    let (users, new) = (
      tiles.first { $0.label == .tileUsers }, tiles.first { $0.label == .tileNew }
    )
    let isOdd = users?.now.map { $0 - (users?.before ?? 0) } != new?.now
    fields.text(fields.root, PageName.tilesNote, words[isOdd ? .usersNote : .tilesNote])
  }

  private mutating func addUsed(_ headcount: Headcount) {
    let (used, all) = (headcount.used28, headcount.activeAccounts)
    let tile = self.tile(words[.tileUsed], .users(.byLastActive, part: 0), css: "lead", detail: [])
    fields.text(
      tile, TileName.figure, words.filled(.nOfTotal, [.n: .number(used), .total: .number(all)]))
    guard all > 0 else { return }
    let percent = (used * 200 + all) / (2 * all)
    fields.text(tile, TileName.detail, words.counted(.percent, percent))
    fields.number(tile, TileName.share, percent)
  }

  private mutating func add(_ tile: Tile, css: String) {
    let label = tile.label(in: words)
    let added = self.tile(label, tile.page, css: css, detail: [])
    let now = tile.now
    fields.text(
      added, TileName.figure, now.map { words.shown(tile.shown($0)) } ?? words[.noFigure])
    fields.text(added, TileName.detail, words.change(of: tile))
    if let now, let before = tile.before, now != before {
      fields.text(
        added, now > before ? TileName.up : TileName.down,
        words.number(abs(now - before)))
    }
    let chart = fields.record(added, TileName.chart)
    spark(
      chart, words.filled(.chartOf56Days, [.name: .text(label)]), series: [tile.series],
      from: tile.day - (AccountHistory.length - 1), tile.exact, shown: tile.values)
  }
}

extension Words {
  /// What a figure was 28 days before; how far it is from that stands before it.
  fileprivate func change(of tile: Tile) -> [UInt8] {
    guard let now = tile.now, let before = tile.before else { return self[.noEarlierData] }
    guard now != before else { return self[.unchanged] }
    return filled(.fromBefore, [.n: tile.shown(before)])
  }
}

extension Report {
  /// Whether the data goes to the end of today: until its last second a day is not over.
  fileprivate var isDayOver: Bool { zone.day(of: dump.asOf + 1) > today }
}
