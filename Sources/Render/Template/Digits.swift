/// Whole numbers as ASCII digits.
enum Digits {
  /// Appends the number in decimal, `-` before a negative one.
  static func append(_ number: Int, to output: inout [UInt8]) {
    let start = output.count
    var rest = number.magnitude
    repeat {
      output.append(digit(rest))
      rest /= 10
    } while rest > 0
    finish(number, from: start, &output)
  }

  /// Appends the number in decimal with a comma between thousands: `1,234,567`.
  static func appendGrouped(_ number: Int, to output: inout [UInt8]) {
    let start = output.count
    var rest = number.magnitude
    var digits = 0
    repeat {
      if digits > 0 && digits % 3 == 0 { output.append(UInt8(ascii: ",")) }
      output.append(digit(rest))
      digits += 1
      rest /= 10
    } while rest > 0
    finish(number, from: start, &output)
  }

  private static func digit(_ rest: UInt) -> UInt8 {
    UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
  }

  /// Adds the sign and turns the digits, written last first, around in place.
  private static func finish(_ number: Int, from start: Int, _ output: inout [UInt8]) {
    if number < 0 { output.append(UInt8(ascii: "-")) }
    var low = start
    var high = output.count - 1
    while low < high {
      output.swapAt(low, high)
      low += 1
      high -= 1
    }
  }
}
