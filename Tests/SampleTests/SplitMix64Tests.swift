import Testing

@testable import Sample

@Suite struct SplitMix64Tests {
  /// The numbers are those of Vigna's C program, as listed on
  /// https://rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64
  @Test func givesTheNumbersOfTheReference() {
    var random = SplitMix64(seed: 1_234_567)
    #expect(random.next() == 6_457_827_717_110_365_317)
    #expect(random.next() == 3_203_168_211_198_807_973)
    #expect(random.next() == 9_817_491_932_198_370_423)
  }

  @Test func staysBelowTheBoundAndReachesEveryNumber() {
    var random = SplitMix64(seed: 3)
    let drawn = Set((0..<200).map { _ in random.below(6) })
    #expect(drawn == [0, 1, 2, 3, 4, 5])
  }

  @Test func givesEachStreamItsOwnNumbers() {
    var one = SplitMix64(seed: 1, stream: 1)
    var other = SplitMix64(seed: 1, stream: 2)
    #expect(one.next() != other.next())
  }
}
