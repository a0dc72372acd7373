import Testing

@testable import Bytes

@Suite struct CanonicalEncoderTests {
  private enum Rank: Encodable {
    case none
    case final(Int, by: Int)
    case running
  }

  private struct Inner: Encodable { var x: Int? }

  private struct Pair: Encodable { var day, events: Int }

  private struct Row: Encodable {
    var a = Inner()
    var x: Int?
    var text = Text("")
    var other = Text("")
    var names: [String] = []
    var bytes: [UInt8] = []
    var isBot = false
    var rank = Rank.none
    var rows: [Inner] = []
    @NumbersOnly var days: [Int] = []
  }

  private func bytes(_ value: some Encodable) -> [UInt8]? {
    CanonicalEncoder().withBytes(of: value) { Array($0) }
  }

  /// Each differs from the others by one thing, some of them by where that is.
  @Test func givesOtherBytesForWhateverDiffers() throws {
    let rows = [
      Row(), Row(a: Inner(x: 5)), Row(x: 5), Row(a: Inner(x: 5), x: 5), Row(a: Inner(x: 6)),
      Row(x: 0),
      Row(x: -1), Row(text: Text("ab")), Row(other: Text("ab")),
      Row(text: Text("a"), other: Text("b")),
      Row(names: [""]), Row(names: ["", ""]), Row(names: ["ab"]), Row(names: ["a", "b"]),
      Row(bytes: [1]), Row(bytes: [1, 0]), Row(isBot: true), Row(rank: .running),
      Row(rank: .final(1, by: 2)), Row(rank: .final(2, by: 1)), Row(rows: [Inner()]),
      Row(rows: [Inner(), Inner()]), Row(rows: [Inner(x: 1)]), Row(rows: [Inner(x: 1), Inner()]),
      Row(rows: [Inner(), Inner(x: 1)]), Row(days: [1]), Row(days: [1, 2]), Row(days: [2, 1]),
    ]
    let all = try rows.map { try #require(bytes($0)) }
    #expect(Set(all).count == rows.count)
    #expect(try rows.map { try #require(bytes($0)) } == all)
  }

  /// By what texts hold, not by where they lie.
  @Test func givesTheSameForEqualValues() {
    let (one, two) = (Array("Ada Lovelace, of more than fifteen bytes".utf8), Arena())
    let kept = one.withUnsafeBytes(two.keep)
    let again = one.withUnsafeBytes(Arena().keep)
    #expect(bytes(Row(text: kept)) == bytes(Row(text: again)))
    #expect(bytes(Row(text: kept)) != bytes(Row()))
  }

  /// Nothing here has any: it would be better to notice than to guess.
  @Test func knowsNoFractions() { #expect(bytes([1.5]) == nil) }
}
