import Bytes
import Civil

// Text goes out as bytes, straight into one array, since a sample may have
// gigabytes; a String exists once a user or workspace, never once an event.
extension [UInt8] {
  mutating func add(_ text: StaticString) {
    text.withUTF8Buffer { append(contentsOf: $0) }
  }

  /// `number`, 0 or more, in decimal with at least `width` digits.
  mutating func add(_ number: Int, width: Int) {
    var scale = 1
    var digits = 1
    while digits < width || number / scale >= 10 {
      scale *= 10
      digits += 1
    }
    while scale > 0 {
      append(UInt8(truncatingIfNeeded: number / scale % 10) + UInt8(ascii: "0"))
      scale /= 10
    }
  }

  /// A JSON string (RFC 8259) with its quotes.
  mutating func add(quoted text: String) {
    append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        append(UInt8(ascii: "\\"))
        append(byte)
      case UInt8(ascii: "\n"): add(#"\n"#)
      case ..<0x20:
        add(#"\u00"#)
        Hex.append(byte, to: &self)
      default: append(byte)
      }
    }
    append(UInt8(ascii: "\""))
  }

  mutating func add(_ day: Day) {
    let date = day.civil
    add(date.year, width: 4)
    append(UInt8(ascii: "-"))
    add(date.month, width: 2)
    append(UInt8(ascii: "-"))
    add(date.day, width: 2)
  }

  /// RFC 3339 in UTC: `2026-11-24T10:00:00Z`.
  mutating func add(utc instant: Int) {
    add(clockTime: instant)
    append(UInt8(ascii: "Z"))
  }

  /// RFC 3339 with the offset of Berlin: `2026-11-24T11:00:00+01:00`.
  mutating func add(berlin instant: Int) {
    let guess = instant + 3_600
    let offset = WorkCalendar.offset(Day(guess / 86_400), hour: guess % 86_400 / 3_600)
    add(clockTime: instant + offset)
    add(offset == 3_600 ? "+01:00" : "+02:00")
  }

  private mutating func add(clockTime seconds: Int) {
    add(Day(seconds / 86_400))
    append(UInt8(ascii: "T"))
    let second = seconds % 86_400
    add(second / 3_600, width: 2)
    append(UInt8(ascii: ":"))
    add(second / 60 % 60, width: 2)
    append(UInt8(ascii: ":"))
    add(second % 60, width: 2)
  }
}
