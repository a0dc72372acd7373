import Bytes
import CSimdjson

// Unsafe on purpose: it fills the parser's C record, for one record at a time.

/// Tells what a single record says of itself.
final class RecordProbe {
  private let parser: OpaquePointer?
  private var record = json_record()

  init(parser: OpaquePointer? = json_parser_create()) { self.parser = parser }

  deinit { json_parser_destroy(parser) }

  /// Whether a line is a record that says what it is. `line` must have `json_padding()` readable
  /// bytes behind it.
  func hasKind(_ line: UnsafeRawBufferPointer) -> Bool {
    read(line) { record in record.values.0.kind == VALUE_STRING } ?? false
  }

  /// The id of the user that a record is of, which is in `field`; nil where there is none. `bytes`
  /// must have `json_padding()` readable bytes behind it.
  func user(_ bytes: UnsafeRawBufferPointer, in field: json_field) -> [UInt8]? {
    let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 24, alignment: 1)
    defer { scratch.deallocate() }
    return read(bytes) { record -> [UInt8]? in
      let value = withUnsafeBytes(of: record.values) {
        $0.bindMemory(to: json_value.self)[Int(field.rawValue)]
      }
      guard case .text(let id) = value.identifier(scratch: scratch) else { return nil }
      return Array(id)
    } ?? nil
  }

  /// What `body` says of the record in `bytes`; nil where that is no object.
  private func read<Result>(
    _ bytes: UnsafeRawBufferPointer, _ body: (json_record) -> Result
  ) -> Result? {
    guard let start = bytes.baseAddress, bytes.contains(where: { !isJSONSpace($0) }) else {
      return nil
    }
    let outcome = json_parse(
      parser, start.assumingMemoryBound(to: CChar.self), bytes.count, &record)
    if outcome == RECORD_OBJECT { return body(record) }
    guard outcome == RECORD_UNDECIDED else { return nil }
    let strings = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count)
    defer { strings.deallocate() }
    let strict = StrictParser.parse(bytes, strings: strings, into: &record)
    return strict == RECORD_OBJECT ? body(record) : nil
  }
}
