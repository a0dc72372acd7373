import Testing

@testable import Render

/// What the Mustache specification says about lines and tags, in our own words and cases.
struct TokenizerTests {
  private static let shape = Shape([.init("on", .flag), .init("x", .text), .init("html", .markup)])

  private func printed(_ template: String, partials: [String: String] = [:]) throws -> String {
    try render(template, Self.shape, partials: partials) { fields in
      fields.flag(fields.root, Slot(0), true)
      fields.text(fields.root, Slot(1), "X")
      fields.text(fields.root, Slot(2), "<b>")
    }
  }

  @Test func leavesTextWithoutTagsAsItIs() throws {
    for text in ["", "a {x} }} b\r\n", "\n\n", "{ { x } }", "Zoë 🎉"] {
      #expect(try printed(text) == text)
    }
  }

  @Test func ignoresSpaceInsideATag() throws {
    #expect(try printed("|{{ x }}|{{\tx\n}}|{{{ html }}}|{{& html }}|") == "|X|X|<b>|<b>|")
    #expect(try printed("{{ # on }}a{{ / on }}") == "a")
  }

  @Test func dropsALineThatHoldsOneSectionTagOnly() throws {
    #expect(try printed("a\n{{#on}}\nb\n{{/on}}\nc\n") == "a\nb\nc\n")
    #expect(try printed("a\r\n\t{{#on}} \r\nb\r\n  {{/on}}\r\nc") == "a\r\nb\r\nc")
    #expect(try printed("  {{^on}}\nb\n  {{/on}}") == "")
    #expect(try printed("a{{#on}}\n{{/on}}\n") == "a\n")
  }

  @Test func keepsALineThatHoldsMoreThanATag() throws {
    #expect(try printed(" {{#on}}b{{/on}}\n") == " b\n")
    #expect(try printed("{{#on}} {{/on}}\n|") == " \n|")
    #expect(try printed("a {{! c }}\n") == "a \n")
  }

  @Test func keepsALineThatHoldsAVariableOnly() throws {
    #expect(try printed("  {{x}}  \n{{{html}}}\n") == "  X  \n<b>\n")
  }

  @Test func dropsComments() throws {
    #expect(try printed("1{{! {{x }}2{{!\n}}3") == "123")
    #expect(try printed("a\n  {{! one\n two }}  \nb") == "a\nb")
    #expect(try printed("{{!}}") == "")
  }

  @Test func indentsEachLineOfAStandalonePartial() throws {
    let partials = ["p": "a\n{{x}}\n\n{{#on}}\nb {{x}}\n{{/on}}\n", "q": "1\n {{>p}}\n2"]
    #expect(try printed("  {{>p}}\n|", partials: partials) == "  a\n  X\n  \n  b X\n|")
    #expect(try printed("\t{{>q}}\n|", partials: partials) == "\t1\n\t a\n\t X\n\t \n\t b X\n\t2|")
    #expect(try printed("  - {{>p}}\n|", partials: partials) == "  - a\nX\n\nb X\n\n|")
  }

  @Test func indentsNoLineOfAValue() throws {
    let shape = Shape([.init("x", .text)])
    let text = try render(" {{>p}}\n", shape, partials: ["p": "{{x}}\n"]) {
      $0.text($0.root, Slot(0), "a\nb")
    }
    #expect(text == " a\nb\n")
  }

  @Test func skipsAByteOrderMark() throws {
    #expect(try printed("\u{FEFF}{{#on}}\na\n{{/on}}\n") == "a\n")
  }
}
