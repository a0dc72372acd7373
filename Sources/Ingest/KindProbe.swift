import Bytes
import CSimdjson

// Unsafe on purpose: it fills the parser's C record, for one line at a time.

/// Tells whether a line is a record that says what it is.
final class KindProbe {
  private let parser: OpaquePointer?
  private var record = json_record()

  init(parser: OpaquePointer? = json_parser_create()) { self.parser = parser }

  deinit { json_parser_destroy(parser) }

  /// `line` must have `json_padding()` readable bytes behind it.
  func hasKind(_ line: UnsafeRawBufferPointer) -> Bool {
    guard let start = line.baseAddress, line.contains(where: { !isJSONSpace($0) }) else {
      return false
    }
    let outcome = json_parse(
      parser, start.assumingMemoryBound(to: CChar.self), line.count, &record)
    if outcome == RECORD_OBJECT { return record.values.0.kind == VALUE_STRING }
    guard outcome == RECORD_UNDECIDED else { return false }
    let strings = UnsafeMutablePointer<UInt8>.allocate(capacity: line.count)
    defer { strings.deallocate() }
    let strict = StrictParser.parse(line, strings: strings, into: &record)
    return strict == RECORD_OBJECT && record.values.0.kind == VALUE_STRING
  }
}
