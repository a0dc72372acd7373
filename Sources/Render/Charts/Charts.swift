import Civil

extension PageFiller {
  /// Bars, one a value; at least one value must be above 0. Values of `also` are
  /// read under the pointer only.
  mutating func bars(
    _ chart: Row, _ label: String, series: String, from: Day, step: ChartStep, _ values: [Int],
    also: [Int]? = nil
  ) {
    let scale = ChartScale(largest: values.max() ?? 0)
    setChart(
      chart, label, series, from, step, css: "low", viewBox: (0, values.count, 200),
      [values] + (also.map { [$0] } ?? []))
    grid(chart, scale, x: "0", width: values.count)
    path(chart, "b") { bytes in
      for (index, value) in values.enumerated() where value > 0 {
        bytes.append("M")
        Digits.append(index, to: &bytes)
        bytes.append(".12 200V")
        Digits.append(scale.y(value), to: &bytes)
        bytes.append("h.76V200")
      }
    }
    labels(chart, from: from, step: step, count: values.count)
  }

  /// A dot a value, weekends apart, under lines: the first over a soft band, the
  /// second dashed.
  mutating func dots(
    _ chart: Row, _ label: String, series: String, from: Day, step: ChartStep = .day,
    _ values: [Int], lines: [[Int]]
  ) {
    let scale = ChartScale(largest: ([values] + lines).compactMap { $0.max() }.max() ?? 0)
    let count = values.count
    setChart(
      chart, label, series, from, step, css: "", viewBox: (-1, count, 200), [values] + lines)
    path(chart, "a") { bytes in
      PageFiller.append(line: lines[0].map(scale.y), to: &bytes)
      bytes.append("V200H0z")
    }
    grid(chart, scale, x: "-.5", width: count)
    for (css, isWeekend) in [("w", true), ("d", false)] {
      path(chart, css) { bytes in
        for (index, value) in values.enumerated()
        where (PageFiller.day(index, from, step).weekday > 5) == isWeekend {
          bytes.append("M")
          Digits.append(index, to: &bytes)
          bytes.append(32)
          Digits.append(scale.y(value), to: &bytes)
          bytes.append("h0")
        }
      }
    }
    for (css, line) in zip(["l", "l2"], lines).reversed() {
      path(chart, css) { PageFiller.append(line: line.map(scale.y), to: &$0) }
    }
    labels(chart, from: from, step: step, count: count)
  }

  /// A small line without axes: the first half pale, the second in the accent.
  /// A share is in thousandths.
  mutating func spark(
    _ chart: Row, _ label: String, series: String, from: Day, _ values: [Int], isShare: Bool
  ) {
    setChart(
      chart, label, series, from, .day, css: "spark", viewBox: (-1, values.count, 40), [values],
      isShare: isShare)
    fields.flag(chart, ChartName.isSpark, true)
    let high = values.max() ?? 0
    let low = min(values.min() ?? 0, high * 9 / 10)
    let range = max(high - low, 1)
    let ys = values.map { 38 - (($0 - low) * 36 + range / 2) / range }
    let half = values.count / 2
    path(chart, "p") { PageFiller.append(line: Array(ys[...half]), to: &$0) }
    path(chart, "l") { PageFiller.append(line: Array(ys[half...]), startingAt: half, to: &$0) }
  }

  /// 53 weeks of days from a Monday on, Monday on top.
  mutating func calendar(
    _ chart: Row, _ label: String, from monday: Day, _ values: [Int], _ levels: HeatLevels
  ) {
    setChart(chart, label, "events", monday, .day, css: "cal", viewBox: (0, 53, 7), [values])
    let last = values.count - 52 * 7
    path(chart, "h0") { bytes in
      bytes.append("M0 0h53v")
      Digits.append(last, to: &bytes)
      if last < 7 {
        bytes.append("h-1v")
        Digits.append(7 - last, to: &bytes)
        bytes.append("h-52z")
      } else {
        bytes.append("h-53z")
      }
    }
    heat(chart, values, levels, runLength: 7, isColumn: true)
    gaps(chart, calendarGaps)
    for (row, name) in [(0, "Mon"), (2, "Wed"), (4, "Fri")] {
      chartText(chart, "y", x: nil, y: (2 * row + 1, 14)) { $0.append(contentsOf: name.utf8) }
    }
    var month = monday.civil.month
    var labelled = 0
    for week in 1..<51 {
      let day = monday + week * 7
      guard day.civil.month != month else { continue }
      month = day.civil.month
      chartText(chart, labelled % 2 == 1 ? "x o" : "x", x: (week, 53), y: nil) { bytes in
        if month == 1 {
          Digits.append(day.civil.year, to: &bytes)
        } else {
          bytes.append(month: day)
        }
      }
      labelled += 1
    }
  }

  /// 7 rows of 24 hours, Monday first.
  mutating func hours(_ chart: Row, _ label: String, _ values: [Int], _ levels: HeatLevels) {
    setChart(chart, label, "events", nil, .day, css: "hours", viewBox: (0, 24, 7), [values])
    path(chart, "h0") { $0.append("M0 0h24v7h-24z") }
    heat(chart, values, levels, runLength: 24, isColumn: false)
    gaps(chart, hourGaps)
    for (row, name) in ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].enumerated() {
      chartText(chart, "y", x: nil, y: (2 * row + 1, 14)) { $0.append(contentsOf: name.utf8) }
    }
    for hour in stride(from: 0, to: 24, by: 3) {
      chartText(chart, hour % 6 == 0 ? "x" : "x o", x: (hour, 24), y: (1, 1)) { $0.appendTwo(hour) }
    }
  }
}

// MARK: Pieces

extension PageFiller {
  private mutating func setChart(
    _ chart: Row, _ label: String, _ series: String, _ from: Day?, _ step: ChartStep, css: String,
    viewBox: (x: Int, width: Int, height: Int), _ values: [[Int]],
    isShare: Bool = false
  ) {
    fields.text(chart, ChartName.label, label)
    fields.text(chart, ChartName.series, series)
    fields.text(chart, ChartName.css, css)
    fields.text(chart, ChartName.step) { $0.append(step.name) }
    if let from { fields.text(chart, ChartName.from) { $0.append(from) } }
    fields.text(chart, ChartName.viewBox) { bytes in
      bytes.append(viewBox.x < 0 ? "-.5 0 " : "0 0 ")
      Digits.append(viewBox.width, to: &bytes)
      bytes.append(32)
      Digits.append(viewBox.height, to: &bytes)
    }
    fields.text(chart, ChartName.values) { bytes in
      PageFiller.append(values: values, isShare: isShare, to: &bytes)
    }
  }

  /// Blank between values, runs of three and more as `v*n`, `|` between series.
  private static func append(values: [[Int]], isShare: Bool, to bytes: inout [UInt8]) {
    for (number, series) in values.enumerated() {
      if number > 0 { bytes.append(UInt8(ascii: "|")) }
      var index = 0
      while index < series.count {
        var end = index + 1
        while end < series.count, series[end] == series[index] { end += 1 }
        if end - index < 3 { end = index + 1 }
        if index > 0 { bytes.append(32) }
        if isShare {
          bytes.appendThousandths(series[index])
        } else {
          Digits.append(series[index], to: &bytes)
        }
        if end - index > 2 {
          bytes.append(UInt8(ascii: "*"))
          Digits.append(end - index, to: &bytes)
        }
        index = end
      }
    }
  }

  /// `M0 yl1 dy 1 dy…`; a single point is an empty stroke with round ends.
  private static func append(line ys: [Int], startingAt x: Int = 0, to bytes: inout [UInt8]) {
    guard let first = ys.first else { return }
    bytes.append("M")
    Digits.append(x, to: &bytes)
    bytes.append(32)
    Digits.append(first, to: &bytes)
    guard ys.count > 1 else { return bytes.append("h0") }
    for (index, (before, after)) in zip(ys, ys.dropFirst()).enumerated() {
      bytes.append(index == 0 ? UInt8(ascii: "l") : 32)
      bytes.append(UInt8(ascii: "1"))
      if after >= before { bytes.append(32) }
      Digits.append(after - before, to: &bytes)
    }
  }

  private mutating func path(_ chart: Row, _ css: String, _ d: (inout [UInt8]) -> Void) {
    let path = fields.addRow(to: chart, ChartName.paths)
    fields.text(path, PathName.css, css)
    fields.text(path, PathName.d, d)
  }

  private mutating func chartText(
    _ chart: Row, _ css: String, x: (Int, Int)?, y: (Int, Int)?, _ text: (inout [UInt8]) -> Void
  ) {
    let label = fields.addRow(to: chart, ChartName.texts)
    fields.text(label, ChartTextName.css, css)
    if let x { fields.text(label, ChartTextName.x) { $0.append(percent: x.0, of: x.1) } }
    if let y { fields.text(label, ChartTextName.y) { $0.append(percent: y.0, of: y.1) } }
    fields.text(label, ChartTextName.text, text)
  }

  private mutating func grid(_ chart: Row, _ scale: ChartScale, x: StaticString, width: Int) {
    path(chart, "g") { bytes in
      for tick in scale.ticks {
        bytes.append("M")
        bytes.append(x)
        bytes.append(32)
        Digits.append(ChartScale.height - tick * ChartScale.height / scale.top, to: &bytes)
        bytes.append("h")
        Digits.append(width, to: &bytes)
      }
    }
    for tick in scale.ticks {
      chartText(chart, "y", x: nil, y: (scale.top - tick, scale.top)) {
        ChartScale.append(tick: tick, to: &$0)
      }
    }
  }

  /// Runs of one level are one rectangle, each level one path.
  private mutating func heat(
    _ chart: Row, _ values: [Int], _ heat: HeatLevels, runLength: Int, isColumn: Bool
  ) {
    let levels = values.map(heat.level)
    for (level, css) in zip(1...5, ["h1", "h2", "h3", "h4", "h5"]) where levels.contains(level) {
      path(chart, css) { bytes in
        var index = 0
        while let start = levels[index...].firstIndex(of: level) {
          let line = start / runLength
          index = start + 1
          let lineEnd = min((line + 1) * runLength, levels.count)
          while index < lineEnd, levels[index] == level { index += 1 }
          let (place, length) = (start - line * runLength, index - start)
          bytes.append("M")
          Digits.append(isColumn ? line : place, to: &bytes)
          bytes.append(32)
          Digits.append(isColumn ? place : line, to: &bytes)
          bytes.append(isColumn ? "h1v" : "h")
          Digits.append(length, to: &bytes)
          bytes.append(isColumn ? "h-1" : "v1h-")
          if !isColumn { Digits.append(length, to: &bytes) }
        }
      }
    }
  }

  private mutating func gaps(_ chart: Row, _ lines: [UInt8]) {
    path(chart, "n") { $0.append(contentsOf: lines) }
  }

  /// At most 14 labels under the axis: Mondays for up to 45 days, then firsts of
  /// months, then years. Every second one is left out on phones.
  private mutating func labels(_ chart: Row, from: Day, step: ChartStep, count: Int) {
    var marks: [(index: Int, day: Day)] = []
    let days = (0..<count).map { PageFiller.day($0, from, step) }
    guard let first = days.first, let last = days.last else { return }
    let span = last - first + 1
    var previous = (first - 1).civil
    for (index, day) in days.enumerated() {
      let date = day.civil
      let isNew =
        if span <= 45 {
          day.weekday == 1
        } else if span <= 800 {
          date.month != previous.month
        } else {
          date.year != previous.year
        }
      if isNew { marks.append((index, day)) }
      previous = date
    }
    let every = max(1, (marks.count + 13) / 14)
    let shown = marks.enumerated().filter { $0.offset % every == 0 }.map(\.element)
      .filter { $0.index * 100 < count * (span <= 45 ? 90 : 96) }
    for (number, mark) in (shown.isEmpty ? [(0, first)] : shown).enumerated() {
      let css = number % 2 == 1 && shown.count > 6 ? "x o" : "x"
      chartText(chart, css, x: (mark.0, count), y: (1, 1)) { bytes in
        let date = mark.1.civil
        if span <= 45 || shown.isEmpty {
          Digits.append(date.day, to: &bytes)
          bytes.append(32)
          bytes.append(month: mark.1)
        } else if span > 800 || date.month == 1 {
          Digits.append(date.year, to: &bytes)
        } else {
          bytes.append(month: mark.1)
        }
      }
    }
  }

  private static func day(_ index: Int, _ from: Day, _ step: ChartStep) -> Day {
    switch step {
    case .day: return from + index
    case .week: return from + index * 7
    case .month:
      let date = from.civil
      let months = date.month - 1 + index
      return Day(year: date.year + months / 12, month: months % 12 + 1, day: 1) ?? from
    }
  }
}

// Every user's page has the first: made once.
private let calendarGaps = gaps(columns: 53)
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
