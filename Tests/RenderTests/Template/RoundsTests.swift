import Testing

@testable import Render

struct RoundsTests {
  private func numbers(_ routines: Int, _ calls: [(Int, Int)]) -> [Int] {
    Rounds(routines, calls.map { Recursion.Call(from: $0.0, to: $0.1, step: .same) }).number
  }

  @Test func numbersWhatIsCalledBeforeItsCaller() {
    #expect(numbers(4, [(0, 1), (1, 2), (0, 3), (3, 1)]) == [3, 1, 0, 2])
  }

  @Test func givesThoseThatCallEachOtherOneNumber() {
    #expect(numbers(5, [(0, 1), (1, 2), (2, 1), (2, 3), (4, 4)]) == [2, 1, 1, 0, 3])
    #expect(numbers(4, [(0, 1), (1, 2), (2, 3), (3, 0), (1, 3)]) == [0, 0, 0, 0])
  }

  @Test func countsRoundsThatNobodyCalls() {
    #expect(numbers(3, []) == [0, 1, 2])
  }

  /// Neither by the stack nor by looking at each pair.
  @Test(.timeLimit(.minutes(1))) func followsLongChains() {
    let chain = (0..<200_000).map { ($0, $0 + 1) }
    #expect(Set(numbers(200_001, chain)).count == 200_001)
    #expect(Set(numbers(200_001, chain + [(200_000, 0)])).count == 1)
  }
}
