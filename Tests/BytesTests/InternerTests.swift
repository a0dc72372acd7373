import Testing

@testable import Bytes

@Suite struct InternerTests {
  private func intern(_ text: String, _ interner: Interner) -> UInt32 {
    Array(text.utf8).withUnsafeBytes { interner.intern($0) }
  }

  /// Across the table's growth from 1,024 slots.
  @Test func givesEqualBytesEqualNumbers() {
    let interner = Interner(arena: Arena())
    let texts = (0..<5000).map { "user-\($0 &* 7919 % 5003)" }
    for (number, text) in texts.enumerated() { #expect(intern(text, interner) == number) }
    for (number, text) in texts.enumerated() {
      #expect(intern(text, interner) == number)
      #expect(interner.texts[number].string == text)
    }
    #expect(interner.texts.count == 5000)
  }

  @Test func tellsTextsApartByTheirBytes() {
    let interner = Interner(arena: Arena())
    let texts = [
      "", "\0", "\0\0", "a", "A", "a\0", "é", "e\u{301}", "12345678", "123456789", "87654321",
    ]
    #expect(texts.map { intern($0, interner) } == Array(0..<11))
  }

  /// Numbers are those of the first comers under any secret, also where all texts meet in one slot.
  @Test func givesTheSameNumbersUnderAnySecret() {
    let texts = (0..<3000).map { "user-\($0)" } + ["", "a", "bc"]
    for (start, factor) in [(UInt64(0), UInt64(0)), (1, 2), (.max, .max), (7, 1 << 63)] {
      let interner = Interner(
        arena: Arena(), hashing: SeededHash(start: start, factor: factor))
      #expect(texts.map { intern($0, interner) } == Array(0..<3003))
      #expect(texts.map { intern($0, interner) } == Array(0..<3003))
    }
  }

  @Test func takesTextsOfAnotherArena() {
    let arena = Arena()
    let interner = Interner(arena: Arena())
    #expect(interner.number(of: arena.keep("a")) == nil)
    #expect(interner.intern(arena.keep("a")) == 0)
    #expect(intern("a", interner) == 0)
    #expect(interner.intern(arena.keep("b")) == 1)
    #expect(interner.number(of: arena.keep("b")) == 1)
    #expect(interner.number(of: .empty) == nil)
    #expect(interner.intern(.empty) == 2)
  }

  @Test func keepsTextsThatNeverMove() {
    let arena = Arena()
    let texts = (0..<2000).map { String(repeating: "x", count: $0 * 40) }
    let kept = texts.map { arena.keep($0) }
    for (text, kept) in zip(texts, kept) { #expect(kept.bytes.elementsEqual(text.utf8)) }
  }
}
