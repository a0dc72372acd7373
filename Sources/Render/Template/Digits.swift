// Unsafe here: digits are written from the end of 64 bytes on the stack, which hold any number with
// its sign and six signs of four bytes between its groups, and appended in one step.

import Configure

/// Whole numbers as ASCII digits.
package enum Digits {
  /// Appends the number in decimal, `-` before a negative one.
  package static func append(_ number: Int, to output: inout some ByteSink & ~Copyable) {
    if number >= 0, number < 10 { return output.append(digit(number.magnitude)) }
    append(number, .plain, to: &output)
  }

  /// Appends the number in decimal with a sign between thousands: `1,234,567`.
  package static func append(
    _ number: Int, _ format: NumberFormat, to output: inout some ByteSink & ~Copyable
  ) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { bytes in
      var start = bytes.count
      var rest = number.magnitude
      var left = rest < format.first ? Int.max : 3
      repeat {
        if left == 0 {
          start -= format.signCount
          var sign = format.sign
          for place in 0..<format.signCount {
            bytes[start + place] = UInt8(truncatingIfNeeded: sign)
            sign >>= 8
          }
          left = 3
        }
        start -= 1
        bytes[start] = digit(rest % 10)
        rest /= 10
        left -= 1
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
