import Measure

// What the overview and the page about activity have alike.

extension PageFiller {
  var hoursWords: String {
    "Events by weekday and hour, last \(Windows.long) days, clock of \(frame.zone.name)"
  }

  /// Events in each hour of the week.
  mutating func addHours(_ card: Row, _ hours: [Int], _ download: Download?) {
    addDownload(card, download)
    guard hours.contains(where: { $0 > 0 }) else {
      return empty(card, "No events in the last \(Windows.long) days.")
    }
    let chart = fields.record(card, CardName.chart)
    let levels = HeatLevels(hours)
    self.hours(chart, "Events by weekday and hour in the last \(Windows.long) days", hours, levels)
    heatLegend(card, levels)
  }

  mutating func addDotLegend(_ card: Row) {
    legend(card, "d", "M3 5h0m8 0h0m8 0h0", "on a weekday")
    legend(card, "w", "M3 5h0m8 0h0m8 0h0", "on a weekend")
  }
}
