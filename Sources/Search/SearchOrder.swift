import Ingest

/// Users in the order of the search index: by group, then folded name, email and
/// id, each by bytes. Names are folded once, side by side in one array.
struct SearchOrder {
  /// Numbers of users.
  private(set) var rows: [Int] = []

  private struct Key {
    /// The group, then the first bytes of the folded name: tells most apart.
    var prefix: UInt64
    var user: Int
    /// Where the folded name stands.
    var name: Range<Int>
  }

  init(_ users: [User]) {
    var words = SearchWords()
    var name: [UInt8] = []
    var folded: [UInt8] = []
    var keys: [Key] = []
    keys.reserveCapacity(users.count)
    for (number, user) in users.enumerated() {
      let start = folded.count
      let isSimple = SearchWords.clean(user.shownName, into: &name)
      words.appendFolded(name, isSimple: isSimple, to: &folded)
      var prefix = UInt64(SearchGroup(user).rawValue)
      for place in start..<start + 7 {
        prefix = prefix << 8 | UInt64(place < folded.count ? folded[place] : 0)
      }
      keys.append(Key(prefix: prefix, user: number, name: start..<folded.count))
    }
    keys.sort { left, right in
      if left.prefix != right.prefix { return left.prefix < right.prefix }
      let (a, b) = (folded[left.name], folded[right.name])
      if a != b { return a.lexicographicallyPrecedes(b) }
      let (one, other) = (users[left.user], users[right.user])
      return one.email != other.email ? one.email < other.email : one.id < other.id
    }
    rows = keys.map(\.user)
  }
}
