import Testing

@testable import Render

struct LayoutTests {
  @Test func numbersEachShapeOnceBreadthFirst() {
    let shared = Shape([.init("x", .text)])
    let inner = Shape([.init("deep", .record(shared)), .init("y", .text), .init("z", .text)])
    let page = Shape([
      .init("first", .list(inner)), .init("title", .text), .init("again", .list(shared)),
      .init("tree", .branches),
    ])
    let layout = Layout(page)
    #expect(
      layout.shapes.map(ObjectIdentifier.init) == [page, inner, shared].map(ObjectIdentifier.init))
    #expect((0..<4).map { layout.child(of: 0, $0) } == [1, -1, 2, 0])
    #expect(layout.child(of: 1, 0) == 2)
    #expect((0..<3).map { layout.width(of: $0) } == [4, 3, 1])
    #expect(layout.widest == 4)
  }

  @Test func knowsWhatEachSlotHolds() {
    let layout = Layout(Shape([.init("a", .flag), .init("b", .markup), .init("c", .branches)]))
    #expect(layout.places.map(\.content) == [.flag, .text, .rows])
  }

  @Test func knowsWhereTheSlotsOfEachSlotsRowsAre() {
    let inner = Shape([.init("y", .text), .init("z", .text)])
    let layout = Layout(
      Shape([.init("x", .text), .init("in", .list(inner)), .init("t", .branches)]))
    #expect(layout.places.map(\.rowsFirst) == [0, 3, 0, 0, 0])
    #expect(layout.places.map(\.rowsWidth) == [0, 2, 3, 0, 0])
  }

  @Test func holdsAPageWithoutNames() {
    #expect(Layout(Shape([])).widest == 0)
  }
}
