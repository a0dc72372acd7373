// Takes text as scalars, gives it as it is compared where spelling makes no difference; never knows
// whose text it is.

/// Folds text for the search: accents, case, width and the like make no
/// difference. `Tests/Browser/fold_table.py` makes the table, step by step.
///
/// Swift's library shows no compatibility decomposition, and Foundation's goes with
/// the machine's version of Unicode; this table is the same everywhere.
package struct Fold: Sendable {
  /// Read from `FoldTable` when the first character beyond ASCII is met.
  package static let shared = Fold()

  /// By the upper bits of a scalar: where its 256 entries begin, or -1.
  private var pages = [Int32](repeating: -1, count: 0x1100)
  /// 0 for a scalar that stays, else its place in `targets`, plus 1.
  private var entries: [UInt32] = []
  /// What scalars become: how many follow, then those.
  private var targets: [UInt32] = []
  private var composed: [UInt64: UInt32] = [:]

  private init() {
    readFolds()
    readPairs()
  }

  /// What one scalar becomes, neighbours not yet composed; nil where it stays.
  package func target(of scalar: UInt32) -> ArraySlice<UInt32>? {
    if scalar < 0x80 {
      guard scalar == UInt32(UInt8(ascii: "'")) || (65...90).contains(scalar) else { return nil }
      return scalar < 65 ? [] : [scalar | 0x20]
    }
    let page = pages[Int(scalar >> 8)]
    guard page >= 0 else { return nil }
    let entry = entries[Int(page) + Int(scalar & 255)]
    guard entry > 0 else { return nil }
    let place = Int(entry)
    return targets[place..<place + Int(targets[place - 1])]
  }

  /// Appends the folded text, composed (NFC).
  package func append(_ text: ArraySlice<UInt32>, to output: inout [UInt32]) {
    let start = output.count
    for scalar in text {
      if let target = target(of: scalar) {
        for each in target { append(each, to: &output, after: start) }
      } else {
        append(scalar, to: &output, after: start)
      }
    }
  }

  /// Of what is left only neighbours compose, as marks that could stand between
  /// were dropped.
  private func append(_ scalar: UInt32, to output: inout [UInt32], after start: Int) {
    if scalar > 0x80, output.count > start, let whole = compose(output[output.count - 1], scalar) {
      output[output.count - 1] = whole
    } else {
      output.append(scalar)
    }
  }

  private func compose(_ first: UInt32, _ second: UInt32) -> UInt32? {
    // Hangul, as in section 3.12 of the Unicode Standard.
    if (0x1100..<0x1113).contains(first), (0x1161..<0x1176).contains(second) {
      return 0xAC00 + ((first - 0x1100) * 21 + (second - 0x1161)) * 28
    }
    if (0xAC00..<0xD7A4).contains(first), (first - 0xAC00) % 28 == 0,
      (0x11A8..<0x11C3).contains(second)
    {
      return first + second - 0x11A7
    }
    return composed[UInt64(first) << 32 | UInt64(second)]
  }

  // MARK: The table

  private mutating func readFolds() {
    var next: UInt32 = 0
    var words = HexWords(FoldTable.folds)
    while let gap = words.number() {
      let count = words.skip(UInt8(ascii: "*")) ? words.number() ?? 1 : 1
      _ = words.skip(UInt8(ascii: ":"))
      var target: [UInt32] = []
      while let scalar = words.number() {
        target.append(scalar)
        _ = words.skip(UInt8(ascii: "."))
      }
      next += gap
      for step in 0..<count {
        set(next + step, target.count == 1 ? [target[0] + step] : target)
      }
      next += count
      _ = words.skip(UInt8(ascii: " "))
    }
  }

  private mutating func set(_ scalar: UInt32, _ target: [UInt32]) {
    let page = Int(scalar >> 8)
    if pages[page] < 0 {
      pages[page] = Int32(entries.count)
      entries += [UInt32](repeating: 0, count: 256)
    }
    targets.append(UInt32(target.count))
    entries[Int(pages[page]) + Int(scalar & 255)] = UInt32(targets.count)
    targets += target
  }

  private mutating func readPairs() {
    var words = HexWords(FoldTable.pairs)
    while let first = words.number() {
      _ = words.skip(UInt8(ascii: "."))
      let second = words.number() ?? 0
      _ = words.skip(UInt8(ascii: ":"))
      composed[UInt64(first) << 32 | UInt64(second)] = words.number()
      _ = words.skip(UInt8(ascii: " "))
    }
  }
}

/// Reads hexadecimal numbers and what stands between them.
private struct HexWords {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var place = 0

  init(_ text: StaticString) {
    bytes = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
  }

  /// nil where no digit stands.
  mutating func number() -> UInt32? {
    var number: UInt32 = 0
    let start = place
    while place < bytes.count {
      let byte = bytes[place]
      if (48...57).contains(byte) {
        number = number << 4 | UInt32(byte - 48)
      } else if (97...102).contains(byte) {
        number = number << 4 | UInt32(byte - 87)
      } else {
        break
      }
      place += 1
    }
    return place > start ? number : nil
  }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard place < bytes.count, bytes[place] == byte else { return false }
    place += 1
    return true
  }
}
