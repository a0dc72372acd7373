// Unsafe here: instructions, slots, texts and registers are read through pointers, as checks of
// bounds and uniqueness would cost more than the work itself. It holds because the compiler made
// every address and place from the same shape that the fields were made for, which is checked; and
// fields check that each slot is set to what its kind says.

import Bytes

extension Program {
  /// Appends the page as UTF-8.
  ///
  /// - Precondition: the fields are of the program's very shape, the traces of the program.
  package func render(_ fields: borrowing Fields, _ traces: Traces, into output: inout Bytes) {
    precondition(fields.shape === shape, "fields of another page")
    // At once for the same array.
    precondition(traces.instructions == instructions, "traces of another program")
    instructions.withUnsafeBufferPointer { instructions in
      bytes.withUnsafeBufferPointer { bytes in
        withUnsafeTemporaryAllocation(of: Int.self, capacity: registerCount) { registers in
          guard let instructions = instructions.baseAddress, let bytes = bytes.baseAddress,
            let registers = registers.baseAddress, let texts = fields.texts.buffer.baseAddress
          else { return }
          registers.initialize(repeating: 0, count: registerCount)
          registers[0] = Int(fields.root.start)
          let rendering = Rendering(
            instructions: instructions, bytes: bytes, slots: fields.slots, texts: texts,
            registers: registers, traces: traces)
          rendering.run(into: &output)
        }
      }
    }
  }
}

/// One run of a program over one page's fields.
private struct Rendering {
  let instructions: UnsafePointer<Program.Instruction>
  let bytes: UnsafePointer<UInt8>
  let slots: UnsafePointer<UInt64>
  let texts: UnsafePointer<UInt8>
  let registers: UnsafeMutablePointer<Int>
  let traces: Traces

  func run(into page: inout Bytes) {
    /// Registers to restore and addresses to return to, innermost last.
    var kept: [Int] = []
    var at = 0
    while true {
      let instruction = instructions[at]
      at &+= 1
      switch instruction {
      case .bytes(let start, let count):
        page.append(padded: bytes + Int(start), count: Int(count))
      case .text(let place):
        append(text: value(place), to: &page)
      case .markup(let place):
        append(markup: value(place), to: &page)
      case .step(let place, let into):
        registers[Int(into)] = firstRow(value(place))
      case .ifPresent(let place, let exit):
        if value(place) == 0 { at = Int(exit) }
      case .ifAbsent(let place, let exit):
        if value(place) != 0 { at = Int(exit) }
      case .firstRow(let place, let into, let exit):
        let outer = registers[Int(into)]
        var row = firstRow(value(place))
        while row != 0 {
          registers[Int(into)] = row
          guard printTraced(row, at, into, &page) else { break }
          row = nextRow(row)
        }
        // From here on row by row, as the way hangs on more than the row's own slots.
        if row != 0 {
          kept.append(outer)
        } else {
          registers[Int(into)] = outer
          at = Int(exit)
        }
      case .nextRow(let register, let inside):
        let next = nextRow(registers[Int(register)])
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

  /// Prints the row in the register by its trace; false if it has none.
  private func printTraced(
    _ row: Int, _ inside: Int, _ register: Int32, _ page: inout Bytes
  ) -> Bool {
    let trace = traces.trace(inside, UInt32(slots[row - 1] >> 32), register: register)
    guard trace.count >= 0, let bytes = traces.bytes.buffer.baseAddress else { return false }
    for index in Int(trace.first)..<Int(trace.first + trace.count) {
      let step = traces.steps[index]
      page.append(padded: bytes + Int(step.start), count: Int(step.count))
      if step.place.register < 0 { continue }
      if step.isMarkup {
        append(markup: value(step.place), to: &page)
      } else {
        append(text: value(step.place), to: &page)
      }
    }
    return true
  }

  private func append(text value: UInt64, to page: inout Bytes) {
    let text = text(value)
    if HTMLEscape.isPlain(text) {
      append(markup: value, to: &page)
    } else {
      var escaped: [UInt8] = []
      HTMLEscape.append(text, to: &escaped)
      page.append(array: escaped)
    }
  }

  private func append(markup value: UInt64, to page: inout Bytes) {
    page.append(padded: texts + Int(value >> 32), count: Int(value & 0xFFFF_FFFF))
  }

  private func value(_ place: Program.Place) -> UInt64 {
    slots[registers[Int(place.register)] + Int(place.slot)]
  }

  private func text(_ value: UInt64) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: texts + Int(value >> 32), count: Int(value & 0xFFFF_FFFF))
  }

  private func firstRow(_ rows: UInt64) -> Int { Int(rows & 0xFFFF_FFFF) }

  private func nextRow(_ row: Int) -> Int { Int(slots[row - 1] & 0xFFFF_FFFF) }
}
