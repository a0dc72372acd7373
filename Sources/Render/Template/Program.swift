/// A page's template as instructions over the slots of the page's shape, partials included.
///
/// Each shape of the page has a register that holds the row of it which is innermost at the
/// moment; a section over rows sets it and puts the old one back at its end. So a name is found
/// in one step, however deep it stands, and a partial can include itself.
package struct Program: Sendable {
  /// A slot of the row in a register.
  struct Place: Equatable {
    let register: Int32
    let slot: Int32
  }

  /// Addresses are positions in `instructions`; an exit is where a section's inside is over.
  enum Instruction: Equatable {
    /// Append a run of `bytes`.
    case bytes(start: Int32, count: Int32)
    case text(Place)
    case markup(Place)
    /// Put the first row in the place, or the row where all is absent, into the register.
    case step(Place, into: Int32)
    /// Go to `exit` unless something is in the place.
    case ifPresent(Place, exit: Int32)
    /// Go to `exit` if something is in the place.
    case ifAbsent(Place, exit: Int32)
    /// Keep the register and put the first row into it; go to `exit` if there is none.
    case firstRow(Place, into: Int32, exit: Int32)
    /// Put the next row into the register and go to `inside`; after the last, restore it.
    case nextRow(Int32, inside: Int32)
    case call(Int32)
    case `return`
  }

  /// The page's shape.
  package let shape: Shape
  let instructions: [Instruction]
  /// All bytes that stand in the templates themselves, and `Bytes.slack` more.
  let bytes: [UInt8]
  /// One for each shape of the layout, and a last one for paths.
  let registerCount: Int

  /// Whether it uses this slot of the page's own row.
  func reads(_ slot: some RawRepresentable<Int>) -> Bool {
    let place = Place(register: 0, slot: Int32(slot.rawValue))
    return instructions.contains {
      switch $0 {
      case .text(place), .markup(place), .ifPresent(place, _), .ifAbsent(place, _),
        .step(place, _), .firstRow(place, _, _):
        true
      default: false
      }
    }
  }
}
