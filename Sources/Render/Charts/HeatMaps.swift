import Civil
import Measure

extension PageFiller {
  /// Weeks of days from a Monday on, Monday on top; `missing` of them lie before the data.
  mutating func calendar(
    _ chart: Row, _ label: [UInt8], from monday: Day, missing: Int, _ values: [Int],
    _ levels: HeatLevels
  ) {
    setChart(
      chart, label, [.seriesEvents], monday, .day, css: "cal", viewBox: (0, Windows.weeks, 7),
      [Array(values[missing...])], missing: missing)
    path(chart, "h0") { PageFiller.appendGround(missing..<values.count, to: &$0) }
    heat(chart, values, levels, runLength: 7, isColumn: true)
    gaps(chart, calendarGaps)
    let words = words
    for row in [0, 2, 4] {
      chartText(chart, "y", y: (2 * row + 1, 14)) { $0.append(array: words.weekdays[row]) }
    }
    if calendarMonths.monday != monday {
      calendarMonths = (monday, PageFiller.monthStarts(from: monday))
    }
    let every = words.hasWideDates ? 4 : 2
    for (number, start) in calendarMonths.starts.enumerated() {
      chartText(
        chart, number % every > 0 ? "x o" : "x", x: (start.week, Windows.weeks)
      ) {
        bytes in
        if start.month == 1 {
          words.append((start.year, 1, 1), as: .year, to: &bytes)
        } else {
          bytes.append(array: words.monthsAlone[start.month - 1])
        }
      }
    }
  }

  /// Round all days of the calendar that there are: columns of seven, the first and the last of
  /// which may be broken.
  private static func appendGround(_ days: Range<Int>, to bytes: inout Bytes) {
    let (left, top) = (days.lowerBound / 7, days.lowerBound % 7)
    let (right, bottom) = (days.upperBound / 7, days.upperBound % 7)
    func append(_ command: StaticString, _ number: Int) {
      bytes.append(command)
      Digits.append(number, to: &bytes)
    }
    append("M", left)
    append(" ", top)
    append("V", 7)
    append("H", right)
    if bottom > 0 {
      append("V", bottom)
      append("H", right + 1)
    }
    append("V", 0)
    if top > 0 {
      append("H", left + 1)
      append("V", top)
    }
    bytes.append("z")
  }

  private static func monthStarts(from monday: Day) -> [(week: Int, year: Int, month: Int)] {
    var month = monday.civil.month
    return (1..<Windows.weeks - 2).compactMap { week in
      let date = (monday + week * 7).civil
      guard date.month != month else { return nil }
      month = date.month
      return (week, date.year, month)
    }
  }

  /// 7 rows of 24 hours, Monday first.
  mutating func hours(_ chart: Row, _ label: [UInt8], _ values: [Int], _ levels: HeatLevels) {
    setChart(chart, label, [.seriesEvents], nil, .day, css: "hours", viewBox: (0, 24, 7), [values])
    path(chart, "h0") { $0.append("M0 0h24v7h-24z") }
    heat(chart, values, levels, runLength: 24, isColumn: false)
    gaps(chart, hourGaps)
    for (row, name) in words.weekdays.enumerated() {
      chartText(chart, "y", y: (2 * row + 1, 14)) { $0.append(array: name) }
    }
    for hour in stride(from: 0, to: 24, by: 3) {
      chartText(chart, hour % 6 == 0 ? "x" : "x o", x: (hour, 24)) { $0.appendTwo(hour) }
    }
  }

  /// Runs of one level are one rectangle, each level one path.
  private mutating func heat(
    _ chart: Row, _ values: [Int], _ heat: HeatLevels, runLength: Int, isColumn: Bool
  ) {
    // Most days of most people are empty: what is there is sought once, not for each level.
    var runs: [(level: Int, start: Int, length: Int)] = []
    for (index, value) in values.enumerated() where value > 0 {
      let level = heat.level(value)
      if let run = runs.last, run.level == level, run.start + run.length == index,
        index % runLength > 0
      {
        runs[runs.count - 1].length += 1
      } else {
        runs.append((level, index, 1))
      }
    }
    for (level, css) in zip(1...5, ["h1", "h2", "h3", "h4", "h5"])
    where runs.contains(where: { $0.level == level }) {
      path(chart, css) { bytes in
        for run in runs where run.level == level {
          let (line, place) = (run.start / runLength, run.start % runLength)
          bytes.append("M")
          Digits.append(isColumn ? line : place, to: &bytes)
          bytes.append(32)
          Digits.append(isColumn ? place : line, to: &bytes)
          bytes.append(isColumn ? "h1v" : "h")
          Digits.append(run.length, to: &bytes)
          bytes.append(isColumn ? "h-1" : "v1h-")
          if !isColumn { Digits.append(run.length, to: &bytes) }
        }
      }
    }
  }

  private mutating func gaps(_ chart: Row, _ lines: [UInt8]) {
    path(chart, "n") { $0.append(array: lines) }
  }
}

// Every user's page has the first: made once.
private let calendarGaps = gaps(columns: Windows.weeks)
private let hourGaps = gaps(columns: 24)

/// The lines between the cells of a heat map of 7 rows.
private func gaps(columns: Int) -> [UInt8] {
  var bytes: [UInt8] = []
  for column in 1..<columns {
    bytes.append("M")
    Digits.append(column, to: &bytes)
    bytes.append(" 0v7")
  }
  for row in 1..<7 {
    bytes.append("M0 ")
    Digits.append(row, to: &bytes)
    bytes.append("h")
    Digits.append(columns, to: &bytes)
  }
  return bytes
}
