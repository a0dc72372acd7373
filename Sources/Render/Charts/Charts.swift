import Civil
import Configure
import Measure

extension PageFiller {
  /// Bars, one a value; at least one value must be above 0. Values of `inside` are parts of
  /// them, drawn over them; those of `also` are read under the pointer only.
  ///
  /// - Parameters:
  ///   - from: where the axis begins.
  ///   - missing: how many places of the axis lie before the data, and have nothing.
  mutating func bars(
    _ chart: Row, _ label: [UInt8], series: [Phrase], from: Day, step: ChartStep,
    missing: Int = 0, _ values: [Int], inside: [Int]? = nil, also: [Int]? = nil
  ) {
    let count = missing + values.count
    let scale = ChartScale(largest: values.max() ?? 0)
    setChart(
      chart, label, series, from, step, css: "low", viewBox: (0, count, 200),
      [values] + [inside, also].compactMap { $0 }, missing: missing)
    grid(chart, scale, x: "0", width: count)
    path(chart, inside == nil ? "b" : "b0") {
      PageFiller.append(bars: values, from: missing, scale, to: &$0)
    }
    if let inside {
      path(chart, "b") { PageFiller.append(bars: inside, from: missing, scale, to: &$0) }
    }
    labels(chart, from: from, step: step, count: count)
  }

  private static func append(
    bars values: [Int], from first: Int, _ scale: ChartScale, to bytes: inout Bytes
  ) {
    for (index, value) in values.enumerated() where value > 0 {
      bytes.append("M")
      Digits.append(first + index, to: &bytes)
      bytes.append(".12 200V")
      Digits.append(scale.y(value), to: &bytes)
      bytes.append("h.76V200")
    }
  }

  /// A dot a value, weekends apart, under lines: the first over a soft band, the
  /// second dashed. Where there are few values the axis begins before them, so that a short
  /// history does not look like much.
  mutating func dots(
    _ chart: Row, _ label: [UInt8], series: [Phrase], from first: Day, step: ChartStep = .day,
    _ values: [Int], lines: [[Int]]
  ) {
    let missing = max(0, Windows.long - values.count)
    let from = first - missing * (step == .day ? 1 : 7)
    let scale = ChartScale(largest: ([values] + lines).compactMap { $0.max() }.max() ?? 0)
    let count = missing + values.count
    setChart(
      chart, label, series, from, step, css: "", viewBox: (-1, count, 200), [values] + lines,
      missing: missing)
    path(chart, "a") { bytes in
      PageFiller.append(line: lines[0].map(scale.y), startingAt: missing, to: &bytes)
      bytes.append("V200H")
      Digits.append(missing, to: &bytes)
      bytes.append("z")
    }
    grid(chart, scale, x: "-.5", width: count)
    for (css, isWeekend) in [("w", true), ("d", false)] {
      path(chart, css) { bytes in
        for (index, value) in values.enumerated()
        where (PageFiller.day(index, first, step).weekday > 5) == isWeekend {
          bytes.append("M")
          Digits.append(missing + index, to: &bytes)
          bytes.append(32)
          Digits.append(scale.y(value), to: &bytes)
          bytes.append("h0")
        }
      }
    }
    for (css, line) in zip(["l", "l2"], lines).reversed() {
      path(chart, css) {
        PageFiller.append(line: line.map(scale.y), startingAt: missing, to: &$0)
      }
    }
    labels(chart, from: from, step: step, count: count)
  }

  /// A small line without axes: the first half pale, the second in the accent. Days before the
  /// first value have nothing. What is drawn may be finer than what is read.
  mutating func spark(
    _ chart: Row, _ label: [UInt8], series: [Phrase], from: Day, _ all: [Int?], shown: [Int?]
  ) {
    let missing = all.prefix { $0 == nil }.count
    let values = all.dropFirst(missing).map { $0 ?? 0 }
    setChart(
      chart, label, series, from, .day, css: "spark", viewBox: (-1, all.count, 40),
      [shown.dropFirst(missing).map { $0 ?? 0 }],
      missing: missing)
    fields.flag(chart, ChartName.isSpark, true)
    let high = values.max() ?? 0
    let low = min(values.min() ?? 0, high * 9 / 10)
    let range = max(high - low, 1)
    let ys = values.map { 38 - (($0 - low) * 36 + range / 2) / range }
    let half = max(0, all.count / 2 - missing)
    let pale = Array(ys.prefix(half + 1))
    if half > 0 { path(chart, "p") { PageFiller.append(line: pale, startingAt: missing, to: &$0) } }
    path(chart, "l") {
      PageFiller.append(line: Array(ys.dropFirst(half)), startingAt: missing + half, to: &$0)
    }
  }
}

// MARK: Pieces

extension PageFiller {
  mutating func setChart(
    _ chart: Row, _ label: [UInt8], _ series: [Phrase], _ from: Day?, _ step: ChartStep,
    css: String, viewBox: (x: Int, width: Int, height: Int), _ values: [[Int]], missing: Int = 0
  ) {
    fields.text(chart, ChartName.label, label)
    fields.text(chart, ChartName.series) { bytes in
      for (number, phrase) in series.enumerated() {
        if number > 0 { bytes.append(UInt8(ascii: "|")) }
        bytes.append(array: words[phrase])
      }
    }
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
      PageFiller.append(values: values, missing: missing, to: &bytes)
    }
  }

  /// Blank between values, runs of three and more as `v*n`, `|` between series; `-*n` for the
  /// places before the data.
  private static func append(values: [[Int]], missing: Int, to bytes: inout Bytes) {
    for (number, series) in values.enumerated() {
      if number > 0 { bytes.append(UInt8(ascii: "|")) }
      if missing > 0 {
        bytes.append("-*")
        Digits.append(missing, to: &bytes)
        if !series.isEmpty { bytes.append(32) }
      }
      var index = 0
      while index < series.count {
        var end = index + 1
        while end < series.count, series[end] == series[index] { end += 1 }
        if end - index < 3 { end = index + 1 }
        if index > 0 { bytes.append(32) }
        Digits.append(series[index], to: &bytes)
        if end - index > 2 {
          bytes.append(UInt8(ascii: "*"))
          Digits.append(end - index, to: &bytes)
        }
        index = end
      }
    }
  }

  /// `M0 yl1 dy 1 dy…`; a single point is an empty stroke with round ends.
  private static func append(line ys: [Int], startingAt x: Int = 0, to bytes: inout Bytes) {
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

  mutating func path(_ chart: Row, _ css: String, _ d: (inout Bytes) -> Void) {
    let path = fields.addRow(to: chart, ChartName.paths)
    fields.text(path, PathName.css, css)
    fields.text(path, PathName.d, d)
  }

  mutating func chartText(
    _ chart: Row, _ css: String, x: (Int, Int)? = nil, y: (Int, Int)? = nil,
    _ text: (inout Bytes) -> Void
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
    let words = words
    for tick in scale.ticks {
      chartText(chart, "y", y: (scale.top - tick, scale.top)) {
        ChartScale.append(tick: tick, words, to: &$0)
      }
    }
  }

  /// At most 14 labels, or 7, under the axis: Mondays for up to 45 days, then firsts of
  /// months, then years. Every second one is left out on phones.
  private mutating func labels(_ chart: Row, from: Day, step: ChartStep, count: Int) {
    guard count > 0 else { return }
    let words = words
    let span = PageFiller.day(count - 1, from, step) - from + 1
    let marks = PageFiller.marks(from, step, count, span: span)
    let isWide = words.hasWideDates
    let most = isWide ? 7 : 14
    let every = max(1, (marks.count + most - 1) / most)
    let shown = stride(from: 0, to: marks.count, by: every).map { marks[$0] }
      .filter { $0.index * 100 < count * (span <= 45 ? 90 : 96) }
    for (number, mark) in (shown.isEmpty ? [(0, from.civil)] : shown).enumerated() {
      let css = number % 2 == 1 && (isWide || shown.count > 6) ? "x o" : "x"
      chartText(chart, css, x: (mark.0, count)) { bytes in
        let date = mark.1
        if span <= 45 || shown.isEmpty {
          words.append(date, as: .dateInYear, to: &bytes)
        } else if span > 800 || date.month == 1 {
          words.append(date, as: .year, to: &bytes)
        } else {
          bytes.append(array: words.monthsAlone[date.month - 1])
        }
      }
    }
  }

  private typealias Mark = (index: Int, date: (year: Int, month: Int, day: Int))

  /// Where a week, a month or a year begins.
  private static func marks(_ from: Day, _ step: ChartStep, _ count: Int, span: Int) -> [Mark] {
    var marks: [Mark] = []
    let first = from.civil
    var previous = (from - 1).civil
    for index in 0..<count {
      let date =
        step == .month ? month(first, after: index) : day(index, from, step).civil
      let isNew =
        if span <= 45 {
          day(index, from, step).weekday == 1
        } else if span <= 800 {
          date.month != previous.month
        } else {
          date.year != previous.year
        }
      if isNew { marks.append((index, date)) }
      previous = date
    }
    return marks
  }

  private static func day(_ index: Int, _ from: Day, _ step: ChartStep) -> Day {
    switch step {
    case .day: return from + index
    case .week: return from + index * 7
    case .month:
      let date = month(from.civil, after: index)
      return Day(year: date.year, month: date.month, day: 1) ?? from
    }
  }

  private static func month(
    _ date: (year: Int, month: Int, day: Int), after months: Int
  ) -> (year: Int, month: Int, day: Int) {
    let months = date.month - 1 + months
    return (date.year + months / 12, months % 12 + 1, 1)
  }
}
