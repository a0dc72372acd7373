import Testing

@testable import Bytes

@Suite struct SeededHashTests {
  private func slot(_ text: String, _ hashing: SeededHash) -> UInt32 {
    Array(text.utf8).withUnsafeBytes { hashing.hashAndKey($0).hash } & 4095
  }

  /// What whoever knows one run's secret could send: texts of 16 and of 7 bytes that meet in one
  /// of 4,096 slots. In another run they fill about as many slots as random ones, of 150 about 147.
  @Test(arguments: [16, 7]) func spreadsTextsThatMeetUnderAnotherSecret(length: Int) {
    let known = SeededHash(start: 0x0123_4567_89AB_CDEF, factor: 0xFEDC_BA98_7654_3211)
    let texts = (0..<900_000).lazy.map { number in
      String(String(10_000_000_000_000_000 + number &* 7919).suffix(length))
    }
    let meeting = Array(texts.filter { slot($0, known) == 7 }.prefix(150))
    #expect(Set(meeting).count == 150)
    var random = Seeded(state: 5)
    for _ in 0..<3 {
      let other = SeededHash(start: random.next(), factor: random.next())
      #expect(Set(meeting.map { slot($0, other) }).count > 130)
    }
  }

  @Test func drawsASecretOfItsOwnInEachRun() {
    let ours = SeededHash.ofThisRun
    let fixed = SeededHash(start: 0, factor: 1)
    let texts = (0..<100).map { "user-\($0)" }
    #expect(texts.contains { slot($0, ours) != slot($0, fixed) })
    #expect(texts.allSatisfy { slot($0, ours) == slot($0, .ofThisRun) })
  }

  /// Pairs of numbers as a dump's workspaces and types have: crafted ones were all in one run of slots.
  @Test func spreadsPairsOfNumbers() {
    let hashing = SeededHash(start: 5, factor: 0x9E37_79B9_7F4A_7C15 ^ 0xFFFF_0000_FFFF)
    let slots = (0..<64).flatMap { workspace in
      (0..<64).map { hashing.hash(UInt64(workspace) << 32 | $0) & 65535 }
    }
    #expect(Set(slots).count > 3500)
  }
}
