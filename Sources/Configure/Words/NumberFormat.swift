/// How whole numbers are written.
package struct NumberFormat: Sendable {
  /// Between groups of three digits: up to four bytes of UTF-8, the first one lowest.
  package let sign: UInt32
  package let signCount: Int
  /// The first number that is grouped.
  package let first: UInt

  /// Digits alone.
  package static let plain = NumberFormat(sign: [], from: 0)

  /// - Parameter from: how many digits a number has at least that is grouped; 0 for none.
  package init(sign: [UInt8], from digits: Int) {
    signCount = min(sign.count, 4)
    self.sign = sign.prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
    let isGrouped = (1...19).contains(digits) && !sign.isEmpty
    first = isGrouped ? (1..<digits).reduce(1) { number, _ in number * 10 } : .max
  }
}
