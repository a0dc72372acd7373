import Testing

@testable import Render

struct OfferedTests {
  private enum UserRow: Int, Offered {
    case name, lastActive, isBot, pageURL
    var kind: Shape.Kind { self == .isBot ? .flag : .text }
  }

  private enum Renamed: Int, Offered {
    case current
    var kind: Shape.Kind { .text }
    var name: String { "." }
  }

  @Test func offersTheCasesInOrderUnderSnakeCaseNames() {
    let shape = Shape(UserRow.self)
    #expect(shape.offers.map(\.name) == ["name", "last_active", "is_bot", "page_url"])
    #expect(shape.slot(of: "last_active") == UserRow.lastActive.rawValue)
    #expect(shape.slot(of: "lastActive") == nil)
  }

  @Test func takesANameThatACaseGivesItself() {
    #expect(Shape(Renamed.self).offers.map(\.name) == ["."])
  }
}
