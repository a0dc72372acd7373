import Testing

@testable import Configure

@Suite struct PluralRuleTests {
  /// As CLDR's charts have them; Tests/Site/test_words.py asks ICU for many more.
  @Test(arguments: [
    (PluralRule.none, [0, 1, 2, 11, 1_000_000], "other other other other other"),
    (.one, [0, 1, 2, 21, 1_000_000], "other one other other other"),
    (.french, [0, 1, 2, 100, 1_000_000], "one one other other many"),
    (.spanish, [0, 1, 2, 100, 2_000_000], "other one other other many"),
    (.polish, [0, 1, 2, 5, 12, 22, 112, 1_001], "many one few many many few many many"),
    (.russian, [0, 1, 2, 5, 11, 21, 22, 111], "many one few many many one few many"),
    (.czech, [0, 1, 2, 4, 5, 22], "other one few few other other"),
    (
      .arabic, [0, 1, 2, 3, 10, 11, 99, 100, 102, 103],
      "zero one two few few many many other other few"
    ),
  ])
  func givesTheCategoryOfANumber(rule: PluralRule, numbers: [Int], expected: String) {
    let found = numbers.map { rule.category(of: $0).rawValue }
    #expect(found.joined(separator: " ") == expected)
    #expect(found.allSatisfy { name in rule.categories.contains { $0.rawValue == name } })
  }
}
