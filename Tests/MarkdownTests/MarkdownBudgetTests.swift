import Testing

@testable import Markdown

@Suite struct MarkdownBudgetTests {
  private func budget(_ texts: [[UInt8]]) -> MarkdownBudget {
    var budget = MarkdownBudget()
    for text in texts { budget.add(text.span) }
    return budget
  }

  private let honest = Array("A *short* text with a [link](https://a.example).".utf8)

  /// Within the bounds, and about as dear as a text may be.
  private let hostile: [UInt8] = Array(
    (0..<1200).map { "_www.\($0)a" }.joined().utf8)

  @Test func setsNoCeilingForFewTexts() {
    #expect(MarkdownBudget().ceiling == .max)
    #expect(budget([honest, hostile]).ceiling == .max)
  }

  @Test func dropsTheHostileAndKeepsTheHonest() {
    let cost = MarkdownCount(hostile.span).cost
    #expect(MarkdownCount(hostile.span).isWithinBounds)
    var all = budget([hostile])
    for _ in 0..<14 { all.merge(all) }
    all.add(honest.span)
    #expect(all.ceiling < cost)
    #expect(all.ceiling > MarkdownCount(honest.span).cost)
  }

  @Test func admitsAMillionHonestTexts() {
    var all = budget([honest])
    for _ in 0..<20 { all.merge(all) }
    #expect(all.ceiling == .max)
  }

  @Test func staysWithinTheTotal() {
    let texts = (1...16).map { size in Array(hostile.prefix(size * 512)) }
    var all = budget(texts)
    for _ in 0..<9 { all.merge(all) }
    let ceiling = all.ceiling
    let spent = texts.map { MarkdownCount($0.span).cost }.filter { $0 <= ceiling }.reduce(0, +)
    #expect(spent > 0)
    #expect(spent * 512 <= MarkdownBudget.total)
  }

  @Test func addsUpTheSameInAnyOrderAndParts() {
    var parts = budget([hostile])
    parts.merge(budget([honest, honest]))
    #expect(parts == budget([honest, hostile, honest]))
  }

  @Test func takesNothingForTextsThatAreNeverRendered() {
    let long = [UInt8](repeating: 0x61, count: 20_000)
    #expect(budget([long, []]) == MarkdownBudget())
  }
}
