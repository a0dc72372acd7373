import Civil
import Configure
import Measure

extension CalendarUnit {
  fileprivate var heading: Phrase { self == .week ? .weeks : .monthsOfActivity }
  fileprivate var sub: Phrase { self == .week ? .weeksSub : .monthsSub }
  /// Where the newest is not over.
  fileprivate var openSub: Phrase { self == .week ? .weeksSubOpen : .monthsSubOpen }
  fileprivate var chart: Phrase { self == .week ? .weeksChart : .monthsChart }
  fileprivate var caption: Phrase { self == .week ? .weeksCaption : .monthsCaption }
  fileprivate var table: Table<CalendarTotal> { self == .week ? Tables.weeks : Tables.months }
  fileprivate var step: ChartStep { self == .week ? .week : .month }
  /// A year of weeks, or three of months, and the one that is not over.
  fileprivate var drawn: Int { self == .week ? 53 : 37 }
  /// A quarter of weeks, or a year of months, and the one that is not over.
  fileprivate var listed: Int { self == .week ? 14 : 13 }
}

extension PageFiller {
  /// Weeks, or months: people in a chart, and in a table all figures of the newest.
  mutating func addTotals(
    _ totals: [CalendarTotal], of unit: CalendarUnit, _ download: Download?
  ) {
    guard let newest = totals.last else { return }
    let card = card(
      words[unit.heading], sub: words[newest.isComplete ? unit.sub : unit.openSub])
    addDownload(card, download)
    addPeopleBars(card, totals.suffix(unit.drawn), unit)
    let table = table(card, unit.caption, unit.table)
    addRows(totals.suffix(unit.listed).reversed(), of: unit.table, to: group(table))
  }

  private mutating func addPeopleBars(
    _ card: Row, _ totals: ArraySlice<CalendarTotal>, _ unit: CalendarUnit
  ) {
    guard var from = totals.first?.span.lowerBound, totals.contains(where: { $0.active > 0 })
    else { return }
    // A short history begins with empty spans, so that it does not look like much.
    let missing = max(0, 12 - totals.count)
    for _ in 0..<missing { from = unit.span(of: from - 1).lowerBound }
    let zeros = [Int](repeating: 0, count: missing)
    let chart = fields.record(card, CardName.chart)
    bars(
      chart, words[unit.chart], series: [.seriesActive, .seriesContributing], from: from,
      step: unit.step, zeros + totals.map(\.active),
      inside: zeros + totals.map(\.contributing))
    legend(card, "b0", "M12 0h10v10H12z", words[.seriesActive])
    legend(card, "b", "M12 0h10v10H12z", words[.seriesContributing])
  }
}
