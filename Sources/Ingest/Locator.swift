// Unsafe on purpose: it reads windows of a source a second time.

/// Finds lines, columns and texts in a source that was read already, by reading
/// it again up to there: cheaper than to count lines for every record, as only
/// a handful of places is ever shown.
struct Locator {
  private static let exampleLength = 200
  private let source: Source
  private let format: InputFormat
  private let copy: StandardInputCopy
  private let dropped: DroppedUsers

  init(
    _ source: Source, format: InputFormat, copy: StandardInputCopy, dropped: DroppedUsers = .none
  ) {
    self.source = source
    self.format = format
    self.copy = copy
    self.dropped = dropped
  }

  /// The place of the byte at `offset`; line 1 where the source is gone.
  func place(of offset: Int) -> Place {
    records(at: [offset]).first?.place ?? Place(file: source.name, line: 1, column: 1)
  }

  /// Places and examples of the records that begin at `offsets` (ascending), in
  /// the same order; no example where a dropped user is named. Shorter where the
  /// source cannot be read a second time.
  func records(at offsets: [Int]) -> [(place: Place, example: String)] {
    guard let stream = try? ByteStream(source, copy: copy, rereads: true) else { return [] }
    let window = Window()
    var found: [(place: Place, example: String)] = []
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
        // An example has up to four bytes a character.
        let isEnough = base == offset && window.count >= Locator.exampleLength * 4
        guard isOpen, !isEnough else { break }
        isOpen = (try? window.fill(from: stream)) ?? false
      }
      found.append((place, example(window.bytes)))
    }
    return found
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

  private func example(_ rest: UnsafeRawBufferPointer) -> String {
    var record = rest[...]
    if format == .ndjson {
      record = rest.prefix { $0 != 10 }
      while let last = record.last, isJSONSpace(last) { record = record.dropLast() }
    } else {
      var scanner = ValueScanner()
      if let end = scanner.end(in: rest, from: 0) { record = rest[..<end] }
    }
    if dropped.isNamed(in: record) { return "" }
    let text = String(decoding: record.prefix(Locator.exampleLength * 4), as: UTF8.self)
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(Locator.exampleLength)))
  }

  /// The bytes of `chunk`, read again.
  func reread(_ chunk: Chunk, into window: Window) -> Bool {
    guard let stream = try? ByteStream(source, copy: copy, rereads: true) else { return false }
    var toSkip = chunk.offset
    while toSkip > 0 {
      window.count = 0
      guard let isFull = try? window.fill(from: stream) else { return false }
      if window.count >= toSkip { break }
      toSkip -= window.count
      guard isFull else { return false }
    }
    window.removeFirst(min(toSkip, window.count))
    while window.count < chunk.count {
      if window.count == window.capacity { window.grow() }
      guard let isFull = try? window.fill(from: stream) else { return false }
      if !isFull, window.count < chunk.count { return false }
    }
    window.count = min(window.count, chunk.count)
    return true
  }
}
