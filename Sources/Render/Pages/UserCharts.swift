import Civil
import Measure

extension PageRenderer {
  /// A calendar of the last 53 weeks.
  func addCalendar() {
    let monday = report.today.monday - 52 * 7
    var values = [Int](repeating: 0, count: report.today - monday + 1)
    var days = 0
    for cell in activity.days where cell.day >= monday && cell.day <= report.today {
      values[cell.day - monday] = cell.events
      days += 1
    }
    let sum = values.reduce(0, +)
    let words = "\(counted(sum, "event", "events")) on \(counted(days, "day", "days"))"
    let card = filler.card("Last 53 weeks", sub: words)
    guard sum > 0 else {
      filler.fields.text(card, CardName.empty, "No events in the last 53 weeks.")
      return
    }
    let chart = filler.fields.record(card, CardName.chart)
    let levels = HeatLevels(values)
    filler.calendar(chart, "Calendar of the last 53 weeks: \(words)", from: monday, values, levels)
    filler.heatLegend(card, levels)
  }

  /// Events a month since the first one, at least a year.
  func addMonths(_ column: Fields.Row) {
    guard let first = activity.days.first?.day else { return }
    func month(_ day: Day) -> Int {
      let date = day.civil
      return date.year * 12 + date.month - 1
    }
    let last = month(report.today)
    let start = min(month(first), last - 11)
    var values = [Int](repeating: 0, count: last - start + 1)
    for cell in activity.days where cell.day <= report.today {
      values[month(cell.day) - start] += cell.events
    }
    guard let from = Day(year: start / 12, month: start % 12 + 1, day: 1) else { return }
    let card = filler.card(column, "Events a month")
    let chart = filler.fields.record(card, CardName.chart)
    filler.bars(
      chart, "Events a month since \(text { $0.append(short: from) })", series: "events",
      from: from, step: .month, values)
  }
}
