import Bytes

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
