import Civil
import Configure
import Measure

// How much of its history a chart shows: a year as it comes, other spans by `charts.js`.

extension PageFiller {
  /// Above a chart of days; none above one that is short.
  ///
  /// - Parameter page: the one that has all days, where it is not this one.
  mutating func addRanges(_ card: Row, all page: Page?, days: Int) {
    guard days > Windows.long else { return }
    addRange(card, .active28, "28-days")
    addRange(card, .weeks12, "12-weeks")
    addRange(card, .aYear, "year")
    if page != nil || days > ActivityPage.yearDays { addRange(card, .allDays, "all", on: page) }
  }

  /// Above a chart of weeks or months. `isLong` where there are more than it shows.
  mutating func addRanges(_ card: Row, _ unit: CalendarUnit, isLong: Bool) {
    guard unit == .week || isLong else { return }
    if unit == .week { addRange(card, .weeks12, "12-weeks") }
    addRange(card, .aYear, "year")
    if isLong { addRange(card, .allDays, "all") }
  }

  private mutating func addRange(
    _ card: Row, _ label: Phrase, _ id: StaticString, on page: Page? = nil
  ) {
    fields.text(card, CardName.rangesLabel, words[.spanShown])
    let link = fields.addRow(to: card, CardName.ranges)
    fields.text(link, LinkName.label, words[label])
    fields.text(link, LinkName.href) { bytes in
      if let page { bytes.append(utf8: page.address) }
      bytes.append("#")
      bytes.append(id)
    }
    fields.flag(link, LinkName.isCurrent, label == .aYear)
  }
}
