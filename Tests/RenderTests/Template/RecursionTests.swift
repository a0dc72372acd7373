import Testing

@testable import Render

struct RecursionTests {
  private func firstEndless(_ calls: [(Int, Int, Recursion.Step)]) -> Int? {
    recursion(calls).firstEndless
  }

  private func recursion(_ calls: [(Int, Int, Recursion.Step)]) -> Recursion {
    Recursion(
      routines: 1 + (calls.flatMap { [$0.0, $0.1] }.max() ?? 0),
      calls: calls.map { Recursion.Call(from: $0.0, to: $0.1, step: $0.2) })
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

  /// 40 routines that each call the next one twice: 2 to the power of 39 in all.
  @Test func findsTheCallThatDoublesTooOften() {
    let calls = (0..<39).flatMap { [($0, $0 + 1, Recursion.Step.same), ($0, $0 + 1, .same)] }
    let counts = (0..<40).map { $0 < 39 ? 2 : 1 }
    // From the innermost outwards 1, 4, 10, 22, 46, 94: the sixth has the 190th tag.
    #expect(recursion(calls).firstOver(93, counts: counts) == 2 * 34 + 1)
    #expect(recursion(calls).firstOver(94, counts: counts) == 2 * 33)
    #expect(recursion(calls).firstOver(1 << 62, counts: counts) == nil)
  }

  @Test func countsWhatCallsItselfOnce() {
    #expect(recursion([(0, 0, .deeper), (0, 1, .same)]).firstOver(5, counts: [3, 2]) == nil)
    #expect(recursion([(0, 0, .deeper), (0, 1, .same)]).firstOver(4, counts: [3, 2]) == 1)
  }
}
