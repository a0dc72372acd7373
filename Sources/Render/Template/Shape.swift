/// What a page offers its templates: names in a fixed order, each with what it stands for.
///
/// Shapes are made once, at start-up. A shape is known by its identity: the same one may stand
/// in many shapes and on many pages.
package final class Shape: Sendable {
  /// What a name stands for, and how a template may use it.
  package indirect enum Kind: Sendable {
    /// UTF-8 text, always escaped on output. As a section: there, unless empty.
    case text
    /// HTML made from Markdown, printed with `{{{name}}}` or `{{&name}}` only.
    case markup
    /// Yes or no, for sections only.
    case flag
    /// One row of the given shape, or none.
    case record(Shape)
    /// Any number of rows of the given shape.
    case list(Shape)
    /// Any number of rows of the very shape that offers the name: a tree.
    case branches
  }

  /// One name and its kind.
  package struct Offer: Sendable {
    package let name: String
    package let kind: Kind

    package init(_ name: String, _ kind: Kind) {
      self.name = name
      self.kind = kind
    }
  }

  /// The names; the position in this list is the name's slot. The name `.` is what the implicit
  /// iterator stands for in rows of this shape.
  package let offers: [Offer]

  /// - Precondition: no name comes twice.
  package init(_ offers: [Offer]) {
    precondition(Set(offers.map(\.name)).count == offers.count, "a name is offered twice")
    self.offers = offers
  }

  /// The slot of a name, or nil where the shape does not offer it.
  func slot(of name: String) -> Int? {
    offers.firstIndex { $0.name == name }
  }
}

extension Shape.Kind {
  /// Whether there can be more rows than one.
  var isList: Bool {
    switch self {
    case .list, .branches: true
    case .text, .markup, .flag, .record: false
    }
  }

  /// Whether a section over this kind prints its inside once a row, with the row's names.
  var hasRows: Bool {
    switch self {
    case .record, .list, .branches: true
    case .text, .markup, .flag: false
    }
  }
}
