import CSimdjson

// Unsafe on purpose: it fills the C record that simdjson fills too, whose texts
// are addresses. They point into `strings`, which is allocated at the record's
// length before parsing (unescaping never lengthens), or into the record.

/// A strict JSON parser (RFC 8259) for the records that simdjson cannot decide.
///
/// Hand-written because no library keeps what dumps need: exact
/// digits of integers of any length and of fractions, a limit of depth for what
/// is read and another for what is skipped, lone surrogates refused. It runs at
/// a third of simdjson's speed, on records that are broken or rare.
package struct StrictParser {
  package static let longestString = 4 << 20
  package static let deepestRead = 64
  package static let deepestSkipped = 512

  private let input: UnsafeRawBufferPointer
  private var index = 0
  private let strings: UnsafeMutablePointer<UInt8>
  private var used = 0
  /// Whether ill-formed UTF-8 and lone surrogates are read as `?`.
  private var isLenient = false
  /// The limit that was met.
  private var overLimit: Fault?

  /// `strings` must have room for as many bytes as `input` has.
  private init(_ input: UnsafeRawBufferPointer, strings: UnsafeMutablePointer<UInt8>) {
    self.input = input
    self.strings = strings
  }

  /// Parses one record; nil when it is not valid JSON or over a limit.
  package static func parse(
    _ input: UnsafeRawBufferPointer, strings: UnsafeMutablePointer<UInt8>,
    into record: UnsafeMutablePointer<json_record>
  ) -> json_outcome? {
    var parser = StrictParser(input, strings: strings)
    return parser.record(into: record)
  }

  /// Parses one record into the values that `shape` asks for; gives the record itself,
  /// nil when it is not valid JSON or over a limit. An array is its own text. Lenient, bad
  /// UTF-8 and lone surrogates do not matter.
  package static func read(
    _ input: UnsafeRawBufferPointer, _ shape: Shape, strings: UnsafeMutablePointer<UInt8>,
    into values: UnsafeMutablePointer<json_value>, isLenient: Bool = false
  ) -> json_value? {
    var parser = StrictParser(input, strings: strings)
    parser.isLenient = isLenient
    parser.skipSpace()
    json_shape_clear(shape.tree, 0, values)
    guard let value = parser.shaped(shape, 0, values, depth: 0), parser.isAtEnd() else {
      return nil
    }
    return value
  }

  /// The value at the index; what the shape has below `node` goes to `values`.
  private mutating func shaped(
    _ shape: Shape, _ node: Int32, _ values: UnsafeMutablePointer<json_value>, depth: Int
  ) -> json_value? {
    let start = index
    var result: json_value?
    if peek() == UInt8(ascii: "{"), json_shape_has_children(shape.tree, node) {
      guard depth < StrictParser.deepestRead,
        members({ parser, key in
          parser.member(key, shape, node, values, depth: depth + 1)
        })
      else { return nil }
      result = json_value()
      result?.type = UInt8(VALUE_OBJECT.rawValue)
    } else {
      result = value(depth: depth, limit: StrictParser.deepestSkipped)
      if result?.kind == VALUE_CONTAINER, input[start] == UInt8(ascii: "[") {
        result?.type = UInt8(VALUE_ARRAY.rawValue)
        if var array = result {
          setText(&array, input.baseAddress.map { $0 + start }, index - start)
          result = array
        }
      } else if result?.kind == VALUE_CONTAINER {
        result?.type = UInt8(VALUE_OBJECT.rawValue)
      }
    }
    return result
  }

  /// The value of `key` of the object at `node`.
  private mutating func member(
    _ key: UnsafeBufferPointer<UInt8>, _ shape: Shape, _ node: Int32,
    _ values: UnsafeMutablePointer<json_value>, depth: Int
  ) -> Bool {
    let child = key.withMemoryRebound(to: CChar.self) {
      json_shape_child(shape.tree, node, $0.baseAddress, key.count)
    }
    guard child >= 0 else { return value(depth: depth, limit: StrictParser.deepestSkipped) != nil }
    json_shape_clear(shape.tree, child, values)
    guard let value = shaped(shape, child, values, depth: depth) else { return false }
    let slot = json_shape_slot(shape.tree, child)
    if slot >= 0 { values[Int(slot)] = value }
    return true
  }

  /// Why a value cannot be taken.
  package enum Fault {
    /// Nor bad UTF-8 alone, where that matters.
    case noJSON
    /// Nested deeper than what may be skipped.
    case tooDeep
    /// With a string that is longer than any that is read.
    case tooLong
  }

  /// What is wrong with `input`; nil where it is one valid JSON value within the limits.
  package static func fault(
    in input: UnsafeRawBufferPointer, isLenient: Bool = false
  ) -> Fault? {
    withStrings(input.count) { strings in
      var parser = StrictParser(input, strings: strings)
      parser.isLenient = isLenient
      parser.skipSpace()
      let value = parser.value(depth: 0, limit: deepestSkipped)
      return parser.overLimit ?? (value != nil && parser.isAtEnd() ? nil : .noJSON)
    }
  }

  /// The text of `input`, a JSON string with its quotes; nil when invalid.
  package static func string(_ input: UnsafeRawBufferPointer) -> [UInt8]? {
    withStrings(input.count) { strings in
      var parser = StrictParser(input, strings: strings)
      guard input.first == UInt8(ascii: "\""), let text = parser.string(), parser.isAtEnd() else {
        return nil
      }
      return Array(text)
    }
  }

  private static func withStrings<R>(
    _ count: Int, _ body: (UnsafeMutablePointer<UInt8>) -> R
  ) -> R {
    let strings = UnsafeMutablePointer<UInt8>.allocate(capacity: max(count, 1))
    defer { strings.deallocate() }
    return body(strings)
  }

  private mutating func record(into record: UnsafeMutablePointer<json_record>) -> json_outcome? {
    skipSpace()
    guard peek() == UInt8(ascii: "{") else {
      guard value(depth: 0, limit: StrictParser.deepestSkipped) != nil, isAtEnd() else {
        return nil
      }
      return RECORD_OTHER
    }
    record.update(repeating: json_record(), count: 1)
    let values = UnsafeMutableRawPointer(record).assumingMemoryBound(to: json_value.self)
    let isComplete = members { parser, key in
      let field = key.withMemoryRebound(to: CChar.self) {
        json_field_named($0.baseAddress, key.count)
      }
      let isRead = field != FIELD_TOTAL
      let limit = isRead ? StrictParser.deepestRead : StrictParser.deepestSkipped
      guard let value = parser.value(depth: 1, limit: limit) else { return false }
      if isRead { values[Int(field.rawValue)] = value }
      return true
    }
    return isComplete && isAtEnd() ? RECORD_OBJECT : nil
  }

  /// The value at the index; nil when it is invalid. `depth` containers are
  /// open around it.
  private mutating func value(depth: Int, limit: Int) -> json_value? {
    var result = json_value()
    switch peek() {
    case UInt8(ascii: "\""):
      guard let text = string() else { return nil }
      result.type = UInt8(VALUE_STRING.rawValue)
      setText(&result, UnsafeRawPointer(text.baseAddress), text.count)
    case UInt8(ascii: "{"):
      guard !isTooDeep(depth, limit),
        members({ parser, _ in parser.value(depth: depth + 1, limit: limit) != nil })
      else { return nil }
      result.type = UInt8(VALUE_CONTAINER.rawValue)
    case UInt8(ascii: "["):
      guard !isTooDeep(depth, limit), elements(depth: depth + 1, limit: limit) else { return nil }
      result.type = UInt8(VALUE_CONTAINER.rawValue)
    case UInt8(ascii: "t"):
      guard word("true") else { return nil }
      result.type = UInt8(VALUE_TRUE.rawValue)
    case UInt8(ascii: "f"):
      guard word("false") else { return nil }
      result.type = UInt8(VALUE_FALSE.rawValue)
    case UInt8(ascii: "n"):
      guard word("null") else { return nil }
      result.type = UInt8(VALUE_NULL.rawValue)
    default:
      let start = index
      guard number() else { return nil }
      result.type = UInt8(VALUE_NUMBER.rawValue)
      setText(&result, input.baseAddress.map { $0 + start }, index - start)
    }
    return result
  }

  private mutating func isTooDeep(_ depth: Int, _ limit: Int) -> Bool {
    if depth >= limit { overLimit = .tooDeep }
    return depth >= limit
  }

  private func setText(_ value: inout json_value, _ start: UnsafeRawPointer?, _ count: Int) {
    value.text = start?.assumingMemoryBound(to: CChar.self)
    value.length = UInt32(count)
  }

  /// An object; `member` parses the value of each key.
  private mutating func members(
    _ member: (inout StrictParser, UnsafeBufferPointer<UInt8>) -> Bool
  ) -> Bool {
    index += 1
    skipSpace()
    if take(UInt8(ascii: "}")) { return true }
    repeat {
      skipSpace()
      guard peek() == UInt8(ascii: "\""), let key = string() else { return false }
      skipSpace()
      guard take(UInt8(ascii: ":")) else { return false }
      skipSpace()
      guard member(&self, key) else { return false }
      skipSpace()
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "}"))
  }

  private mutating func elements(depth: Int, limit: Int) -> Bool {
    index += 1
    skipSpace()
    if take(UInt8(ascii: "]")) { return true }
    repeat {
      skipSpace()
      guard value(depth: depth, limit: limit) != nil else { return false }
      skipSpace()
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "]"))
  }

  private mutating func number() -> Bool {
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) {
      guard digits() else { return false }
    }
    if take(UInt8(ascii: ".")), !digits() { return false }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      return digits()
    }
    return true
  }

  private mutating func digits() -> Bool {
    let start = index
    while index < input.count, (48...57).contains(input[index]) { index += 1 }
    return index > start
  }

  private mutating func word(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard input.count - index >= count else { return false }
    for offset in 0..<count where input[index + offset] != word.utf8Start[offset] { return false }
    index += count
    return true
  }

  private mutating func skipSpace() {
    while index < input.count, isJSONSpace(input[index]) { index += 1 }
  }

  private mutating func isAtEnd() -> Bool {
    skipSpace()
    return index == input.count
  }

  /// 0 at the end, which is no byte of JSON either.
  private func peek() -> UInt8 { index < input.count ? input[index] : 0 }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard index < input.count, input[index] == byte else { return false }
    index += 1
    return true
  }
}

// MARK: Strings

extension StrictParser {
  /// The string whose opening quote stands at the index, unescaped.
  private mutating func string() -> UnsafeBufferPointer<UInt8>? {
    let start = used
    index += 1
    while index < input.count {
      let byte = input[index]
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        guard used - start <= StrictParser.longestString else {
          overLimit = .tooLong
          return nil
        }
        return UnsafeBufferPointer(start: strings + start, count: used - start)
      case UInt8(ascii: "\\"):
        guard escape() else { return nil }
      case 0..<0x20:
        return nil
      case 0x20..<0x80:
        append(byte)
        index += 1
      default:
        guard let length = utf8Length(input, at: index) else {
          guard isLenient else { return nil }
          append(UInt8(ascii: "?"))
          index += 1
          continue
        }
        for offset in 0..<length { append(input[index + offset]) }
        index += length
      }
    }
    return nil
  }

  private mutating func append(_ byte: UInt8) {
    strings[used] = byte
    used += 1
  }

  private mutating func escape() -> Bool {
    guard index + 1 < input.count else { return false }
    let byte = input[index + 1]
    index += 2
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): append(byte)
    case UInt8(ascii: "b"): append(8)
    case UInt8(ascii: "f"): append(12)
    case UInt8(ascii: "n"): append(10)
    case UInt8(ascii: "r"): append(13)
    case UInt8(ascii: "t"): append(9)
    case UInt8(ascii: "u"): return unicodeEscape()
    default: return false
    }
    return true
  }

  /// Four hex digits at the index, and a second escape for a surrogate pair.
  private mutating func unicodeEscape() -> Bool {
    guard var code = hex4() else { return false }
    if isLenient, (0xD800..<0xE000).contains(code) {
      append(UInt8(ascii: "?"))
      return true
    }
    if (0xD800..<0xDC00).contains(code) {
      guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")), let low = hex4(),
        (0xDC00..<0xE000).contains(low)
      else { return false }
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { return false }
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { append(byte) }
    return true
  }

  private mutating func hex4() -> UInt32? {
    guard input.count - index >= 4 else { return nil }
    var code: UInt32 = 0
    for _ in 0..<4 {
      let byte = input[index]
      switch byte {
      case 48...57: code = code << 4 | UInt32(byte - 48)
      case 65...70: code = code << 4 | UInt32(byte - 55)
      case 97...102: code = code << 4 | UInt32(byte - 87)
      default: return nil
      }
      index += 1
    }
    return code
  }
}
