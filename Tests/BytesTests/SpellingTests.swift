import Testing

@testable import Bytes

@Suite struct SpellingTests {
  @Test func findsTheNameFewestEditsAway() {
    #expect(nearest(to: "nmae", among: ["email", "name", "names"]) == "name")
    #expect(nearest(to: "user", among: ["users", "use"]) == "users")
    #expect(nearest(to: "TITLE", among: ["title"]) == "title")
  }

  @Test func takesTwoSwappedLettersForOneEdit() {
    #expect(nearest(to: "heda", among: ["page", "head"]) == "head")
    #expect(nearest(to: "dcba", among: ["abcd"]) == nil)
  }

  @Test func findsNoneThatTakesMoreThanAThirdOfTheLetters() {
    #expect(nearest(to: "colour", among: ["name"]) == nil)
    #expect(nearest(to: "abcdef", among: ["abcxyf"]) == "abcxyf")
    #expect(nearest(to: "abcde", among: ["abcxy"]) == nil)
    #expect(nearest(to: "ab", among: ["xy"]) == nil)
    #expect(nearest(to: "name", among: []) == nil)
  }
}
