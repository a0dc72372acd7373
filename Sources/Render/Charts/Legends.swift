import Configure

/// Five steps of a heat map, cut at the quintiles (nearest rank) of what is
/// above 0.
struct HeatLevels {
  private let cuts: [Int]
  private let largest: Int

  init(_ values: [Int]) {
    let sorted = values.filter { $0 > 0 }.sorted()
    cuts =
      sorted.isEmpty
      ? [] : (1...4).map { sorted[min(sorted.count - 1, (sorted.count * $0 + 4) / 5 - 1)] }
    largest = sorted.last ?? 0
  }

  /// 0 for nothing, else 1 to 5.
  func level(_ value: Int) -> Int { value == 0 ? 0 : 1 + cuts.count { value > $0 } }

  /// The values of each level that has any, 0 for nothing first.
  var ranges: [(level: Int, values: ClosedRange<Int>)] {
    var ranges = [(0, 0...0)]
    for cut in cuts + [largest] where cut > ranges[ranges.count - 1].1.upperBound {
      ranges.append((level(cut), ranges[ranges.count - 1].1.upperBound + 1...cut))
    }
    return ranges
  }
}

extension PageFiller {
  /// What a part of the card's chart stands for; `d` draws it on 22 by 10 units.
  mutating func legend(_ card: Row, _ css: String, _ d: StaticString, _ text: [UInt8]) {
    let key = key(card, d)
    fields.text(key, KeyName.css, css)
    fields.text(key, KeyName.text, text)
  }

  mutating func heatLegend(_ card: Row, _ levels: HeatLevels) {
    for (level, values) in levels.ranges {
      let key = key(card, "M12 0h10v10H12z")
      fields.text(key, KeyName.css) { PageFiller.append(step: level, to: &$0) }
      let (low, high) = (values.lowerBound, values.upperBound)
      fields.text(
        key, KeyName.text,
        low < high
          ? words.filled(.numberRange, [.from: .number(low), .to: .number(high)])
          : words.number(low))
    }
  }

  /// `h3`.
  static func append(step: Int, to bytes: inout Bytes) {
    bytes.append("h")
    Digits.append(step, to: &bytes)
  }

  private mutating func key(_ card: Row, _ d: StaticString) -> Row {
    fields.flag(card, CardName.hasLegend, true)
    let key = fields.addRow(to: card, CardName.legend)
    fields.text(key, KeyName.d) { $0.append(d) }
    return key
  }
}
