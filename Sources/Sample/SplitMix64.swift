/// Seeded random numbers, the same on every machine and with every Swift
/// version (the standard library does not promise that of `random(in:using:)`).
///
/// SplitMix64 by Sebastiano Vigna, https://prng.di.unimi.it/splitmix64.c
struct SplitMix64 {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// An independent sequence for one use of `seed`, so that a change in one
  /// part of the sample leaves the others as they were.
  init(seed: UInt64, stream: UInt64) {
    state = Self.mix(seed &+ 0x9E37_79B9_7F4A_7C15 &* (stream &+ 1))
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mix(state)
  }

  /// A number from 0 to `bound` - 1, where `bound` is at least 1. Lemire's
  /// multiplication without his rejection: the bias is below `bound` / 2^64.
  mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// True once in `times`, on average.
  mutating func oneIn(_ times: Int) -> Bool { below(times) == 0 }

  mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[below(choices.count)]
  }

  /// The finishing step alone: scatters what is near over all 64 bits.
  static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
