import Bytes
import CPlatform
import CSimdjson

// Unsafe on purpose: values are read where the parser left them, each until the next record.

/// The fields that are read of a kind of record, in a list whose raw values are their paths.
protocol RecordField: RawRepresentable<String>, CaseIterable, Sendable {}

extension RecordField {
  /// Its number in the list: a case without payload is kept as that number, in one byte, and
  /// that of a list of one in none.
  @inline(__always)
  var slot: Int {
    MemoryLayout<Self>.size == 0 ? 0 : Int(withUnsafeBytes(of: self) { $0[0] })
  }
}

/// One record, or one element of an array in it: the fields that are read.
final class Record<Field: RecordField> {
  let shape = Shape(Field.allCases.map(\.rawValue))
  private let values: UnsafeMutablePointer<json_value>
  /// Digits of integers, apart for each field.
  private let scratch: UnsafeMutableRawBufferPointer
  private static var digits: Int { 24 }

  init() {
    scratch = .allocate(byteCount: Record.digits * max(1, Field.allCases.count), alignment: 1)
    values = .allocate(capacity: max(1, Field.allCases.count))
    values.initialize(repeating: json_value(), count: max(1, Field.allCases.count))
  }

  deinit {
    values.deallocate()
    scratch.deallocate()
  }

  /// The record itself; nil when it is no valid JSON.
  func read(_ bytes: UnsafeRawBufferPointer, _ reader: JSONReader) -> json_value? {
    reader.read(bytes, shape, into: values)
  }

  func readLeniently(_ bytes: UnsafeRawBufferPointer, _ reader: JSONReader) -> json_value? {
    reader.readLeniently(bytes, shape, into: values)
  }

  /// Calls `body` with each element of `array`, a field of the record last read by `reader`.
  func forEach(in array: json_value, _ reader: JSONReader, _ body: (json_value) -> Void) {
    reader.forEach(in: array, shape, into: values, body)
  }

  @inline(__always)
  subscript(field: Field) -> json_value { values[field.slot] }

  /// The field as an id: text, or an integer in digits.
  func id(_ field: Field) -> FieldText {
    let start = field.slot * Record.digits
    let own = UnsafeMutableRawBufferPointer(rebasing: scratch[start..<start + Record.digits])
    return self[field].identifier(scratch: own)
  }

  /// The first of `fields` that is a string and not empty.
  func text(_ fields: Field...) -> UnsafeRawBufferPointer? {
    for field in fields {
      if case .text(let text) = self[field].fieldText { return text }
    }
    return nil
  }

  func isTrue(_ field: Field) -> Bool { self[field].kind == VALUE_TRUE }
}

extension Record {
  /// A time as a part of a key: as it is written.
  func timeKey(_ field: Field) -> KeyPart? {
    if self[field].isAbsentTime { return nil }
    if let part = id(field).keyPart { return part }
    return self[field].kind == VALUE_NUMBER ? .text(self[field].memory) : nil
  }
}

extension json_value {
  var isPresent: Bool { kind != VALUE_ABSENT }

  /// Absent, `null` or empty.
  var isAbsent: Bool { fieldText.isAbsent }

  /// The same of a time, where 0 is absent too, as a number or in digits.
  var isAbsentTime: Bool {
    switch kind {
    case VALUE_INTEGER: integer == 0
    case VALUE_STRING, VALUE_NUMBER:
      memory.allSatisfy { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: ".") }
    default: isAbsent
    }
  }

  /// Whole seconds since 1970 of a Slack or Unix time in seconds; nil where it is none.
  var seconds: Int64? {
    switch kind {
    case VALUE_INTEGER: return integer
    case VALUE_STRING, VALUE_NUMBER:
      let whole = memory.prefix { $0 != UInt8(ascii: ".") }
      return Int64(String(decoding: whole, as: UTF8.self))
    default: return nil
    }
  }

  /// A text that is not empty.
  var text: UnsafeRawBufferPointer? {
    if case .text(let text) = fieldText { text } else { nil }
  }
}

extension UnsafeRawBufferPointer {
  func equals(_ text: StaticString) -> Bool {
    count == text.utf8CodeUnitCount
      && elementsEqual(UnsafeRawBufferPointer(start: text.utf8Start, count: count))
  }

  func hasPrefix(_ text: StaticString) -> Bool {
    count >= text.utf8CodeUnitCount
      && UnsafeRawBufferPointer(rebasing: self[..<text.utf8CodeUnitCount]).equals(text)
  }

  func hasSuffix(_ text: StaticString) -> Bool {
    count >= text.utf8CodeUnitCount
      && UnsafeRawBufferPointer(rebasing: self[(count - text.utf8CodeUnitCount)...]).equals(text)
  }

  func contains(_ text: StaticString) -> Bool {
    platform_contains(baseAddress, count, text.utf8Start, text.utf8CodeUnitCount)
  }

  var string: String { String(decoding: self, as: UTF8.self) }
}

@inline(__always)
func lowercased(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte | 0x20 : byte }
