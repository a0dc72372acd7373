import Bytes
import CSimdjson

/// A JSON value (RFC 8259); the members of an object in the order of the text.
package indirect enum JSON: Equatable, Sendable {
  package struct Member: Equatable, Sendable {
    package var name: String
    package var value: JSON
  }

  case null
  case flag(Bool)
  case integer(Int)
  /// A number with a point.
  case thousandths(Int)
  case text(String)
  case list([JSON])
  case object([Member])

  /// Members as they are listed; one that is nil is left out.
  package static func object(_ members: KeyValuePairs<String, JSON?>) -> JSON {
    .object(members.compactMap { name, value in value.map { Member(name: name, value: $0) } })
  }
}

// MARK: Printing

extension JSON {
  /// Two blanks for each level, a line for each member, `\n` at the end.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    print(into: &bytes, indent: "\n")
    return bytes + "\n".utf8
  }

  private func print(into bytes: inout [UInt8], indent: String) {
    switch self {
    case .null: bytes += "null".utf8
    case .flag(let flag): bytes += "\(flag)".utf8
    case .integer(let number): bytes += "\(number)".utf8
    case .thousandths(let number):
      let digits = String(number.magnitude % 1000 + 1000).dropFirst()
      bytes += "\(number < 0 ? "-" : "")\(number.magnitude / 1000).\(digits)".utf8
    case .text(let text): JSON.print(text, into: &bytes)
    case .list(let values):
      JSON.print(values, "[", "]", into: &bytes, indent) { $0.print(into: &$1, indent: $2) }
    case .object(let members):
      JSON.print(members, "{", "}", into: &bytes, indent) { member, bytes, indent in
        JSON.print(member.name, into: &bytes)
        bytes += ": ".utf8
        member.value.print(into: &bytes, indent: indent)
      }
    }
  }

  private static func print<Part>(
    _ parts: [Part], _ open: String, _ close: String, into bytes: inout [UInt8], _ indent: String,
    _ print: (Part, inout [UInt8], String) -> Void
  ) {
    bytes += open.utf8
    for (number, part) in parts.enumerated() {
      bytes += "\(number > 0 ? "," : "")\(indent)  ".utf8
      print(part, &bytes, indent + "  ")
    }
    bytes += "\(parts.isEmpty ? "" : indent)\(close)".utf8
  }

  private static func print(_ text: String, into bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0..<32:
        bytes += "\\u00".utf8
        Hex.append(byte, to: &bytes)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

// MARK: Reading

extension JSON {
  /// One document, by simdjson; nil where it is not valid JSON, is nested deeper than 64, or has a
  /// number that is neither a whole one of 64 bits nor within 2^53 / 1000.
  package init?(_ bytes: [UInt8]) {
    var reader = JSONReader()
    let isValid = withUnsafeMutablePointer(to: &reader) { reader in
      bytes.withUnsafeBytes { bytes in
        json_walk(bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, reader) {
          $0?.assumingMemoryBound(to: JSONReader.self).pointee.see($1)
        }
      }
    }
    guard isValid, reader.isSound, let value = reader.root else { return nil }
    self = value
  }
}

/// Builds a value of what simdjson comes across, one part after the other.
private struct JSONReader {
  private enum Kind { case list, object }
  /// Lists and objects that have not ended, the inmost last; items of a list have no name.
  private var open: [(kind: Kind, name: String, members: [JSON.Member])] = []
  /// Of the member that comes next.
  private var name = ""
  private(set) var root: JSON?
  private(set) var isSound = true

  mutating func see(_ part: json_part) {
    switch part.type {
    case PART_NULL: add(.null, named: name)
    case PART_FALSE: add(.flag(false), named: name)
    case PART_TRUE: add(.flag(true), named: name)
    case PART_INTEGER: add(.integer(Int(part.integer)), named: name)
    case PART_DECIMAL: addDecimal(part.decimal)
    case PART_STRING: add(.text(text(part)), named: name)
    case PART_KEY: name = text(part)
    case PART_ARRAY: open.append((.list, name, []))
    case PART_OBJECT: open.append((.object, name, []))
    default: end()
    }
  }

  private func text(_ part: json_part) -> String {
    let bytes = UnsafeRawBufferPointer(start: part.text, count: part.length)
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func addDecimal(_ number: Double) {
    guard let thousandths = Int(exactly: (number * 1000).rounded()),
      thousandths.magnitude < 1 << 53
    else {
      isSound = false
      return
    }
    add(.thousandths(thousandths), named: name)
  }

  private mutating func end() {
    guard let (kind, name, members) = open.popLast() else { return }
    add(kind == .list ? .list(members.map(\.value)) : .object(members), named: name)
  }

  private mutating func add(_ value: JSON, named name: String) {
    guard !open.isEmpty else {
      root = value
      return
    }
    open[open.count - 1].members.append(JSON.Member(name: name, value: value))
  }
}
