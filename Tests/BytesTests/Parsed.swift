import CSimdjson

@testable import Bytes

/// What one of the two parsers makes of a record: kinds and texts of its fields.
struct Parsed: Equatable {
  let isObject: Bool
  let fields: [String]

  /// By simdjson; nil where it does not decide.
  static func quickly(_ bytes: [UInt8]) -> Parsed? {
    guard let parser = json_parser_create() else { return nil }
    defer { json_parser_destroy(parser) }
    let padded = bytes.map(CChar.init(bitPattern:)) + Array(repeating: 0, count: json_padding())
    var record = json_record()
    let outcome = json_parse(parser, padded, bytes.count, &record)
    return outcome == RECORD_UNDECIDED ? nil : Parsed(outcome, &record)
  }

  /// By the strict parser; nil where the record is invalid.
  static func strictly(_ bytes: [UInt8]) -> Parsed? {
    let strings = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count + 1)
    defer { strings.deallocate() }
    var record = json_record()
    let outcome = bytes.withUnsafeBytes { input in
      StrictParser.parse(input, strings: strings, into: &record)
        .map { Parsed($0, &record) }
    }
    return outcome
  }

  private init(_ outcome: json_outcome, _ record: inout json_record) {
    isObject = outcome == RECORD_OBJECT
    guard isObject else {
      fields = []
      return
    }
    fields = withUnsafeBytes(of: &record) { memory in
      memory.bindMemory(to: json_value.self).map(Parsed.words)
    }
  }

  /// A number and an integer are one kind here: `integer` is exact, as the digits are.
  private static func words(_ value: json_value) -> String {
    switch value.kind {
    case VALUE_INTEGER: return "number \(value.integer)"
    case VALUE_NUMBER:
      let digits = String(decoding: value.memory, as: UTF8.self)
      return "number \(Int64(digits).map { "\($0)" } ?? digits)"
    case VALUE_STRING: return "string \(Array(value.memory))"
    default: return "\(value.type)"
    }
  }
}
