import Bytes

/// Quoted-printable (RFC 2045) of text whose lines end with LF; lines of at most 76 bytes.
///
/// Beyond what the standard asks for, a `.` at the head of a line, which ends some messages, and
/// `From `, which some mailboxes begin one with, are encoded, so that no program on the way has to.
enum QuotedPrintable {
  private static let widest = 76

  static func append(_ text: [UInt8], to output: inout [UInt8]) {
    guard !text.isEmpty else { return }
    for line in text.split(separator: 10, omittingEmptySubsequences: false).dropLast(endsLine(text))
    {
      append(line: line, to: &output)
      output.append(10)
    }
  }

  /// 1 where the text's last line has its LF.
  private static func endsLine(_ text: [UInt8]) -> Int { text.last == 10 ? 1 : 0 }

  private static func append(line: ArraySlice<UInt8>, to output: inout [UInt8]) {
    var width = 0
    for (offset, byte) in line.enumerated() {
      let isLast = offset == line.count - 1
      let isPlain =
        switch byte {
        case UInt8(ascii: "="): false
        case 32, 9: !isLast
        case UInt8(ascii: "."): offset > 0
        case UInt8(ascii: "F"): offset > 0 || !line.starts(with: "From ".utf8)
        default: (33...126).contains(byte)
        }
      // Behind it there must be room for the `=` that a line goes on with.
      if width + (isPlain ? 1 : 3) + (isLast ? 0 : 1) > widest {
        output += "=\n".utf8
        width = 0
      }
      if isPlain {
        output.append(byte)
      } else {
        output.append(UInt8(ascii: "="))
        Hex.append(capital: byte, to: &output)
      }
      width += isPlain ? 1 : 3
    }
  }
}
