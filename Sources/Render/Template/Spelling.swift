/// What somebody may have meant who wrote a name that is not there.
enum Spelling {
  /// The name fewest edits away, the first of several; nil if it takes more than 2 edits, or as
  /// many as the word has letters.
  static func closest(to word: String, among names: [String]) -> String? {
    let nearest = names.map { ($0, edits(Array(word.utf8), Array($0.utf8))) }
      .min { $0.1 < $1.1 }
    guard let (name, edits) = nearest, edits <= 2, edits < word.utf8.count else { return nil }
    return name
  }

  /// How many bytes have to be put in, taken out or replaced (Levenshtein).
  private static func edits(_ from: [UInt8], _ to: [UInt8]) -> Int {
    var above = Array(0...to.count)
    for (row, byte) in from.enumerated() {
      var current = [row + 1]
      for column in to.indices {
        let replaced = above[column] + (byte == to[column] ? 0 : 1)
        current.append(min(replaced, above[column + 1] + 1, current[column] + 1))
      }
      above = current
    }
    return above[to.count]
  }
}
