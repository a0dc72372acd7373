/// Base64 (RFC 4648), and in lines of 76 digits as MIME has it (RFC 2045).
enum Base64 {
  private static let digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let bytesInLine = 57

  static func encode(_ bytes: some Collection<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    append(Array(bytes)[...], to: &output)
    return output
  }

  /// Each line ends with LF.
  static func appendLines(_ bytes: [UInt8], to output: inout [UInt8]) {
    output.reserveCapacity(output.count + lineCount(bytes.count))
    for start in stride(from: 0, to: bytes.count, by: bytesInLine) {
      append(bytes[start..<min(start + bytesInLine, bytes.count)], to: &output)
      output.append(10)
    }
  }

  /// How many bytes `appendLines` appends for so many.
  static func lineCount(_ count: Int) -> Int {
    (count + 2) / 3 * 4 + (count + bytesInLine - 1) / bytesInLine
  }

  private static func append(_ bytes: ArraySlice<UInt8>, to output: inout [UInt8]) {
    var rest = bytes
    while let first = rest.popFirst() {
      let second = rest.popFirst()
      let third = rest.popFirst()
      let group = UInt32(first) << 16 | UInt32(second ?? 0) << 8 | UInt32(third ?? 0)
      output.append(digits[Int(group >> 18)])
      output.append(digits[Int(group >> 12 & 63)])
      output.append(second == nil ? UInt8(ascii: "=") : digits[Int(group >> 6 & 63)])
      output.append(third == nil ? UInt8(ascii: "=") : digits[Int(group & 63)])
    }
  }
}
