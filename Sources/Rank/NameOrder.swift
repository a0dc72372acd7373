import Bytes
import Folding
import Ingest

/// The one order of names in lists and in the search: by folded name, then email, then id, each by
/// bytes. Ties inside a rank have another: see `Board`.
package enum NameOrder {
  /// Numbers of all users.
  package static func of(_ users: [User]) -> [Int] {
    order(users.map(\.shownName)) { left, right in
      let (a, b) = (users[left], users[right])
      return a.email != b.email ? a.email < b.email : a.id < b.id
    }
  }

  /// Numbers of all workspaces; these have no email.
  package static func of(_ workspaces: [Workspace]) -> [Int] {
    order(workspaces.map(\.shownName)) { workspaces[$0].id < workspaces[$1].id }
  }

  private struct Key {
    /// The first bytes of the folded name, the first one on top: tells most apart.
    var prefix: UInt64 = 0
    var number: Int
    /// Where the folded name is.
    var name: Range<Int>
  }

  /// Names are folded once, side by side in one array.
  private static func order(_ names: [Text], _ precedes: (Int, Int) -> Bool) -> [Int] {
    var folder = NameFolder()
    var folded: [UInt8] = []
    var keys = names.enumerated().map { number, name in
      let start = folded.count
      folder.append(name.bytes, to: &folded)
      var key = Key(number: number, name: start..<folded.count)
      for place in start..<start + 8 {
        key.prefix = key.prefix << 8 | UInt64(place < folded.count ? folded[place] : 0)
      }
      return key
    }
    keys.sort { left, right in
      if left.prefix != right.prefix { return left.prefix < right.prefix }
      let (a, b) = (folded[left.name], folded[right.name])
      if a != b { return a.lexicographicallyPrecedes(b) }
      return precedes(left.number, right.number)
    }
    return keys.map(\.number)
  }
}
