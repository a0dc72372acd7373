import Civil
import Measure

extension CalendarUnit {
  fileprivate var heading: String { self == .week ? "Weeks" : "Months" }
  fileprivate var label: String { self == .week ? "Week of" : "Month" }
  fileprivate var table: Table { self == .week ? .weeks : .months }
  fileprivate var step: ChartStep { self == .week ? .week : .month }
  /// A year of weeks, or three of months, and the one that is not over.
  fileprivate var drawn: Int { self == .week ? 53 : 37 }
  /// A quarter of weeks, or a year of months, and the one that is not over.
  fileprivate var listed: Int { self == .week ? 14 : 13 }
}

extension PageRenderer {
  /// Weeks, or months: people in a chart, and in a table all figures of the newest.
  func addTotals(by unit: CalendarUnit) {
    let totals = report.measures.tally.totals(by: unit)
    guard let newest = totals.last else { return }
    let card = filler.card(
      unit.heading,
      sub: "Distinct people in each \(unit == .week ? "week" : "month")"
        + (newest.isComplete ? "" : "; the newest is not over") + ". The CSV has all")
    if let size = sizes[unit.table] { filler.addDownload(card, outline.path(of: unit.table), size) }
    addPeopleBars(card, totals.suffix(unit.drawn), unit)
    addTotalsTable(card, totals.suffix(unit.listed).reversed(), unit)
  }

  private func addPeopleBars(
    _ card: Fields.Row, _ totals: ArraySlice<CalendarTotal>, _ unit: CalendarUnit
  ) {
    guard var from = totals.first?.span.lowerBound, totals.contains(where: { $0.active > 0 })
    else { return }
    // A short history begins with empty spans, so that it does not look like much.
    let missing = max(0, 12 - totals.count)
    for _ in 0..<missing { from = unit.span(of: from - 1).lowerBound }
    let zeros = [Int](repeating: 0, count: missing)
    let chart = filler.fields.record(card, CardName.chart)
    filler.bars(
      chart, "People active, and contributing, by \(unit == .week ? "week" : "month")",
      series: "active|contributing", from: from, step: unit.step, zeros + totals.map(\.active),
      inside: zeros + totals.map(\.contributing))
    filler.legend(card, "b0", "M12 0h10v10H12z", "active")
    filler.legend(card, "b", "M12 0h10v10H12z", "of them contributing")
  }

  private func addTotalsTable(
    _ card: Fields.Row, _ totals: [CalendarTotal], _ unit: CalendarUnit
  ) {
    let table = filler.table(
      card, "Activity by \(unit == .week ? "week" : "month")",
      [
        .init(label: unit.label), .init(label: "Active", css: ""),
        .init(label: "Contributing", css: ""), .init(label: "Events", css: ""),
        .init(label: "Score", css: ""), .init(label: "Logins", css: ""),
        .init(label: "New users", css: ""),
      ])
    let group = filler.group(table)
    for total in totals {
      let row = filler.row(group)
      let head = filler.head(row)
      let from = total.span.lowerBound
      filler.fields.text(head, CellName.iso) { $0.append(from) }
      filler.fields.text(head, CellName.date) { bytes in
        if unit == .week { bytes.append(short: from) } else { bytes.append(monthOf: from) }
      }
      if !total.isComplete {
        filler.fields.text(head, CellName.small, counted(total.days, "day", "days") + " so far")
      }
      for number in [
        total.active, total.contributing, total.events, total.score, total.logins, total.newUsers,
      ] { filler.number(row, number) }
    }
  }
}
