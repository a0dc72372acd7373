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
  fileprivate var id: StaticString { self == .week ? "weeks" : "months" }
  /// A year of them, and the one that is not over.
  fileprivate var drawn: Int { self == .week ? 53 : 13 }
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
      unit.heading, id: unit.id, sub: words[newest.isComplete ? unit.sub : unit.openSub])
    addDownload(card, download)
    addRanges(card, unit, isLong: totals.count > unit.drawn)
    addPeopleBars(card, .chart, totals.suffix(unit.drawn), unit)
    if totals.count > unit.drawn { addPeopleBars(card, .allChart, totals[...], unit) }
    let table = table(card, unit.caption, unit.table)
    addRows(totals.suffix(unit.listed).reversed(), of: unit.table, to: group(table))
  }

  private mutating func addPeopleBars(
    _ card: Row, _ name: CardName, _ totals: ArraySlice<CalendarTotal>, _ unit: CalendarUnit
  ) {
    guard var from = totals.first?.span.lowerBound, totals.contains(where: { $0.active > 0 })
    else { return }
    // A short history begins with empty spans, so that it does not look like much.
    let missing = max(0, 12 - totals.count)
    for _ in 0..<missing { from = unit.span(of: from - 1).lowerBound }
    let chart = fields.record(card, name)
    fields.flag(chart, ChartName.isHidden, name == .allChart)
    bars(
      chart, words[unit.chart], series: [.seriesActive, .seriesContributing], from: from,
      step: unit.step, missing: missing, totals.map(\.active),
      inside: totals.map(\.contributing))
    guard name == .chart else { return }
    legend(card, "b0", "M12 0h10v10H12z", words[.seriesActive])
    legend(card, "b", "M12 0h10v10H12z", words[.seriesContributing])
  }
}
