import Testing

@testable import Render

struct RecursionTests {
  private func firstEndless(_ calls: [(Int, Int, Recursion.Step)]) -> Int? {
    Recursion(calls: calls.map { Recursion.Call(from: $0.0, to: $0.1, step: $0.2) }).firstEndless
  }

  @Test func acceptsCallsThatNeverComeBack() {
    #expect(firstEndless([(0, 1, .same), (0, 2, .elsewhere), (1, 2, .same)]) == nil)
  }

  @Test func acceptsARoundThatGoesDeeper() {
    #expect(firstEndless([(0, 1, .deeper), (1, 0, .same)]) == nil)
  }

  @Test func refusesARoundThatStays() {
    #expect(firstEndless([(0, 0, .same)]) == 0)
    #expect(firstEndless([(0, 1, .deeper), (0, 1, .same), (1, 0, .same)]) == 1)
  }

  @Test func refusesARoundThatLeavesTheInnermostRow() {
    #expect(firstEndless([(0, 1, .deeper), (1, 0, .elsewhere)]) == 1)
  }
}
