import Configure
import Testing

@testable import Render

struct FieldsTests {
  private enum Item: Int, Offered {
    case word, items
    var kind: Shape.Kind { self == .word ? .text : .branches }
  }

  private enum Page: Int, Offered {
    case title, count, open, owner, items
    static let item = Shape(Item.self)
    var kind: Shape.Kind {
      switch self {
      case .title, .count: .text
      case .open: .flag
      case .owner: .record(Page.item)
      case .items: .list(Page.item)
      }
    }
  }

  private static let shape = Shape(Page.self)

  private func rendered(_ fields: borrowing Fields) throws -> String {
    let template =
      "{{title}}|{{count}}|{{#open}}open{{/open}}|{{#owner}}by {{word}}{{/owner}}|"
      + "{{#items}}{{word}}[{{#items}}{{word}} {{/items}}]{{/items}}"
    var output = Bytes()
    let program = try compile(template, Self.shape)
    program.render(fields, Traces(program), into: &output)
    return String(decoding: output.buffer, as: UTF8.self)
  }

  @Test func isAbsentWhereNothingIsSet() throws {
    #expect(try rendered(Fields(Self.shape)) == "||||")
  }

  @Test func holdsEachKindOfValue() throws {
    var fields = Fields(Self.shape)
    fields.text(fields.root, Page.title) { $0.append("Users") }
    let format = NumberFormat(sign: Array(",".utf8), from: 4)
    fields.number(fields.root, Page.count, 12_345, format)
    fields.flag(fields.root, Page.open, true)
    fields.text(fields.record(fields.root, Page.owner), Item.word, Array("Ada".utf8))
    #expect(try rendered(fields) == "Users|12,345|open|by Ada|")
  }

  @Test func takesTheLastValueSet() throws {
    var fields = Fields(Self.shape)
    fields.text(fields.root, Page.title, "old")
    fields.text(fields.root, Page.title, "")
    fields.number(fields.root, Page.count, 1)
    fields.number(fields.root, Page.count, -20)
    fields.flag(fields.root, Page.open, true)
    fields.flag(fields.root, Page.open, false)
    #expect(try rendered(fields) == "|-20|||")
  }

  @Test func givesTheSameRecordTwice() throws {
    var fields = Fields(Self.shape)
    _ = fields.record(fields.root, Page.owner)
    fields.text(fields.record(fields.root, Page.owner), Item.word, "Ada")
    #expect(try rendered(fields) == "|||by Ada|")
  }

  @Test func keepsTheOrderOfRowsHoweverListsAreMixed() throws {
    var fields = Fields(Self.shape)
    let first = fields.addRow(to: fields.root, Page.items)
    let second = fields.addRow(to: fields.root, Page.items)
    for word in ["a", "b", "c"] {
      fields.text(fields.addRow(to: second, Item.items), Item.word, word)
      fields.text(fields.addRow(to: first, Item.items), Item.word, word + word)
    }
    fields.text(first, Item.word, "1")
    fields.text(second, Item.word, "2")
    #expect(try rendered(fields) == "||||1[aa bb cc ]2[a b c ]")
  }

  @Test func startsAnewAfterRemoveAll() throws {
    var fields = Fields(Self.shape)
    for word in ["x", "y"] {
      fields.text(fields.root, Page.title, word)
      fields.text(fields.addRow(to: fields.root, Page.items), Item.word, word)
      fields.removeAll()
    }
    #expect(try rendered(fields) == "||||")
    fields.text(fields.addRow(to: fields.root, Page.items), Item.word, "z")
    #expect(try rendered(fields) == "||||z[]")
  }
}
