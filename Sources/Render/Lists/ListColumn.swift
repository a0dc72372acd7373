import Bytes
import Ingest

/// One column of a list as scripts read it, cut into blocks of so many rows.
///
/// A block is the literal `[least, way, "codes"]` or, of texts, `[least, way, "codes", [texts]]`; with
/// numbers that a script does not count exactly `[least, way, "codes", [[row, "digits"]]]`, where
/// these rows, counted from the block's first, have no value in the codes.
/// Codes are whole numbers: 0 where there is no value, else the value less `least`, plus 1; the
/// value of a text is its place among the block's texts. By `way` they are one for each row (0), or
/// a value and how often it comes again, in turns (1), or likewise the steps from one row's value to
/// the next (2). A number is written in digits of 45, the lowest first, as letters: the last digit
/// is one of the first 45 letters, all others of the second 45. The letters are ASCII from `#` on
/// without `<` and `\`.
package struct ListColumn {
  package static let rowsOfBlock = 1 << 16

  private static let base = 45

  package private(set) var blocks: [[UInt8]] = []
  /// Of rows that are in no block yet; `absent` where there is none.
  private var values: [Int] = []
  private var texts: [Text] = []
  private var places: [Text: Int] = [:]
  private var large: [(row: Int, number: Int)] = []
  private let hasTexts: Bool
  private static let absent = Int.min
  /// From here on the step from one number to another may have a code from 2^53 on.
  private static let largest = 1 << 52

  package init(hasTexts: Bool = false) { self.hasTexts = hasTexts }

  package mutating func add(_ number: Int?) {
    guard let number else { return values.append(ListColumn.absent) }
    guard number >= ListColumn.largest else { return values.append(number) }
    large.append((values.count, number))
    values.append(ListColumn.absent)
  }

  /// How many, then each.
  mutating func add(_ list: some Collection<Int>) {
    values.append(list.count)
    values += list
  }

  mutating func add(_ text: Text?) {
    guard let text else { return values.append(ListColumn.absent) }
    // Most rows say what one of a few says.
    if let last = values.last, last >= 0, texts[last] == text { return values.append(last) }
    if let place = places[text] { return values.append(place) }
    places[text] = texts.count
    values.append(texts.count)
    texts.append(text)
  }

  /// Makes a block of the rows that are in none yet.
  package mutating func endBlock() {
    guard !values.isEmpty else { return }
    let least = makeCodes()
    let (way, codes) = ListColumn.shortest(values)
    var block = Bytes(capacity: codes.count * 3 + 32)
    block.append("[")
    Digits.append(least, to: &block)
    block.append(",")
    Digits.append(way, to: &block)
    block.append(",\"")
    for code in codes { ListColumn.append(code, to: &block) }
    block.append("\"")
    if hasTexts { append(texts, to: &block) }
    if !large.isEmpty { appendLarge(to: &block) }
    block.append("]")
    blocks.append(block.array)
    values.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    large.removeAll()
  }

  /// Turns the values into codes, and gives the least of them; 0 where there is none.
  private mutating func makeCodes() -> Int {
    var least = Int.max
    for value in values where value != ListColumn.absent && value < least { least = value }
    if least == Int.max { least = 0 }
    for index in values.indices {
      values[index] = values[index] == ListColumn.absent ? 0 : values[index] &- least &+ 1
    }
    return least
  }

  private func appendLarge(to block: inout Bytes) {
    block.append(",[")
    for (place, (row, number)) in large.enumerated() {
      block.append(place > 0 ? ",[" : "[")
      Digits.append(row, to: &block)
      block.append(",\"")
      Digits.append(number, to: &block)
      block.append("\"]")
    }
    block.append("]")
  }

  private func append(_ texts: [Text], to block: inout Bytes) {
    block.append(",[")
    for (number, text) in texts.enumerated() {
      block.append(number > 0 ? ",\"" : "\"")
      var escaped: [UInt8] = []
      ScriptText.append(Array(text.bytes)[...], to: &escaped)
      block.append(array: escaped)
      block.append("\"")
    }
    block.append("]")
  }

  /// The way of writing that takes fewest numbers, and these.
  private static func shortest(_ values: [Int]) -> (way: Int, codes: [Int]) {
    var runs = 0
    var stepRuns = 0
    var last = -1
    var lastStep = Int.min
    for value in values {
      if value != last { runs += 1 }
      if value &- last != lastStep { stepRuns += 1 }
      lastStep = value &- last
      last = value
    }
    if 2 * min(runs, stepRuns) >= values.count { return (0, values) }
    return runs <= stepRuns ? (1, self.runs(of: values)) : (2, self.runs(of: steps(values)))
  }

  /// From 0 on; never negative: an even number is a step up, an odd one a step down.
  private static func steps(_ values: [Int]) -> [Int] {
    var last = 0
    return values.map { value in
      let step = value - last
      last = value
      return step < 0 ? -2 * step - 1 : 2 * step
    }
  }

  private static func runs(of values: [Int]) -> [Int] {
    var runs: [Int] = []
    var index = 0
    while index < values.count {
      var end = index + 1
      while end < values.count, values[end] == values[index] { end += 1 }
      runs += [values[index], end - index - 1]
      index = end
    }
    return runs
  }

  /// Appends a code, which is not negative, in its letters.
  static func append(_ code: Int, to block: inout Bytes) {
    var rest = code
    while rest >= base {
      block.append(letter(base + rest % base))
      rest /= base
    }
    block.append(letter(rest))
  }

  @inline(__always)
  private static func letter(_ number: Int) -> UInt8 {
    let letter = UInt8(ascii: "#") + UInt8(truncatingIfNeeded: number)
    if letter < UInt8(ascii: "<") { return letter }
    return letter < UInt8(ascii: "\\") - 1 ? letter + 1 : letter + 2
  }
}
