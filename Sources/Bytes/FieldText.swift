import CSimdjson

// Unsafe on purpose: values are read where the parser left them, and copied
// only when they are kept.

/// An id or a text as a record has it.
@usableFromInline
package enum FieldText {
  case absent
  case text(UnsafeRawBufferPointer)
  case wrongType

  package var isAbsent: Bool {
    if case .absent = self { true } else { false }
  }
}

extension json_value {
  @inlinable
  package var kind: json_type { json_type(UInt32(type)) }

  @inlinable
  package var memory: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: UnsafeRawPointer(text), count: Int(length))
  }

  /// A string; the empty one is absent.
  @inlinable
  package var fieldText: FieldText {
    switch kind {
    case VALUE_ABSENT, VALUE_NULL: .absent
    case VALUE_STRING: length == 0 ? .absent : .text(memory)
    default: .wrongType
    }
  }

  /// A string or an integer, as text. `scratch` (24 bytes) holds the digits of
  /// an integer until its next use.
  package func identifier(scratch: UnsafeMutableRawBufferPointer) -> FieldText {
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
