/// The names of one shape as an enumeration: cases in the order of their slots.
///
/// ```swift
/// enum UserRow: Int, Offered {
///   case name, lastActive, isBot
///   var kind: Shape.Kind { self == .isBot ? .flag : .text }
/// }
/// let users = Shape(UserRow.self)  // offers name, last_active, is_bot
/// ```
package protocol Offered: CaseIterable, RawRepresentable<Int>, Sendable {
  /// What the name stands for.
  var kind: Shape.Kind { get }

  /// The name in templates; unless given, the case's own name in snake case.
  var name: String { get }
}

extension Offered {
  package var name: String { snakeCase(String(describing: self)) }
}

extension Shape {
  /// The shape that offers each case.
  ///
  /// - Precondition: the raw values count up from 0 in the order of the cases.
  package convenience init<Names: Offered>(_ names: Names.Type) {
    let cases = Array(Names.allCases)
    precondition(cases.map(\.rawValue) == Array(cases.indices), "raw values have gaps")
    self.init(cases.map { Offer($0.name, $0.kind) })
  }
}

/// A camel-case name in snake case: `lastActive` is `last_active`, `events28` is `events_28`,
/// `active7d` is `active_7d`, `pageURL` is `page_url`.
func snakeCase(_ name: String) -> String {
  var result: [UInt8] = []
  var previous = UInt8(ascii: "_")
  for byte in name.utf8 {
    if startsWord(byte, after: previous) { result.append(UInt8(ascii: "_")) }
    result.append(isUpper(byte) ? byte | 0x20 : byte)
    previous = byte
  }
  return String(decoding: result, as: UTF8.self)
}

private func startsWord(_ byte: UInt8, after previous: UInt8) -> Bool {
  if previous == UInt8(ascii: "_") { return false }
  return (isUpper(byte) && !isUpper(previous)) || (isDigit(byte) && !isDigit(previous))
}

private func isUpper(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }

private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
