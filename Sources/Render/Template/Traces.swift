/// What a program prints for rows of lists, worked out once for each set of slots that are there.
///
/// Which way a template takes through a table's cell hangs on which of the cell's slots are absent
/// and on nothing else, and the cells of a report have a dozen such sets: a branch for each of a
/// cell's sections, mostly absent, took half of the time of rendering. Kept for one program and
/// filled while it renders, so one for each worker.
package final class Traces {
  /// Bytes of `Traces.bytes` to append, then the text in the place; a negative register is none.
  struct Step {
    let start: Int32
    let count: Int32
    let place: Program.Place
    let isMarkup: Bool
  }

  /// The steps for the slots `present`; a negative count where the way hangs on more than these.
  struct Trace {
    let present: UInt32
    let first: Int32
    let count: Int32
  }

  private(set) var steps: [Step] = []
  private(set) var bytes = Bytes()
  let instructions: [Program.Instruction]
  private let text: [UInt8]
  /// For each instruction that begins the inside of a list, where its traces begin; else -1.
  private var tables: [Int32]
  /// Hash tables of `tableSize` with open addressing.
  private var traces: [Trace?] = []
  private static let tableSize = 64

  package init(_ program: Program) {
    instructions = program.instructions
    text = program.bytes
    tables = Array(repeating: -1, count: program.instructions.count)
  }

  /// The trace of a row in `register` through the instructions from `inside` to the next row.
  func trace(_ inside: Int, _ present: UInt32, register: Int32) -> Trace {
    if tables[inside] < 0 {
      tables[inside] = Int32(traces.count)
      traces += [Trace?](repeating: nil, count: Self.tableSize)
    }
    let table = Int(tables[inside])
    let hash = Int(present &* 0x9E37_79B1 >> 26)
    for probe in 0..<8 {
      let place = table + (hash + probe) & (Self.tableSize - 1)
      guard let trace = traces[place] else {
        let trace = follow(inside, present, register)
        traces[place] = trace
        return trace
      }
      if trace.present == present { return trace }
    }
    return Trace(present: present, first: 0, count: -1)
  }

  private func follow(_ inside: Int, _ present: UInt32, _ register: Int32) -> Trace {
    let first = steps.count
    var start = bytes.count
    var returns: [Int] = []
    var at = inside
    /// Whether something is in the place; nil where `present` does not tell.
    func has(_ place: Program.Place) -> Bool? {
      place.register == register && place.slot < 32 ? present >> UInt32(place.slot) & 1 == 1 : nil
    }
    func addStep(_ place: Program.Place, isMarkup: Bool) {
      steps.append(
        Step(
          start: Int32(start), count: Int32(bytes.count - start), place: place, isMarkup: isMarkup))
      start = bytes.count
    }
    // More than any cell takes; a partial may include itself.
    for _ in 0..<1000 {
      let instruction = instructions[at]
      at += 1
      switch instruction {
      case .bytes(let start, let count):
        text.withUnsafeBufferPointer {
          bytes.append(
            contentsOf: UnsafeBufferPointer(rebasing: $0[Int(start)..<Int(start + count)]))
        }
      case .text(let place):
        if has(place) != false { addStep(place, isMarkup: false) }
      case .markup(let place):
        if has(place) != false { addStep(place, isMarkup: true) }
      case .ifPresent(let place, let exit):
        guard let isThere = has(place) else { return unknown(present, first) }
        if !isThere { at = Int(exit) }
      case .ifAbsent(let place, let exit):
        guard let isThere = has(place) else { return unknown(present, first) }
        if isThere { at = Int(exit) }
      case .firstRow(let place, _, let exit):
        guard has(place) == false else { return unknown(present, first) }
        at = Int(exit)
      case .step: return unknown(present, first)
      case .nextRow:
        addStep(Program.Place(register: -1, slot: 0), isMarkup: false)
        return Trace(present: present, first: Int32(first), count: Int32(steps.count - first))
      case .call(let routine):
        returns.append(at)
        at = Int(routine)
      case .return:
        guard let back = returns.popLast() else { return unknown(present, first) }
        at = back
      }
    }
    return unknown(present, first)
  }

  private func unknown(_ present: UInt32, _ first: Int) -> Trace {
    steps.removeSubrange(first...)
    return Trace(present: present, first: 0, count: -1)
  }
}
