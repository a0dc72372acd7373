import Civil
import Configure

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
  static func append(tick: Int, _ words: Words, to bytes: inout Bytes) {
    let units: [(Int, Phrase)] = [
      (1_000_000_000, .billions), (1_000_000, .millions), (1000, .thousands),
    ]
    for (unit, phrase) in units where tick >= max(unit, 10_000) {
      return words.append(phrase, [.n: .tenths(tick / (unit / 10))], to: &bytes)
    }
    words.append(number: tick, to: &bytes)
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
