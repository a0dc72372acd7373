// Unsafe here: instructions, slots, texts and registers are read through buffer pointers, as checks
// of bounds and uniqueness would cost more than the work itself. It holds because the compiler
// made every address and place from the same shape that the fields were made for, which is
// checked; and fields check that each slot is set to what its kind says.

extension Program {
  /// Appends the page as UTF-8.
  ///
  /// - Precondition: the fields are of the program's very shape.
  package func render(_ fields: Fields, into output: inout [UInt8]) {
    precondition(fields.shape === shape, "fields of another page")
    instructions.withUnsafeBufferPointer { instructions in
      bytes.withUnsafeBufferPointer { bytes in
        fields.slots.withUnsafeBufferPointer { slots in
          fields.texts.withUnsafeBufferPointer { texts in
            withUnsafeTemporaryAllocation(of: Int.self, capacity: registerCount) { registers in
              registers.initialize(repeating: 0)
              registers[0] = Int(fields.root.start)
              var rendering = Rendering(
                instructions: instructions, bytes: bytes, slots: slots, texts: texts,
                registers: registers, page: RawBytes(capacity: 32 << 10))
              rendering.run()
              rendering.page.move(into: &output)
            }
          }
        }
      }
    }
  }
}

/// One run of a program over one page's fields.
private struct Rendering {
  let instructions: UnsafeBufferPointer<Program.Instruction>
  let bytes: UnsafeBufferPointer<UInt8>
  let slots: UnsafeBufferPointer<UInt64>
  let texts: UnsafeBufferPointer<UInt8>
  let registers: UnsafeMutableBufferPointer<Int>
  var page: RawBytes

  mutating func run() {
    /// Registers to restore and addresses to return to, innermost last.
    var kept: [Int] = []
    var escaped: [UInt8] = []
    var at = 0
    while true {
      let instruction = instructions[at]
      at += 1
      switch instruction {
      case .bytes(let start, let count):
        let end = Int(start) + Int(count)
        page.append(UnsafeBufferPointer(rebasing: bytes[Int(start)..<end]))
      case .text(let place):
        let value = value(place)
        if value == 0 { continue }
        let text = text(value)
        if HTMLEscape.isPlain(text) {
          page.append(text)
        } else {
          escaped.removeAll(keepingCapacity: true)
          HTMLEscape.append(text, to: &escaped)
          escaped.withUnsafeBufferPointer { page.append($0) }
        }
      case .markup(let place):
        page.append(text(value(place)))
      case .step(let place, let into):
        registers[Int(into)] = firstRow(value(place))
      case .ifPresent(let place, let exit):
        if value(place) == 0 { at = Int(exit) }
      case .ifAbsent(let place, let exit):
        if value(place) != 0 { at = Int(exit) }
      case .firstRow(let place, let into, let exit):
        let rows = value(place)
        if rows == 0 {
          at = Int(exit)
        } else {
          kept.append(registers[Int(into)])
          registers[Int(into)] = firstRow(rows)
        }
      case .nextRow(let register, let inside):
        let next = Int(slots[registers[Int(register)] - 1])
        if next == 0 {
          registers[Int(register)] = kept.removeLast()
        } else {
          registers[Int(register)] = next
          at = Int(inside)
        }
      case .call(let start):
        kept.append(at)
        at = Int(start)
      case .return:
        guard let back = kept.popLast() else { return }
        at = back
      }
    }
  }

  private func value(_ place: Program.Place) -> UInt64 {
    slots[registers[Int(place.register)] + Int(place.slot)]
  }

  private func firstRow(_ rows: UInt64) -> Int { Int(rows & 0xFFFF_FFFF) }

  private func text(_ value: UInt64) -> UnsafeBufferPointer<UInt8> {
    let start = Int(value >> 32)
    return UnsafeBufferPointer(rebasing: texts[start..<(start + Int(value & 0xFFFF_FFFF))])
  }
}
