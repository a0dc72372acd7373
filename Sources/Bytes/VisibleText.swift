/// One line, with `\u{1b}` for a control character, and so for line breaks and for
/// what turns the direction of writing: a message may hold text from a dump, and
/// must neither steer the terminal that shows it nor look like two.
package func visible(_ text: String) -> String {
  var shown = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    if steers(scalar) {
      shown.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
    } else {
      shown.append(scalar)
    }
  }
  return String(shown)
}

/// Whether a character steers a terminal, breaks a line or turns the direction of writing; it has at
/// most four hexadecimal digits.
package func steers(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<32, 127..<160, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
  default: false
  }
}
