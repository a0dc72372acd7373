// Unsafe on purpose: one pass over the bytes of every text cell; indexes are
// checked against the count.

/// Makes a text safe in a quoted CSV field, whatever list separator the reader's
/// spreadsheet splits it at.
///
/// Each run of control characters becomes a space, then a `'` goes before each
/// `=`, `+`, `-`, `@` (or its full-width form) that stands where a cell could
/// begin: at the start or after `,`, `;` or `|`, with white space, invisible
/// characters and quotes between. Quotes are doubled (RFC 4180).
enum SpreadsheetGuard {
  private enum Kind {
    case ordinary, separator, transparent, trigger, control
  }

  /// Appends the guarded form of valid UTF-8.
  static func append(_ text: UnsafeBufferPointer<UInt8>, to output: inout Bytes) {
    // Fetched once: a table that is made at run time is asked for being made at each look.
    let isNoted = isNoted
    var canBegin = true
    var isAfterControl = false
    var index = 0
    // What stands from here to the index is copied as it is.
    var plain = 0
    func copy() {
      output.append(contentsOf: UnsafeBufferPointer(rebasing: text[plain..<index]))
      plain = index
    }
    while index < text.count {
      // Where no cell can begin, most bytes are nothing to see.
      if !canBegin, !isNoted[Int(text[index])] {
        index += 1
        isAfterControl = false
        continue
      }
      let (kind, length) = kind(text, index)
      if kind == .control {
        copy()
        if !isAfterControl { output.append(32) }
        isAfterControl = true
        index += length
        plain = index
        continue
      }
      isAfterControl = false
      if kind == .trigger, canBegin {
        copy()
        output.append(UInt8(ascii: "'"))
      }
      if kind != .transparent { canBegin = kind == .separator }
      if text[index] == UInt8(ascii: "\"") {
        copy()
        output.append(UInt8(ascii: "\""))
      }
      index += length
    }
    copy()
  }

  /// Whether a byte means something inside a cell: where one could begin, quotes, control
  /// characters and what a longer scalar may begin with.
  private static let isNoted: [Bool] = (UInt8.min...UInt8.max).map { byte in
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "\""): true
    case 0..<32, 127, 0xC2, 0xE1, 0xE2, 0xE3, 0xEF: true
    default: false
    }
  }

  /// What the scalar at `index` is, and how many bytes it has (1 for each byte of
  /// an ordinary one).
  @inline(__always)
  private static func kind(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> (Kind, Int) {
    let byte = text[index]
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|"): return (.separator, 1)
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"):
      return (.trigger, 1)
    case 32, UInt8(ascii: "\""), UInt8(ascii: "'"): return (.transparent, 1)
    case 0..<32, 127: return (.control, 1)
    case 0xC2, 0xE1, 0xE2, 0xE3, 0xEF: return multibyteKind(text, index)
    default: return (.ordinary, 1)
    }
  }

  private static func multibyteKind(
    _ text: UnsafeBufferPointer<UInt8>, _ index: Int
  ) -> (Kind, Int) {
    guard index + 1 < text.count else { return (.ordinary, 1) }
    if text[index] == 0xC2 {
      let second = text[index + 1]
      return second < 0xA0 ? (.control, 2) : second == 0xA0 ? (.transparent, 2) : (.ordinary, 2)
    }
    guard index + 2 < text.count else { return (.ordinary, 1) }
    let scalar =
      UInt32(text[index] & 0x0F) << 12 | UInt32(text[index + 1] & 0x3F) << 6
      | UInt32(text[index + 2] & 0x3F)
    switch scalar {
    case 0x2028, 0x2029: return (.control, 3)
    case 0x1680, 0x2000...0x200F, 0x202A...0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF:
      return (.transparent, 3)
    case 0xFF1D, 0xFF0B, 0xFF0D, 0xFF20: return (.trigger, 3)
    default: return (.ordinary, 3)
    }
  }
}
