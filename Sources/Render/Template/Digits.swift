// Unsafe here: digits are written from the end of 32 bytes on the stack, which hold any number with
// its commas and sign, and appended in one step.

/// Whole numbers as ASCII digits.
package enum Digits {
  /// Appends the number in decimal, `-` before a negative one.
  package static func append(_ number: Int, to output: inout some ByteSink & ~Copyable) {
    if number >= 0, number < 10 { return output.append(digit(number.magnitude)) }
    append(number, groupedBy: .max, to: &output)
  }

  /// Appends the number in decimal with a comma between thousands: `1,234,567`.
  package static func appendGrouped(_ number: Int, to output: inout some ByteSink & ~Copyable) {
    append(number, groupedBy: 3, to: &output)
  }

  private static func append(
    _ number: Int, groupedBy group: Int, to output: inout some ByteSink & ~Copyable
  ) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { bytes in
      var start = bytes.count
      var rest = number.magnitude
      var digits = 0
      repeat {
        if digits == group {
          start -= 1
          bytes[start] = UInt8(ascii: ",")
          digits = 0
        }
        start -= 1
        bytes[start] = digit(rest % 10)
        rest /= 10
        digits += 1
      } while rest > 0
      if number < 0 {
        start -= 1
        bytes[start] = UInt8(ascii: "-")
      }
      output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
    }
  }

  private static func digit(_ value: UInt) -> UInt8 {
    UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value)
  }
}
