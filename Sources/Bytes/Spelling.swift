/// The name that takes the fewest edits, the first of several; nil where it takes more than a
/// third of its letters. Letters of either case count as the same.
package func nearest(to word: String, among names: [String]) -> String? {
  let target = word.utf8.map(lowercased)
  let most = max(target.count, 3) / 3
  var best: (name: String, edits: Int)?
  // Others are too far for their length alone; a stranger's word may have megabytes.
  for name in names where abs(name.utf8.count - target.count) <= most {
    let edits = edits(target, name.utf8.map(lowercased))
    if edits <= most, edits < best?.edits ?? .max { best = (name, edits) }
  }
  return best?.name
}

private func lowercased(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte | 0x20 : byte }

/// How many bytes have to be put in, taken out, replaced or swapped with the one behind (optimal
/// string alignment). O(m × n).
private func edits(_ from: [UInt8], _ to: [UInt8]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...to.count)
  for (row, byte) in from.enumerated() {
    var current = [row + 1]
    for column in to.indices {
      let replaced = last[column] + (byte == to[column] ? 0 : 1)
      var least = min(replaced, last[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, byte == to[column - 1], from[row - 1] == to[column] {
        least = min(least, beforeLast[column - 1] + 1)
      }
      current.append(least)
    }
    (beforeLast, last) = (last, current)
  }
  return last[to.count]
}
