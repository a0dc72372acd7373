// Unsafe on purpose: it reads windows of a source a second time.

/// Finds lines, columns and texts in a source that was read already, by reading
/// it again up to there: cheaper than to count lines for every record, as only
/// a handful of places is ever shown.
package struct Locator {
  private let source: Source
  private let isLines: Bool
  private let copy: StandardInputCopy

  /// With `isLines` a record goes to the end of its line, else to that of its value.
  package init(_ source: Source, isLines: Bool, copy: StandardInputCopy) {
    self.source = source
    self.isLines = isLines
    self.copy = copy
  }

  /// The place of the byte at `offset`; line 1 where the source is gone.
  package func place(of offset: Int) -> Place {
    records(at: [offset]) { _, _ in }.first?.place ?? Place(file: source.name, line: 1, column: 1)
  }

  /// Places of the records that begin at `offsets` (ascending), in the same order, each with what
  /// `shown` makes of the offset and the record's bytes, which have `json_padding()` readable ones
  /// behind them. Shorter where the source cannot be read a second time.
  package func records<Shown>(
    at offsets: [Int], _ shown: (Int, UnsafeRawBufferPointer) -> Shown
  ) -> [(place: Place, shown: Shown)] {
    guard let stream = try? ByteStream(source, copy: copy, rereads: true) else { return [] }
    let window = Window()
    var found: [(place: Place, shown: Shown)] = []
    var place = Place(file: source.name, line: 1, column: 1)
    var isOpen = (try? window.fill(from: stream)) ?? false
    // A byte order mark is no character of the text.
    var base = window.bytes.starts(with: [0xEF, 0xBB, 0xBF] as [UInt8]) ? 3 : 0
    window.removeFirst(base)
    for offset in offsets {
      while true {
        let passed = min(window.count, offset - base)
        count(window.bytes[..<passed], into: &place)
        window.removeFirst(passed)
        base += passed
        guard isOpen, base < offset || !isWhole(window) else { break }
        if window.count == window.capacity { window.grow() }
        isOpen = (try? window.fill(from: stream)) ?? false
      }
      let record = UnsafeRawBufferPointer(rebasing: record(window.bytes))
      found.append((place, shown(offset, record)))
    }
    return found
  }

  /// Whether the record at the start of `window` is there as far as any is read.
  private func isWhole(_ window: Window) -> Bool {
    if window.count > Window.longestRecord { return true }
    // What ends in a blank is no whole line.
    return isLines
      ? window.bytes.contains(10) : record(window.bytes).count < window.count
  }

  private func count(_ bytes: Slice<UnsafeRawBufferPointer>, into place: inout Place) {
    for byte in UnsafeRawBufferPointer(rebasing: bytes) {
      if byte == 10 {
        place.line += 1
        place.column = 1
      } else if byte & 0xC0 != 0x80 {
        place.column += 1
      }
    }
  }

  /// The record at the start of `rest`, as far as it is there.
  private func record(_ rest: UnsafeRawBufferPointer) -> Slice<UnsafeRawBufferPointer> {
    if isLines {
      var line = rest.prefix { $0 != 10 }
      while let last = line.last, isJSONSpace(last) { line = line.dropLast() }
      return line
    }
    var scanner = ValueScanner()
    return rest[..<(scanner.end(in: rest, from: 0) ?? rest.count)]
  }

  /// The source's uncompressed bytes in `range`, read again.
  package func reread(_ range: Range<Int>, into window: Window) -> Bool {
    guard let stream = try? ByteStream(source, copy: copy, rereads: true) else { return false }
    var toSkip = range.lowerBound
    while toSkip > 0 {
      window.count = 0
      guard let isFull = try? window.fill(from: stream) else { return false }
      if window.count >= toSkip { break }
      toSkip -= window.count
      guard isFull else { return false }
    }
    window.removeFirst(min(toSkip, window.count))
    while window.count < range.count {
      if window.count == window.capacity { window.grow() }
      guard let isFull = try? window.fill(from: stream) else { return false }
      if !isFull, window.count < range.count { return false }
    }
    window.count = min(window.count, range.count)
    return true
  }
}
