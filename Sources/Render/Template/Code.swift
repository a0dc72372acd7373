/// The instructions of a program while it is being written.
struct Code {
  private(set) var instructions: [Program.Instruction] = []
  private(set) var bytes: [UInt8] = []
  /// The last instruction that something jumps to.
  private var lastLabel = 0

  mutating func add(_ instruction: Program.Instruction) {
    instructions.append(instruction)
  }

  /// Adds bytes to print, to the run before them if nothing can jump between the two.
  mutating func add(_ text: ArraySlice<UInt8>) {
    if text.isEmpty { return }
    if case .bytes(let start, let count)? = instructions.last, lastLabel < instructions.count {
      instructions[instructions.count - 1] = .bytes(start: start, count: count + Int32(text.count))
    } else {
      instructions.append(.bytes(start: Int32(bytes.count), count: Int32(text.count)))
    }
    bytes.append(contentsOf: text)
  }

  /// The address of the next instruction, which from now on may be jumped to.
  mutating func label() -> Int32 {
    lastLabel = instructions.count
    return Int32(lastLabel)
  }

  /// Sets where the section that the instruction opens is over.
  mutating func setExit(of index: Int, to exit: Int32) {
    switch instructions[index] {
    case .ifPresent(let place, _): instructions[index] = .ifPresent(place, exit: exit)
    case .ifAbsent(let place, _): instructions[index] = .ifAbsent(place, exit: exit)
    case .firstRow(let place, let into, _):
      instructions[index] = .firstRow(place, into: into, exit: exit)
    default: break
    }
  }

  /// Replaces the routine's number in each call by its address.
  mutating func setCalls(to starts: [Int32]) {
    for index in instructions.indices {
      if case .call(let routine) = instructions[index] {
        instructions[index] = .call(starts[Int(routine)])
      }
    }
  }
}
