import Bytes
import Convert

/// Accounts that are joined, and such as have the same name, each with the line for `people` in
/// `site.yml` that says otherwise. By their ids: names and emails are in none.
struct JoinList {
  /// Entries in all; where there are more, each kind has at least half of them.
  private static let longest = 200

  let lines: [String]

  init(_ joins: Joins) {
    let half = JoinList.longest / 2
    let joined = joins.joined.prefix(max(half, JoinList.longest - joins.near.count))
    let near = joins.near.prefix(JoinList.longest - joined.count)
    lines =
      joined.flatMap { person in
        // What people says cannot be taken back by another line.
        let rule = person.isByEmail ? "apart" : "same"
        return [
          (person.isByEmail ? "joined by email: " : "joined by people: ")
            + person.ids.joined(separator: ", "),
          JoinList.entry(rule, person.ids),
        ]
      } + JoinList.rest(joins.joined.count - joined.count, "joined")
      + near.flatMap { ids in
        ["same name: " + ids.joined(separator: ", "), JoinList.entry("same", ids)]
      } + JoinList.rest(joins.near.count - near.count, "of the same name")
  }

  private static func rest(_ count: Int, _ what: String) -> [String] {
    count > 0 ? ["and \(count) more \(what)"] : []
  }

  private static func entry(_ rule: String, _ ids: [String]) -> String {
    "  - \(rule): [\(ids.map(yaml).joined(separator: ", "))]"
  }

  /// As YAML reads it back.
  private static func yaml(_ id: String) -> String {
    let isPlain = id.utf8.allSatisfy { byte in
      (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte)
        || "-._@/".utf8.contains(byte)
    }
    if isPlain, System.allCases.contains(where: { id.hasPrefix($0.rawValue + "-") }) { return id }
    var quoted = "\""
    for scalar in id.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      default:
        if steers(scalar) {
          let digits = String(scalar.value, radix: 16)
          quoted += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
        } else {
          quoted.unicodeScalars.append(scalar)
        }
      }
    }
    return quoted + "\""
  }
}
