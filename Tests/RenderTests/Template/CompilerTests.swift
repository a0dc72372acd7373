import Testing

@testable import Render

struct CompilerTests {
  private static let word = Shape([.init(".", .text)])
  private static let user = Shape([
    .init("name", .text), .init("tags", .list(word)), .init("boss", .record(boss)),
  ])
  private static let boss = Shape([.init("name", .text), .init("office", .record(office))])
  private static let office = Shape([.init("city", .text), .init("about", .markup)])
  private static let page = Shape([
    .init("title", .text), .init("about", .markup), .init("open", .flag),
    .init("users", .list(user)), .init("boss", .record(boss)), .init("name", .text),
  ])

  private func printed(_ template: String, partials: [String: String] = [:]) throws -> String {
    try render(template, Self.page, partials: partials) { fields in
      fields.text(fields.root, Slot(0), "A & B")
      fields.text(fields.root, Slot(1), "<p>Hi</p>")
      fields.text(fields.root, Slot(5), "page")
      for (name, tags) in [("Ada", ["x", "<y>"]), ("Bob", [])] {
        let user = fields.addRow(to: fields.root, Slot(3))
        fields.text(user, Slot(0), name)
        for tag in tags { fields.text(fields.addRow(to: user, Slot(1)), Slot(0), tag) }
      }
      let boss = fields.record(fields.root, Slot(4))
      fields.text(boss, Slot(0), "Eve")
      fields.text(fields.record(boss, Slot(1)), Slot(0), "Oslo")
    }
  }

  @Test func escapesTextAndPrintsMarkupAsItIs() throws {
    #expect(try printed("{{title}} {{{about}}} {{&about}}") == "A &amp; B <p>Hi</p> <p>Hi</p>")
  }

  @Test func looksNamesUpFromTheInnermostRowOutwards() throws {
    #expect(
      try printed("{{#users}}{{name}} of {{title}}, {{/users}}{{name}}")
        == "Ada of A &amp; B, Bob of A &amp; B, page")
  }

  @Test func findsAnOuterRowAgainAfterAnInnerOneOfTheSameShape() throws {
    let tree = Shape([.init("n", .text), .init("kids", .branches)])
    let text = try render("{{n}}{{#kids}}{{n}}{{#kids}}{{n}}{{/kids}}{{n}}{{/kids}}{{n}}", tree) {
      $0.text($0.root, Slot(0), "1")
      let child = $0.addRow(to: $0.root, Slot(1))
      $0.text(child, Slot(0), "2")
      $0.text($0.addRow(to: child, Slot(1)), Slot(0), "3")
    }
    #expect(text == "12321")
  }

  @Test func repeatsASectionForEachRowWithTheRowAsDot() throws {
    #expect(
      try printed("{{#users}}{{name}}({{#tags}}[{{.}}]{{/tags}}){{/users}}")
        == "Ada([x][&lt;y&gt;])Bob()")
  }

  @Test func printsASectionOverTextWithTheTextAsDot() throws {
    #expect(try printed("{{#title}}{{.}}/{{name}}{{/title}}") == "A &amp; B/page")
    #expect(try printed("{{#boss.office.city}}in {{.}}{{/boss.office.city}}") == "in Oslo")
    #expect(try printed("{{#about}}{{{.}}}{{/about}}") == "<p>Hi</p>")
  }

  @Test func printsAnInvertedSectionWhereNothingIsThere() throws {
    #expect(
      try printed("{{^open}}shut{{/open}}{{^title}}no{{/title}}{{^users}}no{{/users}}") == "shut")
    #expect(try printed("{{#users}}{{^tags}}{{name}}{{/tags}}{{/users}}") == "Bob")
    #expect(try printed("{{#users}}{{^boss}}{{name}} {{/boss}}{{/users}}") == "Ada Bob ")
  }

  @Test func followsDotsThroughRecords() throws {
    #expect(try printed("{{boss.name}} in {{boss.office.city}}") == "Eve in Oslo")
    #expect(try printed("{{#boss.office}}{{city}} {{title}}{{/boss.office}}") == "Oslo A &amp; B")
    #expect(
      try printed("{{#boss}}{{office.city}}{{#boss.office}}{{name}}{{/boss.office}}{{/boss}}")
        == "OsloEve")
  }

  @Test func printsNothingBehindAnAbsentRecord() throws {
    #expect(
      try printed("{{#users}}[{{boss.office.city}}{{{boss.office.about}}}]{{/users}}") == "[][]")
    #expect(
      try printed(
        "{{#users}}{{#boss.office}}no{{/boss.office}}{{^boss.office}}yes{{/boss.office}}{{/users}}")
        == "yesyes")
  }

  @Test func findsTheNamesOfAPartialWhereItIsIncluded() throws {
    let partials = ["p": "({{name}})"]
    #expect(
      try printed(
        "{{>p}}{{#users}}{{>p}}{{/users}}{{#boss}}{{>p}}{{/boss}}{{>p}}", partials: partials)
        == "(page)(Ada)(Bob)(Eve)(page)")
    #expect(try printed("{{#title}}{{>d}}{{/title}}", partials: ["d": "{{.}}"]) == "A &amp; B")
  }

  @Test func letsAPartialIncludeItselfAlongATree() throws {
    let tree = Shape([.init("n", .text), .init("kids", .branches)])
    let partials = ["node": "{{n}}({{#kids}}{{>node}}{{/kids}})"]
    let text = try render("{{>node}}", tree, partials: partials) {
      $0.text($0.root, Slot(0), "1")
      let child = $0.addRow(to: $0.root, Slot(1))
      $0.text(child, Slot(0), "2")
      $0.text($0.addRow(to: child, Slot(1)), Slot(0), "3")
      $0.text($0.addRow(to: $0.root, Slot(1)), Slot(0), "4")
    }
    #expect(text == "1(2(3())4())")
  }

  @Test func keepsTagsInValuesAsText() throws {
    let shape = Shape([.init("x", .text), .init("y", .text)])
    let text = try render("{{x}} {{y}}", shape) {
      $0.text($0.root, Slot(0), "{{y}} {{=<% %>=}}")
      $0.text($0.root, Slot(1), "{{{x}}}{{>p}}")
    }
    #expect(text == "{{y}} {{=&lt;% %&gt;=}} {{{x}}}{{&gt;p}}")
  }

  @Test func compilesDeeplyNestedSections() throws {
    let depth = 100
    let template =
      String(repeating: "{{^open}}", count: depth) + "x"
      + String(repeating: "{{/open}}", count: depth)
    #expect(try printed(template) == "x")
  }

  @Test func printsOneRunOfBytesForTextThatNothingJumpsInto() throws {
    let program = try compile("a\nb\n{{! c }}\n{{#open}}\nc\nd\n{{/open}}\ne\n", Self.page)
    let place = Program.Place(register: 0, slot: 2)
    #expect(
      program.instructions == [
        .bytes(start: 0, count: 4), .ifPresent(place, exit: 3), .bytes(start: 4, count: 4),
        .bytes(start: 8, count: 2), .return,
      ])
  }
}
