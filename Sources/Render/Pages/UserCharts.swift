import Civil
import Configure
import Measure

extension PageFiller {
  /// A calendar of the weeks up to that of `monday`, all of it: scripts cover the days to come.
  mutating func addCalendar(_ days: [DayCell], upTo last: Day) {
    let monday = last - (Windows.weeks - 1) * 7
    var values = [Int](repeating: 0, count: Windows.weeks * 7)
    var active = 0
    for cell in days where values.indices.contains(cell.day - monday) {
      values[cell.day - monday] = cell.events
      active += 1
    }
    let sum = values.reduce(0, +)
    func filled(_ phrase: Phrase) -> [UInt8] {
      words.filled(phrase, [.events: .number(sum), .days: .number(active)])
    }
    let card = card(.last53Weeks, id: "weeks", sub: filled(.calendarSub))
    guard sum > 0 else { return empty(card, .calendarEmpty) }
    let chart = fields.record(card, CardName.chart)
    let levels = HeatLevels(values)
    let begin = [frame.firstEvent, days.first?.day].compactMap { $0 }.min() ?? monday
    calendar(
      chart, filled(.calendarChart), from: monday, missing: max(0, begin - monday), values, levels)
    heatLegend(card, levels)
  }

  /// Events a month since the first one, at least a year as far as there is data.
  mutating func addMonths(_ column: Row, _ days: [DayCell], upTo latest: Day) {
    guard let first = days.first?.day else { return }
    func month(_ day: Day) -> Int {
      let date = day.civil
      return date.year * 12 + date.month - 1
    }
    let last = month(latest)
    let start = min(month(first), max(last - 11, month(frame.firstEvent ?? first)))
    var values = [Int](repeating: 0, count: last - start + 1)
    for cell in days where month(cell.day) <= last {
      values[month(cell.day) - start] += cell.events
    }
    guard let from = Day(year: start / 12, month: start % 12 + 1, day: 1) else { return }
    let card = card(column, .eventsPerMonth, id: "months")
    let chart = fields.record(card, CardName.chart)
    bars(
      chart, words.filled(.eventsPerMonthChart, [.day: .day(from)]), series: [.seriesEvents],
      from: from, step: .month, values)
  }
}
