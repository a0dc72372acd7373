import CSimdjson

// Unsafe on purpose: values are read where the parsers left them; each is good until
// the next record is read.

/// Reads records into the values that a shape asks for: by simdjson, and by the strict
/// parser what that cannot decide. For one thread.
package final class JSONReader {
  /// Without one the strict parser decides every record.
  private let parser: OpaquePointer?
  /// What the strict parser unescapes of the record at hand.
  private var strings: [UnsafeMutablePointer<UInt8>] = []

  package init() { parser = json_parser_create() }

  deinit {
    json_parser_destroy(parser)
    forget()
  }

  /// The record itself, with what `shape` asks for in `values`; nil when it is not valid
  /// JSON or over a limit. `json_padding()` bytes behind `bytes` must be readable.
  package func read(
    _ bytes: UnsafeRawBufferPointer, _ shape: Shape, into values: UnsafeMutablePointer<json_value>
  ) -> json_value? {
    forget()
    var itself = json_value()
    if let start = bytes.baseAddress, bytes.count <= Window.longestRecord {
      let outcome = json_read(
        parser, shape.tree, start.assumingMemoryBound(to: CChar.self), bytes.count, values, &itself)
      if outcome != RECORD_UNDECIDED { return itself }
    }
    return strictly(bytes, shape, into: values, isLenient: false)
  }

  /// As `read`, but bad UTF-8 and lone surrogates do not matter.
  package func readLeniently(
    _ bytes: UnsafeRawBufferPointer, _ shape: Shape, into values: UnsafeMutablePointer<json_value>
  ) -> json_value? {
    read(bytes, shape, into: values)
      ?? strictly(bytes, shape, into: values, isLenient: true)
  }

  /// Calls `body` with each element of an array of the last record, what `shape` asks for
  /// of it in `values`.
  package func forEach(
    in array: json_value, _ shape: Shape, into values: UnsafeMutablePointer<json_value>,
    _ body: (json_value) -> Void
  ) {
    guard array.kind == VALUE_ARRAY else { return }
    var itself = json_value()
    guard array.text != nil else {
      while json_next(parser, array.integer, shape.tree, values, &itself) { body(itself) }
      return
    }
    for range in JSONReader.elements(of: array.memory) {
      let bytes = UnsafeRawBufferPointer(rebasing: array.memory[range])
      if let element = strictly(bytes, shape, into: values, isLenient: true) { body(element) }
    }
  }

  /// Where the elements of an array of valid JSON stand in its text.
  package static func elements(of array: UnsafeRawBufferPointer) -> [Range<Int>] {
    let start = (array.firstIndex(of: UInt8(ascii: "[")) ?? 0) + 1
    let end = array.lastIndex(of: UInt8(ascii: "]")) ?? array.count
    guard start <= end else { return [] }
    return Chunk.borders(in: UnsafeRawBufferPointer(rebasing: array[start..<end]))
      .map { $0.range.lowerBound + start..<$0.range.upperBound + start }
  }

  private func strictly(
    _ bytes: UnsafeRawBufferPointer, _ shape: Shape, into values: UnsafeMutablePointer<json_value>,
    isLenient: Bool
  ) -> json_value? {
    guard bytes.count <= Window.longestRecord else { return nil }
    let text = UnsafeMutablePointer<UInt8>.allocate(capacity: max(bytes.count, 1))
    strings.append(text)
    return StrictParser.read(bytes, shape, strings: text, into: values, isLenient: isLenient)
  }

  private func forget() {
    for text in strings { text.deallocate() }
    strings.removeAll(keepingCapacity: true)
  }
}
