import Civil
import Measure

/// A figure on top of the overview: how it was on each of the last 56 days.
private struct Figure {
  var label: String
  var href: String
  /// What a value is called where the small line is read.
  var series: String
  /// Oldest first, today last; nil for a day that has none.
  var values: [Int?]
  /// Over how many days events go into a value; 0 where none do.
  var reach = 0
  var isShare = false
}

extension PageRenderer {
  func addTiles() {
    for (number, figure) in figures.enumerated() {
      addTile(figure, css: number < 5 ? "" : "q")
    }
    filler.fields.text(
      filler.fields.root, PageName.tilesNote,
      "▲ and ▼ compare with the same figure 28 days before; lines show the last 56 days")
  }

  /// Five on the first row, four on the second.
  private var figures: [Figure] {
    let measures = report.measures
    let days = (0..<AccountHistory.length).map { report.today - (AccountHistory.length - 1 - $0) }
    func counts(_ count: KeyPath<DayTotal, Int>) -> [Int?] {
      days.map { measures.tally[$0]?[keyPath: count] ?? 0 }
    }
    return [
      Figure(
        label: "Active today", href: "activity.html", series: "active in the day",
        values: counts(\.active), reach: 1),
      Figure(
        label: "Active in 7 days", href: "activity.html", series: "active in 7 days",
        values: counts(\.active7), reach: 7),
      Figure(
        label: "Active in 28 days", href: "activity.html", series: "active in 28 days",
        values: counts(\.active28), reach: 28),
      Figure(
        label: "Contributing", href: "activity.html", series: "contributing in 28 days",
        values: counts(\.contributing28), reach: 28),
      Figure(
        label: "Stickiness", href: "activity.html", series: "of those active in 28 days",
        values: days.map(measures.stickiness), reach: 29, isShare: true),
      Figure(
        label: "Users", href: "users.html", series: "users", values: measures.history.users),
      Figure(
        label: "New in 28 days", href: "users.html", series: "new in 28 days",
        values: days.map(measures.new28)),
      Figure(
        label: "Dormant", href: "dormant.html", series: "dormant", values: measures.history.dormant),
      Figure(
        label: "Never signed in", href: "dormant.html", series: "never signed in",
        values: measures.history.never),
    ]
  }

  private func addTile(_ figure: Figure, css: String) {
    let tile = filler.tile(figure.label, figure.href, css: css, detail: "")
    func print(_ number: Int, _ bytes: inout Bytes) {
      if figure.isShare {
        bytes.appendThousandths(number)
      } else {
        Digits.appendGrouped(number, to: &bytes)
      }
    }
    let now = figure.values[figure.values.count - 1]
    filler.fields.text(tile, TileName.figure) { bytes in
      if let now { print(now, &bytes) } else { bytes.append("–") }
    }
    let before = past(figure)
    filler.fields.text(tile, TileName.detail) { bytes in
      guard let now, let before else { return bytes.append("nothing to compare with") }
      guard now != before else { return bytes.append("as 28 days before") }
      bytes.append("from ")
      print(before, &bytes)
      // Until its last second a day is not over.
      if figure.reach == 1, !report.isDayOver { bytes.append(", a whole day") }
    }
    if let now, let before, now != before {
      filler.fields.text(tile, now > before ? TileName.up : TileName.down) {
        print(abs(now - before), &$0)
      }
    }
    let chart = filler.fields.record(tile, TileName.chart)
    filler.spark(
      chart, "\(figure.label), the last 56 days", series: figure.series,
      from: report.today - (AccountHistory.length - 1), figure.values.map { $0 ?? 0 },
      isShare: figure.isShare)
  }

  /// The figure 28 days before; nil where the data does not go back over all
  /// the days that it is about.
  private func past(_ figure: Figure) -> Int? {
    let day = report.today - 28
    if figure.reach > 0 {
      guard let first = report.measures.tally.firstEvent, first <= day - (figure.reach - 1) else {
        return nil
      }
    }
    return figure.values[figure.values.count - 29]
  }
}

extension Report {
  /// Whether the data goes to the end of today.
  fileprivate var isDayOver: Bool { zone.day(of: dump.asOf + 1) > today }
}
