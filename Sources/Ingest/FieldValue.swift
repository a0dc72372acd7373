import CSimdjson
import Civil

// Unsafe on purpose: values are read where the parser left them, and copied
// only when they are kept.

/// An id or a text as a record has it.
enum FieldText {
  case absent
  case text(UnsafeRawBufferPointer)
  case wrongType

  var isAbsent: Bool {
    if case .absent = self { true } else { false }
  }
}

extension json_value {
  var kind: json_type { json_type(UInt32(type)) }

  var memory: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: UnsafeRawPointer(text), count: Int(length))
  }

  /// A string; the empty one is absent.
  var fieldText: FieldText {
    switch kind {
    case VALUE_ABSENT, VALUE_NULL: .absent
    case VALUE_STRING: length == 0 ? .absent : .text(memory)
    default: .wrongType
    }
  }

  /// A string or an integer, as text. `scratch` (24 bytes) holds the digits of
  /// an integer until its next use.
  func identifier(scratch: UnsafeMutableRawBufferPointer) -> FieldText {
    switch kind {
    case VALUE_INTEGER: .text(printed(integer, into: scratch))
    case VALUE_NUMBER: integerText
    default: fieldText
    }
  }

  /// A number written without point and exponent, as it stands; -0 is 0.
  private var integerText: FieldText {
    for (index, byte) in memory.enumerated() where !(48...57).contains(byte) {
      guard index == 0, byte == UInt8(ascii: "-") else { return .wrongType }
    }
    let isMinusZero = memory.elementsEqual("-0".utf8)
    return .text(isMinusZero ? UnsafeRawBufferPointer(rebasing: memory[1...]) : memory)
  }

  /// A time of whatever type; what is none is invalid.
  var time: TimeText {
    switch kind {
    case VALUE_ABSENT, VALUE_NULL: .absent
    case VALUE_STRING: TimeText(string: memory)
    case VALUE_INTEGER: TimeText(integer: integer)
    case VALUE_NUMBER: TimeText(number: memory)
    default: .invalid
    }
  }

  /// A count of events: 1 where it is absent, nil where it breaks its rule.
  var eventCount: UInt32? {
    switch kind {
    case VALUE_ABSENT, VALUE_NULL: return 1
    case VALUE_STRING: return length == 0 ? 1 : nil
    case VALUE_INTEGER: return (1...1_000_000).contains(integer) ? UInt32(integer) : nil
    case VALUE_NUMBER:
      var value: UInt32 = 0
      for byte in memory {
        guard (48...57).contains(byte), value <= 1_000_000 else { return nil }
        value = value * 10 + UInt32(byte - 48)
      }
      return (1...1_000_000).contains(value) ? value : nil
    default: return nil
    }
  }
}

/// The decimal digits of `value`, right-aligned in `scratch`.
private func printed(
  _ value: Int64, into scratch: UnsafeMutableRawBufferPointer
) -> UnsafeRawBufferPointer {
  var rest = value.magnitude
  var index = scratch.count
  repeat {
    index -= 1
    scratch[index] = UInt8(48 + rest % 10)
    rest /= 10
  } while rest > 0
  if value < 0 {
    index -= 1
    scratch[index] = UInt8(ascii: "-")
  }
  return UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(scratch)[index...])
}
