import Bytes

/// A text of a dump as a mail has it: of one line, harmless beside others, and not too long to read.
///
/// Each run of control characters (U+0000–U+001F, U+007F–U+009F, U+2028, U+2029) is a blank; what
/// turns the direction of writing (U+202A–U+202E, U+2066–U+2069) is left out, as nothing ends it
/// where the text does; noncharacters are U+FFFD. Blanks at the ends are left out, and what is longer
/// than 120 scalars ends with `…`.
enum DigestText {
  private static let longest = 120

  static func of(_ text: Text) -> String { of(text.string) }

  static func of(_ text: String) -> String { cut(line(text)) }

  /// However long it is.
  static func line(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { append(scalar, to: &scalars) }
    while scalars.last == " " { scalars.removeLast() }
    return String(scalars)
  }

  private static func append(_ scalar: Unicode.Scalar, to text: inout String.UnicodeScalarView) {
    switch scalar.value {
    case 0..<32, 0x7F..<0xA0, 0x2028, 0x2029, 0x20:
      // A run of blanks is one, as HTML shows it.
      if let last = text.last, last != " " { text.append(" ") }
    case 0x202A...0x202E, 0x2066...0x2069: break
    case _ where scalar.value & 0xFFFE == 0xFFFE, 0xFDD0...0xFDEF: text.append("\u{FFFD}")
    default: text.append(scalar)
    }
  }

  /// Behind a whole character, but where one alone is too long.
  private static func cut(_ text: String) -> String {
    guard text.unicodeScalars.count > longest else { return text }
    var kept = ""
    var count = 0
    for character in text {
      count += character.unicodeScalars.count
      if count > longest { break }
      kept.append(character)
    }
    if kept.isEmpty { kept.unicodeScalars.append(contentsOf: text.unicodeScalars.prefix(longest)) }
    return kept + "…"
  }
}
