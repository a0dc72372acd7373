import Civil

/// How values become heights: the inner drawing is 200 units high and stretches;
/// labels stand at percentages, so their size stays.
struct ChartScale {
  static let height = 200
  let top: Int
  let step: Int

  /// The smallest step of 1, 2 or 5 times a power of ten with at most 4 steps up
  /// to `largest`.
  init(largest: Int) {
    var step = 1
    var factor = 0
    while step * 4 < largest {
      factor += 1
      step = [1, 2, 5][factor % 3]
      for _ in 0..<factor / 3 { step *= 10 }
    }
    self.step = step
    top = max(step, (largest + step - 1) / step * step)
  }

  var ticks: [Int] { Array(stride(from: 0, through: top, by: step)) }

  func y(_ value: Int) -> Int {
    ChartScale.height - (value * ChartScale.height + top / 2) / top
  }

  /// `1,500`, `20k`, `1.5M`.
  static func append(tick: Int, to bytes: inout Bytes) {
    let units: [(Int, StaticString)] = [(1_000_000_000, "G"), (1_000_000, "M"), (1000, "k")]
    for (unit, name) in units where tick >= max(unit, 10_000) {
      let tenths = tick / (unit / 10)
      Digits.appendGrouped(tenths / 10, to: &bytes)
      if tenths % 10 != 0 {
        bytes.append(UInt8(ascii: "."))
        bytes.append(UInt8(48 + tenths % 10))
      }
      bytes.append(name)
      return
    }
    Digits.appendGrouped(tick, to: &bytes)
  }
}

/// What a value of a series stands for.
enum ChartStep {
  case day, week, month

  var name: StaticString {
    switch self {
    case .day: ""
    case .week: "7"
    case .month: "m"
    }
  }
}
