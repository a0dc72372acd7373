/// A camel-case name in snake case: `lastActive` is `last_active`, `events28` is `events_28`,
/// `active7d` is `active_7d`, `pageURL` is `page_url`.
package func snakeCase(_ name: String) -> String {
  var result: [UInt8] = []
  var previous = UInt8(ascii: "_")
  for byte in name.utf8 {
    if startsWord(byte, after: previous) { result.append(UInt8(ascii: "_")) }
    result.append(isUpper(byte) ? byte | 0x20 : byte)
    previous = byte
  }
  return String(decoding: result, as: UTF8.self)
}

private func startsWord(_ byte: UInt8, after previous: UInt8) -> Bool {
  if previous == UInt8(ascii: "_") { return false }
  return (isUpper(byte) && !isUpper(previous)) || (isDigit(byte) && !isDigit(previous))
}

private func isUpper(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }

private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
