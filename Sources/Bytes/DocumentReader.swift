import CSimdjson

// Unsafe on purpose: borders of records are found in C, many at a time, as all
// workers wait for each other here.

/// One JSON document: walks its outer structure as a stream and hands out runs
/// of whole elements of its big arrays, its sections. What stands between records is checked
/// here; the records themselves are judged by the workers.
package final class DocumentReader: ChunkReader {
  /// What is read of a document.
  package enum Layout: Sendable {
    /// The elements of the arrays under these keys; where `single` is one of them, its
    /// value is itself a record.
    case object(sections: [String], single: String?)
    /// The elements of the document, an array, as those of section 0.
    case array
    /// The document itself, as a record of section 0.
    case record
  }

  private enum Expected {
    case object, array, record, firstKey, key, colon, value, commaOrEnd
    case firstElement, element, commaOrArrayEnd
    case nothing
  }

  private enum Section: Equatable {
    case records(Int)
    case skipped
  }

  private let source: Int
  private let stream: ByteStream
  private let place: (Int) -> Place
  private let layout: Layout
  private let skipsLeniently: Bool
  private var carry: [UInt8]
  /// Where the window begins in the source's uncompressed bytes.
  private var offset: Int
  private var hasEnded = false
  private var expected: Expected
  private var section = Section.skipped
  package private(set) var absentSections: [Int] = []
  private static let mostBorders = 1024
  private let borders = UnsafeMutablePointer<json_border>.allocate(capacity: mostBorders)

  /// `head` is what was read from `stream` already; it began at `offset`.
  /// With `skipsLeniently`, bad UTF-8 in what is skipped does not matter.
  /// `place` turns a byte offset into a place, when the structure is broken.
  package init(
    source: Int, stream: ByteStream, head: [UInt8], offset: Int, layout: Layout,
    skipsLeniently: Bool = false, place: @escaping (Int) -> Place
  ) {
    self.source = source
    self.stream = stream
    self.offset = offset
    self.place = place
    self.layout = layout
    self.skipsLeniently = skipsLeniently
    carry = head
    switch layout {
    case .object: expected = .object
    case .array: (expected, section) = (.array, .records(0))
    case .record: (expected, section) = (.record, .records(0))
    }
    absentSections = Array(sections.indices)
  }

  deinit { borders.deallocate() }

  private var sections: [String] {
    if case .object(let sections, _) = layout { sections } else { [] }
  }

  /// The number of the section that is one record.
  private var single: Int? {
    if case .object(let sections, let name?) = layout { sections.firstIndex(of: name) } else { nil }
  }

  package func next(into window: Window) throws(InputError) -> Chunk? {
    window.count = 0
    window.append(carry)
    carry = []
    if !hasEnded { hasEnded = try !window.fill(from: stream) }
    var index = 0
    var chunk = Chunk(source: source, offset: offset, count: 0, records: [])
    while true {
      while index < window.count, isJSONSpace(window.bytes[index]) { index += 1 }
      if index == window.count {
        if let full = finish(&chunk, window, at: index) { return full }
        if hasEnded {
          guard mayEnd else { throw broken(.cutOff, index) }
          return nil
        }
        try refill(window, from: &index, &chunk)
        continue
      }
      // A chunk has records of one section: a new one ends it.
      if expected == .value, let full = finish(&chunk, window, at: index) { return full }
      if let full = try step(window, &index, &chunk) { return full }
    }
  }

  /// Whether a document may end here: nothing of it is there yet, or all.
  private var mayEnd: Bool {
    switch expected {
    case .nothing, .object, .array, .record: true
    default: false
    }
  }

  /// One token of the outer structure, or one element; a chunk where it is full.
  private func step(
    _ window: Window, _ index: inout Int, _ chunk: inout Chunk
  ) throws(InputError) -> Chunk? {
    let byte = window.bytes[index]
    switch expected {
    case .object:
      guard byte == UInt8(ascii: "{") else { throw broken(.notAnObject, index) }
      advance(to: .firstKey, &index)
    case .array:
      guard byte == UInt8(ascii: "[") else { throw broken(.expected("'['"), index) }
      advance(to: .firstElement, &index)
    case .record:
      return try element(window, &index, &chunk, then: .nothing)
    case .firstKey where byte == UInt8(ascii: "}"):
      advance(to: .nothing, &index)
    case .firstKey, .key:
      guard byte == UInt8(ascii: "\"") else { throw broken(.expected("a key in quotes"), index) }
      return try key(window, &index, &chunk)
    case .colon:
      guard byte == UInt8(ascii: ":") else { throw broken(.expected("':'"), index) }
      advance(to: .value, &index)
    case .value:
      if byte == UInt8(ascii: "["), case .records(let number) = section, number != single {
        advance(to: .firstElement, &index)
      } else {
        return try value(window, &index, &chunk)
      }
    case .commaOrEnd:
      guard byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") else {
        throw broken(.expected("',' or '}'"), index)
      }
      advance(to: byte == UInt8(ascii: ",") ? .key : .nothing, &index)
    case .firstElement where byte == UInt8(ascii: "]"):
      advance(to: afterArray, &index)
    case .firstElement, .element:
      return try element(window, &index, &chunk, then: .commaOrArrayEnd)
    case .commaOrArrayEnd:
      guard byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") else {
        throw broken(.expected("',' or ']'"), index)
      }
      advance(to: byte == UInt8(ascii: ",") ? .element : afterArray, &index)
    case .nothing:
      throw broken(.textAfterDocument, index)
    }
    return nil
  }

  private var afterArray: Expected {
    if case .array = layout { .nothing } else { .commaOrEnd }
  }

  private func advance(to next: Expected, _ index: inout Int) {
    expected = next
    index += 1
  }

  private func key(
    _ window: Window, _ index: inout Int, _ chunk: inout Chunk
  ) throws(InputError) -> Chunk? {
    switch try token(window, &index, &chunk) {
    case .chunk(let full): return full
    case .tooLong: section = .skipped
    case .range(let range):
      guard
        let text = StrictParser.string(UnsafeRawBufferPointer(rebasing: window.bytes[range]))
      else { throw broken(.invalidKey, range.lowerBound) }
      let found = sections.firstIndex { text.elementsEqual($0.utf8) }
      section = found.map { .records($0) } ?? .skipped
      absentSections.removeAll { $0 == found }
    }
    expected = .colon
    return nil
  }

  /// A single record, a section that is no array, or a value to skip.
  private func value(
    _ window: Window, _ index: inout Int, _ chunk: inout Chunk
  ) throws(InputError) -> Chunk? {
    switch try token(window, &index, &chunk) {
    case .chunk(let full): return full
    case .tooLong(let start):
      expected = .commaOrEnd
      if case .records(let number) = section { addTooLong(&chunk, number, start) }
    case .range(let range):
      expected = .commaOrEnd
      let bytes = UnsafeRawBufferPointer(rebasing: window.bytes[range])
      switch section {
      case .records where bytes.elementsEqual("null".utf8): break
      case .records(let number) where number == single:
        chunk.records?.append(Chunk.Record(range))
        chunk.section = number
      default:
        if let fault = StrictParser.fault(in: bytes, isLenient: skipsLeniently) {
          throw broken(.badValue(fault), range.lowerBound)
        }
        if case .records(let number) = section {
          chunk.records?.append(Chunk.Record(range, fate: .notAnArray))
          chunk.section = number
        }
      }
    }
    return finish(&chunk, window, at: index)
  }

  private func element(
    _ window: Window, _ index: inout Int, _ chunk: inout Chunk, then next: Expected
  ) throws(InputError) -> Chunk? {
    guard case .records(let number) = section else { return nil }
    if next == .commaOrArrayEnd, addObjects(&chunk, number, window, &index) { return nil }
    switch try token(window, &index, &chunk) {
    case .chunk(let full): return full
    case .tooLong(let start):
      expected = next
      addTooLong(&chunk, number, start)
      return finish(&chunk, window, at: index)
    case .range(let range):
      guard !range.isEmpty else { throw broken(.expected("a record"), index) }
      expected = next
      chunk.section = number
      chunk.records?.append(Chunk.Record(range))
      return nil
    }
  }

  /// Adds the objects that stand whole in the window from `index` on, but for at
  /// most so many at a time; false where there are none.
  private func addObjects(
    _ chunk: inout Chunk, _ number: Int, _ window: Window, _ index: inout Int
  ) -> Bool {
    let bytes = window.bytes
    guard let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self) else { return false }
    let count = json_scan_objects(start, index, bytes.count, borders, DocumentReader.mostBorders)
    guard count > 0 else { return false }
    chunk.section = number
    for border in UnsafeBufferPointer(start: borders, count: count) {
      chunk.records?.append(Chunk.Record(border.start..<border.end))
    }
    index = borders[count - 1].end
    expected = .commaOrArrayEnd
    return true
  }

  /// A chunk of its own, as nothing of the record is in the window any more.
  private func addTooLong(_ chunk: inout Chunk, _ number: Int, _ start: Int) {
    chunk.section = number
    chunk.offset = start
    chunk.records = [Chunk.Record(0..<0, fate: .tooLong)]
  }
}

// MARK: Windows

extension DocumentReader {
  private enum Token {
    case range(Range<Int>)
    /// It goes beyond the window, and there is a chunk to hand out first.
    case chunk(Chunk)
    /// Over the limit for a record; where it began in the source.
    case tooLong(Int)
  }

  /// The whole value at `index`, which moves behind it.
  private func token(
    _ window: Window, _ index: inout Int, _ chunk: inout Chunk
  ) throws(InputError) -> Token {
    var scanner = ValueScanner()
    var scanned = index
    while true {
      if let end = scanner.end(in: window.bytes, from: scanned) {
        defer { index = end }
        return .range(index..<end)
      }
      if hasEnded { throw broken(.cutOff, window.count) }
      if let full = finish(&chunk, window, at: index) { return .chunk(full) }
      scanned = window.count - index
      try refill(window, from: &index, &chunk)
      if scanned > Window.longestRecord {
        return try skip(window, &index, &scanner, from: scanned)
      }
    }
  }

  /// Passes over a value that is too long to keep.
  private func skip(
    _ window: Window, _ index: inout Int, _ scanner: inout ValueScanner, from start: Int
  ) throws(InputError) -> Token {
    let absoluteStart = offset + index
    var scanned = start
    while true {
      if let end = scanner.end(in: window.bytes, from: scanned) {
        index = end
        return .tooLong(absoluteStart)
      }
      if hasEnded { throw broken(.cutOff, window.count) }
      offset += window.count
      window.count = 0
      scanned = 0
      hasEnded = try !window.fill(from: stream)
    }
  }

  /// Moves the bytes from `index` on to the front and reads on behind them.
  private func refill(
    _ window: Window, from index: inout Int, _ chunk: inout Chunk
  ) throws(InputError) {
    window.removeFirst(index)
    offset += index
    chunk.offset = offset
    index = 0
    if window.count * 2 > window.capacity { window.grow() }
    hasEnded = try !window.fill(from: stream)
  }

  /// The chunk, where it has records; the bytes from `index` on are kept.
  private func finish(_ chunk: inout Chunk, _ window: Window, at index: Int) -> Chunk? {
    guard let records = chunk.records, !records.isEmpty else { return nil }
    carry = Array(window.bytes[index...])
    window.count = index
    chunk.count = index
    offset += index
    return chunk
  }

  private func broken(_ reason: InputError.Reason, _ index: Int) -> InputError {
    InputError(reason, at: place(offset + index))
  }
}
