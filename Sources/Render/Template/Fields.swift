/// The values that one page gives its template.
///
/// Made once a worker and page kind, then emptied and filled again for each page: all texts lie
/// in one byte buffer, all rows in one flat array, so that filling a row allocates nothing once
/// both have grown. Rows of a list are linked, not adjacent: lists inside lists may be filled in
/// any order. A slot that is never set is absent: empty text, no, no rows.
package struct Fields: Sendable {
  /// A place for the values of one shape. Good until `removeAll()`.
  package struct Row: Sendable {
    /// Where the row's slots begin.
    let start: Int32
    /// The number of its shape in the layout.
    let shape: Int32
  }

  /// The shape of the page that these are the values of.
  package let shape: Shape
  /// The page's own row.
  package let root: Row

  private let layout: Layout
  private let widest: Int

  /// All rows: first one as wide as any where everything is absent, so that a path through an
  /// absent record needs no check; then each row behind a header that holds the next row's start.
  ///
  /// A slot is 0 where absent; else for text `start << 32 | length` in `texts`, for a flag 1,
  /// for rows `last << 32 | first`. Behind `used` all slots are 0.
  private(set) var slots = [UInt64](repeating: 0, count: 1 << 12)
  private var used = 0
  private(set) var texts: [UInt8] = []

  package init(_ shape: Shape) {
    self.shape = shape
    layout = Layout(shape)
    widest = layout.widest
    root = Row(start: Int32(widest + 1), shape: 0)
    removeAll()
  }

  /// Makes every value absent and keeps the memory.
  package mutating func removeAll() {
    texts.removeAll(keepingCapacity: true)
    slots.withUnsafeMutableBufferPointer { $0[..<used].update(repeating: 0) }
    used = 0
    take(widest + 1 + layout.width(of: 0))
  }

  /// Adds a row at the end of the list in the slot.
  package mutating func addRow(to parent: Row, _ slot: some RawRepresentable<Int>) -> Row {
    let place = index(parent, slot, .rows)
    let shape = layout.child(of: Int(parent.shape), slot.rawValue)
    let start = used + 1
    take(1 + layout.width(of: shape))
    link(UInt64(start), to: place)
    return Row(start: Int32(start), shape: Int32(shape))
  }

  /// The record in the slot, which is present from now on.
  package mutating func record(_ parent: Row, _ slot: some RawRepresentable<Int>) -> Row {
    let first = slots[index(parent, slot, .rows)] & 0xFFFF_FFFF
    if first == 0 { return addRow(to: parent, slot) }
    let shape = layout.child(of: Int(parent.shape), slot.rawValue)
    return Row(start: Int32(first), shape: Int32(shape))
  }

  /// Sets text, or Markdown already rendered, to what `append` appends to the bytes it is given;
  /// it must not touch those that are there.
  package mutating func text(
    _ row: Row, _ slot: some RawRepresentable<Int>, _ append: (inout [UInt8]) -> Void
  ) {
    let start = texts.count
    append(&texts)
    let length = texts.count - start
    slots[index(row, slot, .text)] =
      length == 0 ? 0 : UInt64(UInt32(start)) << 32 | UInt64(UInt32(length))
  }

  /// Sets text, or Markdown already rendered, to the given valid UTF-8.
  package mutating func text(
    _ row: Row, _ slot: some RawRepresentable<Int>, _ bytes: some Collection<UInt8>
  ) {
    text(row, slot) { $0.append(contentsOf: bytes) }
  }

  package mutating func text(_ row: Row, _ slot: some RawRepresentable<Int>, _ string: String) {
    var string = string
    string.withUTF8 { bytes in text(row, slot) { $0.append(contentsOf: bytes) } }
  }

  /// Sets text to the number in decimal digits.
  package mutating func number(_ row: Row, _ slot: some RawRepresentable<Int>, _ number: Int) {
    text(row, slot) { Digits.append(number, to: &$0) }
  }

  /// Sets text to the number with a comma between thousands.
  package mutating func grouped(_ row: Row, _ slot: some RawRepresentable<Int>, _ number: Int) {
    text(row, slot) { Digits.appendGrouped(number, to: &$0) }
  }

  package mutating func flag(_ row: Row, _ slot: some RawRepresentable<Int>, _ value: Bool) {
    slots[index(row, slot, .flag)] = value ? 1 : 0
  }

  /// Checked in release builds too, as rendering trusts every slot to hold what its kind says.
  private func index(
    _ row: Row, _ slot: some RawRepresentable<Int>, _ content: Layout.Content
  ) -> Int {
    precondition(
      layout.holds(content, Int(row.shape), slot.rawValue), "not a slot of this row and kind")
    return Int(row.start) + slot.rawValue
  }

  private mutating func link(_ row: UInt64, to place: Int) {
    let rows = slots[place]
    if rows == 0 {
      slots[place] = row << 32 | row
    } else {
      slots[Int(rows >> 32) - 1] = row
      slots[place] = row << 32 | rows & 0xFFFF_FFFF
    }
  }

  private mutating func take(_ count: Int) {
    used += count
    if used > slots.count {
      slots += [UInt64](repeating: 0, count: max(slots.count, used - slots.count))
    }
  }
}
