import Testing

@testable import Render

@Suite struct LegendsTests {
  private func words(_ values: [Int]) -> [String] {
    HeatLevels(values).ranges.map { "\($0.level): \($0.values.lowerBound)-\($0.values.upperBound)" }
  }

  /// The quintiles of 1 to 10 are 2, 4, 6 and 8.
  @Test func namesTheValuesOfEachStep() {
    #expect(
      words([0, 0] + Array(1...10)) == [
        "0: 0-0", "1: 1-2", "2: 3-4", "3: 5-6", "4: 7-8", "5: 9-10",
      ])
  }

  @Test func leavesOutStepsWithoutAnyValue() {
    #expect(words([0, 3, 3, 3]) == ["0: 0-0", "1: 1-3"])
    #expect(words([1, 1, 1, 1, 90]) == ["0: 0-0", "1: 1-1", "5: 2-90"])
    #expect(words([]) == ["0: 0-0"])
  }

  /// Whatever the values, each lies in the range of its own level.
  @Test func agreesWithTheColours() {
    let values = (0..<200).map { $0 * $0 * 7919 % 311 }
    let levels = HeatLevels(values)
    for value in values {
      let range = levels.ranges.first { $0.values.contains(value) }
      #expect(range?.level == levels.level(value), "\(value)")
    }
  }
}
