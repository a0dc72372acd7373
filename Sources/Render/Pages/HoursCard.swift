import Measure

// What the overview and the page about activity have alike.

extension PageFiller {
  var hoursWords: [UInt8] { words.filled(.hoursSub, [.zone: .text(Array(frame.zone.name.utf8))]) }

  /// Events in each hour of the week.
  mutating func addHours(_ card: Row, _ hours: [Int], _ download: Download?) {
    addDownload(card, download)
    guard hours.contains(where: { $0 > 0 }) else {
      return empty(card, .noEvents28)
    }
    let chart = fields.record(card, CardName.chart)
    let levels = HeatLevels(hours)
    self.hours(chart, words[.hoursChart], hours, levels)
    heatLegend(card, levels)
  }

  mutating func addDotLegend(_ card: Row) {
    legend(card, "d", "M3 5h0m8 0h0m8 0h0", words[.legendWeekday])
    legend(card, "w", "M3 5h0m8 0h0m8 0h0", words[.legendWeekend])
  }
}
