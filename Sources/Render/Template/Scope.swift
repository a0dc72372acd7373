/// Where a template's names are looked up at one of its places.
struct Scope: Hashable {
  /// From the row in a register through records to a slot. Never empty.
  struct Path: Hashable {
    let register: Int
    let slots: [Int]
  }

  /// Numbers of the shapes that have a row here, innermost last, each at its innermost place only:
  /// a row further out is hidden by the inner one, as both offer the same names.
  var shapes: [Int]
  /// The text that `.` stands for, inside a section over a text.
  var current: Path?
  /// How many sections around are over a list that is not the innermost row's own: each prints
  /// all of it once for every row around, so that a few of them would never end.
  private(set) var repeats = 0

  init(shapes: [Int]) { self.shapes = shapes }

  /// The scope inside a section over rows of the shape.
  func entering(_ shape: Int) -> Scope {
    var inside = self
    inside.shapes.removeAll { $0 == shape }
    inside.shapes.append(shape)
    inside.current = nil
    return inside
  }

  /// As `entering`, for a list from further out; nil where that would repeat too much: lists
  /// inside two others, and rows inside rows of the same kind.
  func repeating(_ shape: Int) -> Scope? {
    guard repeats < 2, !shapes.contains(shape) else { return nil }
    var inside = entering(shape)
    inside.repeats += 1
    return inside
  }

  /// What a name or dotted name leads to: the first part is looked up from the innermost row
  /// outwards, the others in the records it leads to.
  func find(
    _ name: String, in layout: Layout
  ) throws(TemplateError.Reason) -> (path: Path, kind: Shape.Kind) {
    if name == "." { return try findCurrent(in: layout) }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if parts.contains("") { throw .emptyName }
    let register = try register(of: parts[0], in: layout)
    var shape = register
    var slots: [Int] = []
    for (depth, part) in parts.enumerated() {
      if depth > 0 { shape = try step(from: shape, slots, parts, depth, in: layout) }
      guard let slot = layout.shapes[shape].slot(of: part) else {
        let miss = TemplateError.Miss(name: part, offered: Scope.names(of: layout.shapes[shape]))
        throw .noName(miss, record: parts[..<depth].joined(separator: "."))
      }
      slots.append(slot)
    }
    return (
      Path(register: register, slots: slots), layout.shapes[shape].offers[slots.last ?? 0].kind
    )
  }

  private func findCurrent(
    in layout: Layout
  ) throws(TemplateError.Reason) -> (path: Path, kind: Shape.Kind) {
    if let current { return (current, layout.kind(at: current)) }
    let register = shapes.last ?? 0
    guard let slot = layout.shapes[register].slot(of: ".") else { throw .noCurrentValue }
    return (Path(register: register, slots: [slot]), layout.shapes[register].offers[slot].kind)
  }

  private func register(of name: String, in layout: Layout) throws(TemplateError.Reason) -> Int {
    if let found = shapes.last(where: { layout.shapes[$0].slot(of: name) != nil }) { return found }
    var offered: [String] = []
    for shape in shapes.reversed() {
      offered += Scope.names(of: layout.shapes[shape]).filter { !offered.contains($0) }
    }
    throw .noName(TemplateError.Miss(name: name, offered: offered), record: nil)
  }

  private func step(
    from shape: Int, _ slots: [Int], _ parts: [String], _ depth: Int, in layout: Layout
  ) throws(TemplateError.Reason) -> Int {
    let slot = slots[depth - 1]
    let kind = layout.shapes[shape].offers[slot].kind
    if case .record = kind { return layout.child(of: shape, slot) }
    let name = parts[..<depth].joined(separator: ".")
    throw .noRecord(name, kind: .init(kind), path: parts.joined(separator: "."))
  }

  private static func names(of shape: Shape) -> [String] {
    shape.offers.map(\.name).filter { $0 != "." }
  }
}

extension Layout {
  /// The kind of what a path leads to.
  func kind(at path: Scope.Path) -> Shape.Kind {
    let last = path.slots.count - 1
    return shapes[parent(of: path)].offers[path.slots[last]].kind
  }

  /// The shape of the rows that a path leads to; -1 if it leads to a value.
  func rowShape(at path: Scope.Path) -> Int {
    child(of: parent(of: path), path.slots[path.slots.count - 1])
  }

  private func parent(of path: Scope.Path) -> Int {
    path.slots.dropLast().reduce(path.register) { child(of: $0, $1) }
  }
}
