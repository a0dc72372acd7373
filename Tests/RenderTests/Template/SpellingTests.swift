import Testing

@testable import Render

struct SpellingTests {
  @Test func findsTheNameFewestEditsAway() {
    #expect(Spelling.closest(to: "nmae", among: ["email", "name", "names"]) == "name")
    #expect(Spelling.closest(to: "user", among: ["users", "use"]) == "users")
  }

  @Test func findsNoneThatTakesMoreThanTwoEditsOrAsManyAsTheWordHasLetters() {
    #expect(Spelling.closest(to: "colour", among: ["name"]) == nil)
    #expect(Spelling.closest(to: "ab", among: ["xy"]) == nil)
    #expect(Spelling.closest(to: "name", among: []) == nil)
  }
}
