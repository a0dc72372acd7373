import Testing

@testable import Sample

@Suite struct SharesTests {
  @Test func cutsByWeightSoThatThePartsAddUp() {
    var shares = Shares(of: 10, weightSum: 7)
    // 10 × 1, 1, 3, 7 of 7, rounded down: 1, 1, 4, 10.
    #expect([1, 0, 2, 4].map { shares.next(weight: $0) } == [1, 0, 3, 6])
  }

  @Test func keepsToTheTotalBeyond64Bits() {
    let weight = 1 << 61
    var shares = Shares(of: 10_000_000_001, weightSum: 2 * weight)
    #expect(shares.next(weight: weight) == 5_000_000_000)
    #expect(shares.next(weight: weight) == 5_000_000_001)
  }

  @Test func givesNothingWithoutWeight() {
    var shares = Shares(of: 10, weightSum: 0)
    #expect(shares.next(weight: 0) == 0)
  }
}
