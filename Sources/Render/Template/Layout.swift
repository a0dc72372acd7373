/// Every shape that can be reached from a page's shape, numbered.
///
/// The numbers depend on the shapes alone, so that a program and the fields it prints, made
/// apart for the same page, agree. The page's own shape is number 0.
struct Layout: Sendable {
  /// What a slot holds in memory.
  enum Content: UInt8 { case text, flag, rows }

  /// A slot, and of the rows in it where the slots of their shape begin, and how many it has.
  struct Place: Sendable {
    let content: Content
    let rowsFirst: Int32
    let rowsWidth: Int32
  }

  /// The shapes, each once, breadth first in the order of their slots.
  private(set) var shapes: [Shape]
  /// For each shape, where its slots begin in `children`.
  private var firstChild: [Int] = []
  /// For each slot of each shape the number of its rows' shape; -1 where it has no rows.
  private var children: [Int32] = []
  /// For each slot of each shape what it holds.
  private var contents: [Content] = []

  init(_ page: Shape) {
    shapes = [page]
    var numbers = [ObjectIdentifier(page): 0]
    var next = 0
    while next < shapes.count {
      firstChild.append(children.count)
      for offer in shapes[next].offers {
        children.append(Int32(number(of: offer.kind, in: next, &numbers)))
        contents.append(Content(offer.kind))
      }
      next += 1
    }
  }

  private mutating func number(
    of kind: Shape.Kind, in parent: Int, _ numbers: inout [ObjectIdentifier: Int]
  ) -> Int {
    switch kind {
    case .text, .markup, .flag: return -1
    case .branches: return parent
    case .record(let shape), .list(let shape):
      if let known = numbers[ObjectIdentifier(shape)] { return known }
      numbers[ObjectIdentifier(shape)] = shapes.count
      shapes.append(shape)
      return shapes.count - 1
    }
  }

  /// How many slots a row of the shape has.
  func width(of shape: Int) -> Int { end(of: shape) - firstChild[shape] }

  /// The most slots that any row has.
  var widest: Int { shapes.indices.map { width(of: $0) }.max() ?? 0 }

  /// The shape of the rows in a slot; -1 where the slot has no rows.
  func child(of shape: Int, _ slot: Int) -> Int { Int(children[firstChild[shape] + slot]) }

  /// The slots of all shapes.
  var places: [Place] {
    zip(contents, children).map { content, child in
      guard child >= 0 else { return Place(content: content, rowsFirst: 0, rowsWidth: 0) }
      let shape = Int(child)
      return Place(
        content: content, rowsFirst: Int32(firstChild[shape]), rowsWidth: Int32(width(of: shape)))
    }
  }

  private func end(of shape: Int) -> Int {
    shape + 1 < firstChild.count ? firstChild[shape + 1] : children.count
  }
}

extension Layout.Content {
  init(_ kind: Shape.Kind) {
    switch kind {
    case .text, .markup: self = .text
    case .flag: self = .flag
    case .record, .list, .branches: self = .rows
    }
  }
}
