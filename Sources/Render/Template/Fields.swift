// Unsafe here: slots lie in memory of our own, as an array's checks of bounds and owners cost more
// than setting a slot. It holds because every place is checked against the layout, in release
// builds too, and rows are good only while the slots are that they were made in.

import Configure

/// The values that one page gives its template.
///
/// Made once a worker and page kind, then emptied and filled again for each page: all texts lie
/// in one byte buffer, all rows in one flat block, so that filling a row allocates nothing once
/// both have grown. Rows of a list are linked, not adjacent: lists inside lists may be filled in
/// any order. A slot that is never set is absent: empty text, no, no rows.
package struct Fields: ~Copyable {
  /// A place for the values of one shape. Good until `removeAll()`.
  package struct Row: Sendable {
    /// Where the row's slots begin.
    let start: Int32
    /// Where the slots of its shape begin among those of all shapes.
    let first: Int32
    /// How many slots it has.
    let width: Int32
  }

  /// The shape of the page that these are the values of.
  package let shape: Shape
  /// The page's own row.
  package let root: Row

  private let places: UnsafeMutablePointer<Layout.Place>
  private let widest: Int

  /// All rows: first one as wide as any where everything is absent, so that a path through an
  /// absent record needs no check; then each row behind a header.
  ///
  /// A slot is 0 where absent; else for text `start << 32 | length` in `texts`, for a flag 1,
  /// for rows `last << 32 | first`. A header is `present << 32 | next`: which of the row's first
  /// 32 slots are not absent, as bits, and where the next row of the list begins or 0. Behind
  /// `used` all is 0.
  private(set) var slots: UnsafeMutablePointer<UInt64>
  private var capacity = 1 << 12
  private var used = 0
  private(set) var texts = Bytes(capacity: 1 << 14)
  /// What `removeAll()` leaves: slots, and how many bytes of `texts`.
  private var kept: (slots: [UInt64], textCount: Int) = ([], 0)

  package init(_ shape: Shape) {
    self.shape = shape
    let layout = Layout(shape)
    widest = layout.widest
    root = Row(start: Int32(widest + 1), first: 0, width: Int32(layout.width(of: 0)))
    let places = layout.places
    self.places = .allocate(capacity: places.count)
    self.places.initialize(from: places, count: places.count)
    capacity = max(capacity, 2 * (widest + 1))
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: 0, count: capacity)
    take(widest + 1 + layout.width(of: 0))
  }

  deinit {
    slots.deallocate()
    places.deallocate()
  }

  /// Makes every value absent but those kept, and keeps the memory.
  package mutating func removeAll() {
    texts.removeAll(from: kept.textCount)
    slots.update(repeating: 0, count: used)
    kept.slots.withUnsafeBufferPointer { kept in
      if let start = kept.baseAddress { slots.update(from: start, count: kept.count) }
    }
    used = max(kept.slots.count, widest + 1 + Int(root.width))
  }

  /// What is set by now is set again after each `removeAll()`, for what many pages have alike.
  package mutating func keep() {
    kept = (Array(UnsafeBufferPointer(start: slots, count: used)), texts.count)
  }

  package mutating func removeKept() {
    kept = ([], 0)
    removeAll()
  }

  /// Adds a row at the end of the list in the slot.
  package mutating func addRow(to parent: Row, _ slot: some RawRepresentable<Int>) -> Row {
    let row = place(parent, slot, .rows)
    let start = used + 1
    let child = places[Int(parent.first) + slot.rawValue]
    take(1 + Int(child.rowsWidth))
    let rows = slots[row]
    if rows == 0 {
      set(parent, slot.rawValue, UInt64(start) << 32 | UInt64(start))
    } else {
      slots[Int(rows >> 32) - 1] |= UInt64(start)
      slots[row] = UInt64(start) << 32 | rows & 0xFFFF_FFFF
    }
    return Row(start: Int32(start), first: child.rowsFirst, width: child.rowsWidth)
  }

  /// The record in the slot, which is present from now on.
  package mutating func record(_ parent: Row, _ slot: some RawRepresentable<Int>) -> Row {
    let first = slots[place(parent, slot, .rows)] & 0xFFFF_FFFF
    if first == 0 { return addRow(to: parent, slot) }
    let child = places[Int(parent.first) + slot.rawValue]
    return Row(start: Int32(first), first: child.rowsFirst, width: child.rowsWidth)
  }

  /// Sets text, or Markdown already rendered, to what `append` appends to the bytes it is given.
  @inline(__always)
  package mutating func text(
    _ row: Row, _ slot: some RawRepresentable<Int>, _ append: (inout Bytes) -> Void
  ) {
    let start = texts.count
    append(&texts)
    let length = texts.count - start
    _ = place(row, slot, .text)
    set(
      row, slot.rawValue, length == 0 ? 0 : UInt64(UInt32(start)) << 32 | UInt64(UInt32(length)))
  }

  /// Sets text, or Markdown already rendered, to the given valid UTF-8.
  package mutating func text(
    _ row: Row, _ slot: some RawRepresentable<Int>, _ bytes: UnsafeBufferPointer<UInt8>
  ) {
    text(row, slot) { $0.append(contentsOf: bytes) }
  }

  package mutating func text(_ row: Row, _ slot: some RawRepresentable<Int>, _ bytes: [UInt8]) {
    text(row, slot) { $0.append(array: bytes) }
  }

  package mutating func text(_ row: Row, _ slot: some RawRepresentable<Int>, _ string: String) {
    text(row, slot) { $0.append(utf8: string) }
  }

  /// Sets text to the number in decimal digits.
  package mutating func number(_ row: Row, _ slot: some RawRepresentable<Int>, _ number: Int) {
    text(row, slot) { Digits.append(number, to: &$0) }
  }

  /// Sets text to the number with a sign between thousands.
  package mutating func number(
    _ row: Row, _ slot: some RawRepresentable<Int>, _ number: Int, _ format: NumberFormat
  ) {
    text(row, slot) { Digits.append(number, format, to: &$0) }
  }

  package mutating func flag(_ row: Row, _ slot: some RawRepresentable<Int>, _ value: Bool) {
    _ = place(row, slot, .flag)
    set(row, slot.rawValue, value ? 1 : 0)
  }

  /// Checked in release builds too, as rendering trusts every slot to hold what its kind says.
  @inline(__always)
  private func place(
    _ row: Row, _ slot: some RawRepresentable<Int>, _ content: Layout.Content
  ) -> Int {
    let number = slot.rawValue
    precondition(
      number >= 0 && number < Int(row.width) && places[Int(row.first) + number].content == content,
      "not a slot of this row and kind")
    return Int(row.start) + number
  }

  @inline(__always)
  private mutating func set(_ row: Row, _ slot: Int, _ value: UInt64) {
    let start = Int(row.start)
    slots[start + slot] = value
    // 0 for slots from 32 on.
    let bit = UInt64(1) << (32 + slot)
    if value == 0 { slots[start - 1] &= ~bit } else { slots[start - 1] |= bit }
  }

  /// Calls `body` with all that a template can print, in two pieces: the same pages have the same.
  func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
    body(UnsafeRawBufferPointer(UnsafeBufferPointer(start: slots, count: used)))
    body(UnsafeRawBufferPointer(texts.buffer))
  }

  private mutating func take(_ count: Int) {
    used += count
    if used > capacity { grow() }
  }

  @inline(never)
  private mutating func grow() {
    let larger = max(2 * capacity, used)
    let moved = UnsafeMutablePointer<UInt64>.allocate(capacity: larger)
    moved.update(from: slots, count: capacity)
    moved.advanced(by: capacity).initialize(repeating: 0, count: larger - capacity)
    slots.deallocate()
    slots = moved
    capacity = larger
  }
}
