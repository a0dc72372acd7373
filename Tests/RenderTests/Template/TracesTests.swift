import Testing

@testable import Render

/// Rows of one list that differ in what they have, so that each takes another way through the
/// template, and the same way again.
struct TracesTests {
  private static let inner = Shape([.init("w", .text)])
  private static let item = Shape([
    .init("a", .text), .init("b", .text), .init("flag", .flag), .init("html", .markup),
    .init("kids", .list(inner)), .init("owner", .record(inner)),
  ])
  private static let page = Shape([.init("items", .list(item)), .init("name", .text)])

  private func printed(
    _ template: String, partials: [String: String] = [:],
    _ fill: (inout Fields, [Fields.Row]) -> Void
  ) throws -> String {
    try render(template, Self.page, partials: partials) { fields in
      fields.text(fields.root, Slot(1), "P&G")
      var rows: [Fields.Row] = []
      for _ in 0..<4 { rows.append(fields.addRow(to: fields.root, Slot(0))) }
      fill(&fields, rows)
    }
  }

  @Test func followsEachSetOfSlots() throws {
    let text = try printed(
      "{{#items}}[{{#a}}a={{a}}{{/a}}{{^b}}!{{/b}}{{b}}{{#flag}}+{{/flag}}]{{/items}}"
    ) {
      $0.text($1[0], Slot(0), "1")
      $0.text($1[1], Slot(1), "<2>")
      $0.flag($1[1], Slot(2), true)
      $0.text($1[2], Slot(0), "3")
      $0.flag($1[3], Slot(2), true)
      $0.flag($1[3], Slot(2), false)
    }
    #expect(text == "[a=1!][&lt;2&gt;+][a=3!][!]")
  }

  @Test func seesAValueTakenBack() throws {
    let text = try printed("{{#items}}{{#a}}({{a}}){{/a}}{{/items}}") {
      $0.text($1[0], Slot(0), "1")
      $0.text($1[1], Slot(0), "2")
      $0.text($1[1], Slot(0), "")
      $0.text($1[2], Slot(0), "3")
    }
    #expect(text == "(1)(3)")
  }

  @Test func goesOnByInstructionWhereARowHasRows() throws {
    let text = try printed("{{#items}}{{a}}{{#kids}}.{{w}}{{/kids}};{{/items}}{{name}}") {
      for (number, row) in $1.enumerated() { $0.number(row, Slot(0), number) }
      for word in ["x", "y"] { $0.text($0.addRow(to: $1[1], Slot(4)), Slot(0), word) }
    }
    #expect(text == "0;1.x.y;2;3;P&amp;G")
  }

  @Test func readsOuterRowsAndRecords() throws {
    let text = try printed("{{#items}}{{name}}{{#name}}:{{/name}}{{owner.w}}{{{html}}} {{/items}}")
    {
      $0.text($0.record($1[2], Slot(5)), Slot(0), "O")
      $0.text($1[3], Slot(3), "<b>")
    }
    #expect(text == "P&amp;G: P&amp;G: P&amp;G:O P&amp;G:<b> ")
  }

  @Test func followsPartials() throws {
    let partials = ["p": "{{#a}}<i>{{>q}}</i>{{/a}}", "q": "{{a}}{{^b}}?{{/b}}"]
    let text = try printed("{{#items}}{{>p}},{{/items}}", partials: partials) {
      $0.text($1[0], Slot(0), "1")
      $0.text($1[2], Slot(0), "3")
      $0.text($1[2], Slot(1), "b")
    }
    #expect(text == "<i>1?</i>,,<i>3</i>,,")
  }

  @Test func knowsSlotsBeyondThoseItFollows() throws {
    let wide = Shape((0..<40).map { .init("s\($0)", .text) })
    let shape = Shape([.init("rows", .list(wide))])
    let text = try render(
      "{{#rows}}{{#s31}}{{s31}}{{/s31}}{{#s39}}({{s39}}){{/s39}}{{s32}};{{/rows}}", shape
    ) {
      for slot in [31, 32, 39, 0] {
        $0.number($0.addRow(to: $0.root, Slot(0)), Slot(rawValue: slot), slot)
      }
    }
    #expect(text == "31;32;(39);;")
  }

  @Test func holdsMoreSetsThanATableHasPlaces() throws {
    let wide = Shape((0..<10).map { .init("s\($0)", .flag) })
    let shape = Shape([.init("rows", .list(wide))])
    let template =
      "{{#rows}}" + (0..<10).map { "{{#s\($0)}}1{{/s\($0)}}{{^s\($0)}}0{{/s\($0)}}" }.joined()
      + " {{/rows}}"
    let text = try render(template, shape) { fields in
      for number in 0..<1024 {
        let row = fields.addRow(to: fields.root, Slot(0))
        for bit in 0..<10 { fields.flag(row, Slot(rawValue: bit), number >> bit & 1 == 1) }
      }
    }
    let expected = (0..<1024).map { number in
      (0..<10).map { number >> $0 & 1 == 1 ? "1" : "0" }.joined() + " "
    }
    #expect(text == expected.joined())
  }
}
