import Bytes

/// Turns names into what they are ordered and found by, in memory that it keeps.
package struct NameFolder {
  private var cleaned: [UInt8] = []
  private var scalars: [UInt32] = []
  private var folded: [UInt32] = []

  package init() {}

  /// Appends the folded form of the name, cleaned, as UTF-8: names are in order by its bytes.
  package mutating func append(_ name: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    if NameFolder.clean(name, into: &cleaned) {
      for byte in cleaned { output.append((65...90).contains(byte) ? byte | 0x20 : byte) }
      return
    }
    scalars.removeAll(keepingCapacity: true)
    folded.removeAll(keepingCapacity: true)
    Scalars.append(cleaned[...], to: &scalars)
    Fold.shared.append(scalars[...], to: &folded)
    for scalar in folded { Scalars.append(scalar, to: &output) }
  }

  /// Replaces `output` by the text with one blank for each run of white space and
  /// control characters, and none at its ends. Returns whether `text` was all of
  /// ASCII and without `'`: then its words are folded by small letters alone.
  package static func clean(
    _ text: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]
  ) -> Bool {
    output.removeAll(keepingCapacity: true)
    var isSimple = true
    for byte in text {
      if byte > 0x20 && byte < 0x7F {
        if byte == UInt8(ascii: "'") { isSimple = false }
        output.append(byte)
      } else if byte == 0x20, let last = output.last, last != 0x20 {
        output.append(0x20)
      } else if byte != 0x20 {
        cleanAll(text, into: &output)
        return false
      }
    }
    if output.last == 0x20 { output.removeLast() }
    return isSimple
  }

  private static func cleanAll(
    _ text: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]
  ) {
    output.removeAll(keepingCapacity: true)
    let bytes = Array(text)[...]
    var place = 0
    var isAfterBlank = false
    while place < bytes.count {
      let start = place
      if Scalars.isBlank(Scalars.next(bytes, &place)) {
        isAfterBlank = !output.isEmpty
      } else {
        if isAfterBlank { output.append(0x20) }
        isAfterBlank = false
        output += bytes[start..<place]
      }
    }
  }
}
