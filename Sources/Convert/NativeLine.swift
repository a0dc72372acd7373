import Bytes
import CSimdjson

/// Native records as lines of NDJSON, each with where the foreign record stands that it is of.
package struct NativeLines {
  package private(set) var bytes: [UInt8] = []
  package private(set) var positions: [Position] = []

  package var isEmpty: Bool { positions.isEmpty }

  package init() {}

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
  }

  mutating func begin(_ kind: StaticString, at position: Position) {
    positions.append(position)
    append("{\"kind\":\"")
    append(kind)
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func begin(kind: some Collection<UInt8>, at position: Position) {
    positions.append(position)
    append("{\"kind\":")
    NativeLines.quote(kind, into: &bytes)
  }

  /// A record whose kind is no text, as it is.
  mutating func begin(at position: Position, kind: json_value) {
    positions.append(position)
    append("{\"kind\":")
    NativeLines.print(kind, into: &bytes)
  }

  mutating func field(_ name: String, text: some Collection<UInt8>) {
    bytes += ",\"\(name)\":".utf8
    NativeLines.quote(text, into: &bytes)
  }

  mutating func field(_ name: String, value: json_value) {
    guard !value.isAbsent else { return }
    bytes += ",\"\(name)\":".utf8
    NativeLines.print(value, into: &bytes)
  }

  mutating func end() { append("}\n") }

  /// What the native rules reject as no JSON.
  package mutating func invalid(at position: Position) {
    positions.append(position)
    append("{\n")
  }

  /// What they reject as no object.
  package mutating func wrongType(at position: Position) {
    positions.append(position)
    append("[]\n")
  }

  mutating func field(_ name: StaticString, text: some Collection<UInt8>) {
    key(name)
    NativeLines.quote(text, into: &bytes)
  }

  /// `json` is the text of a value; none is left out.
  mutating func field(_ name: StaticString, json: some Collection<UInt8>) {
    guard !json.isEmpty else { return }
    key(name)
    bytes += json
  }

  mutating func field(_ name: StaticString, _ value: json_value) {
    guard !value.isAbsent else { return }
    key(name)
    NativeLines.print(value, into: &bytes)
  }

  mutating func field(_ name: StaticString, is flag: Bool) {
    key(name)
    append(flag ? "true" : "false")
  }

  private mutating func key(_ name: StaticString) {
    append(",\"")
    append(name)
    append("\":")
  }

  private mutating func append(_ text: StaticString) {
    bytes += UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
  }

  /// The text of a value; an array or object is an empty one.
  static func print(_ value: json_value, into bytes: inout [UInt8]) {
    switch value.kind {
    case VALUE_STRING: quote(value.memory, into: &bytes)
    case VALUE_INTEGER: bytes += "\(value.integer)".utf8
    case VALUE_NUMBER: bytes += value.memory
    case VALUE_TRUE: bytes += "true".utf8
    case VALUE_FALSE: bytes += "false".utf8
    case VALUE_OBJECT: bytes += "{}".utf8
    case VALUE_ARRAY: bytes += "[]".utf8
    default: bytes += "null".utf8
    }
  }

  /// A JSON string (RFC 8259) of well-formed UTF-8.
  package static func quote(_ text: some Collection<UInt8>, into bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    if text.contains(where: isEscaped) { escape(text, into: &bytes) } else { bytes += text }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private static func escape(_ text: some Collection<UInt8>, into bytes: inout [UInt8]) {
    for byte in text {
      if byte < 0x20 {
        bytes += "\\u00".utf8
        Hex.append(byte, to: &bytes)
      } else {
        if isEscaped(byte) { bytes.append(UInt8(ascii: "\\")) }
        bytes.append(byte)
      }
    }
  }
}
