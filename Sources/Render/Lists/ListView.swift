/// Rows of a list that a link leads to: its end, as scripts read it.
///
/// A column's name stands before a value of it; `!` before the value is for all others.
struct ListView {
  let query: String

  static let all = ListView(query: "")

  // Of accounts that are not used.
  static let dormant = ListView(query: "?state=dormant")
  static let never = ListView(query: "?state=never")

  // Of memberships of people, as `Headcount` counts them.
  static let neverUsed = ListView(query: "?status=active&bot=false&state=never")
  static let longUnused = ListView(query: "?status=active&bot=false&state=dormant")
  static let closed = ListView(query: "?status=%21active&bot=false")

  /// Of memberships of the workspace with this id.
  static func workspace(_ id: String) -> ListView {
    let hex = Array("0123456789ABCDEF".utf8)
    let escaped = id.utf8.flatMap { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        [byte]
      default: [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      }
    }
    // A value that begins with the sign for all others has it twice.
    let sign = id.utf8.first == UInt8(ascii: "!") ? "%21" : ""
    return ListView(query: "?workspace_id=\(sign)" + String(decoding: escaped, as: UTF8.self))
  }
}
