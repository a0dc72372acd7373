/// Bytes as two hexadecimal digits each.
package enum Hex {
  private static let lower = Array("0123456789abcdef".utf8)
  private static let upper = Array("0123456789ABCDEF".utf8)

  package static func append(_ byte: UInt8, to output: inout [UInt8]) {
    output += [lower[Int(byte >> 4)], lower[Int(byte & 15)]]
  }

  package static func append(capital byte: UInt8, to output: inout [UInt8]) {
    output += [upper[Int(byte >> 4)], upper[Int(byte & 15)]]
  }

  /// As RFC 3986 has it: `%C3`.
  package static func append(percent byte: UInt8, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "%"))
    append(capital: byte, to: &output)
  }

  /// Each `%` with two digits as the byte that it stands for.
  package static func percentDecoded(_ text: some Collection<UInt8>) -> [UInt8] {
    var decoded: [UInt8] = []
    var rest = Array(text)[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2).compactMap(value)
      guard byte == UInt8(ascii: "%"), digits.count == 2 else {
        decoded.append(byte)
        continue
      }
      decoded.append(digits[0] << 4 | digits[1])
      rest = rest.dropFirst(2)
    }
    return decoded
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    (lower.firstIndex(of: digit) ?? upper.firstIndex(of: digit)).map(UInt8.init)
  }

  package static func text(_ bytes: some Sequence<UInt8>) -> String {
    var digits: [UInt8] = []
    for byte in bytes { append(byte, to: &digits) }
    return String(decoding: digits, as: UTF8.self)
  }
}
