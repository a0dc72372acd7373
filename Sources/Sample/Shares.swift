/// Cuts a whole number into parts by weight, so that the parts add up exactly.
///
/// Each part is the difference of two cumulative shares rounded down; none is
/// off its exact share by 1 or more.
struct Shares {
  private let total: UInt64
  private let weightSum: UInt64
  private var weightSoFar: UInt64 = 0
  private var given: UInt64 = 0

  /// - Parameter weightSum: what the weights of all parts add up to.
  init(of total: Int, weightSum: Int) {
    self.total = UInt64(total)
    self.weightSum = UInt64(weightSum)
  }

  /// The part of the next weight. Weights are 0 or more; without any weight
  /// at all every part is 0.
  mutating func next(weight: Int) -> Int {
    guard weightSum > 0 else { return 0 }
    weightSoFar += UInt64(weight)
    let product = total.multipliedFullWidth(by: weightSoFar)
    let due = weightSum.dividingFullWidth(product).quotient
    defer { given = due }
    return Int(due - given)
  }
}
