import Civil
import Measure

/// Made once, as every user's page has them.
private enum Words {
  static let weeks = "Last \(Windows.weeks) weeks"
  static let calendar = "Calendar of the last \(Windows.weeks) weeks"
  static let noEvents = "No events in the last \(Windows.weeks) weeks."
}

extension PageFiller {
  /// A calendar of the last weeks.
  mutating func addCalendar(_ days: [DayCell]) {
    let monday = frame.today.monday - (Windows.weeks - 1) * 7
    var values = [Int](repeating: 0, count: frame.today - monday + 1)
    var active = 0
    for cell in days where cell.day >= monday && cell.day <= frame.today {
      values[cell.day - monday] = cell.events
      active += 1
    }
    let sum = values.reduce(0, +)
    let words = "\(counted(sum, "event", "events")) on \(counted(active, "day", "days"))"
    let card = card(Words.weeks, sub: words)
    guard sum > 0 else { return empty(card, Words.noEvents) }
    let chart = fields.record(card, CardName.chart)
    let levels = HeatLevels(values)
    calendar(chart, "\(Words.calendar): \(words)", from: monday, values, levels)
    heatLegend(card, levels)
  }

  /// Events a month since the first one, at least a year.
  mutating func addMonths(_ column: Row, _ days: [DayCell]) {
    guard let first = days.first?.day else { return }
    func month(_ day: Day) -> Int {
      let date = day.civil
      return date.year * 12 + date.month - 1
    }
    let last = month(frame.today)
    let start = min(month(first), last - 11)
    var values = [Int](repeating: 0, count: last - start + 1)
    for cell in days where cell.day <= frame.today {
      values[month(cell.day) - start] += cell.events
    }
    guard let from = Day(year: start / 12, month: start % 12 + 1, day: 1) else { return }
    let card = card(column, "Events a month")
    let chart = fields.record(card, CardName.chart)
    bars(
      chart, "Events a month since \(printed { $0.append(short: from) })", series: "events",
      from: from, step: .month, values)
  }
}
