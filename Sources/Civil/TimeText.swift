/// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
package typealias Instant = Int

/// What a time field of a dump says, before the zone is known.
package enum TimeText: Equatable, Sendable {
  /// `null`, an empty text or the number zero.
  case absent
  case instant(Instant)
  /// A date alone: the first instant of that day in a zone still to come.
  case date(Day)
  case invalid

  /// Instants that a dump may hold: the years 1970 to 2100 in UTC.
  package static let range: Range<Instant> = 0..<4_133_980_800

  /// Reads the text of a JSON string: RFC 3339 (`t`, `z` and a blank for `T`
  /// too, fractions cut to the second, second 60 is the next second),
  /// `YYYY-MM-DD`, or Unix time in digits with an optional fraction.
  package init(string bytes: UnsafeRawBufferPointer) {
    guard bytes.count > 0 else {
      self = .absent
      return
    }
    if let seconds = rfc3339(bytes) {
      self = TimeText.range.contains(seconds) ? .instant(seconds) : .invalid
    } else if bytes.count == 10, let day = civilDate(bytes) {
      self = .date(day)
    } else if isDigitsWithFraction(bytes) {
      self = TimeText(number: bytes)
    } else {
      self = .invalid
    }
  }

  /// Reads the text of a JSON number exactly, at any length: Unix seconds, or
  /// milliseconds from 1e11 on; fractions are cut. Zero is absent.
  package init(number bytes: UnsafeRawBufferPointer) {
    guard let whole = DecimalNumber(bytes) else {
      self = .invalid
      return
    }
    self = whole.isZero ? .absent : TimeText(unix: whole.isNegative ? nil : whole.integerPart)
  }

  /// Unix time as a JSON integer.
  package init(integer: Int64) {
    self = integer == 0 ? .absent : TimeText(unix: integer)
  }

  private init(unix value: Int64?) {
    guard let value, value >= 0 else {
      self = .invalid
      return
    }
    let seconds = value >= 100_000_000_000 ? value / 1000 : value
    self = TimeText.range.contains(Int(seconds)) ? .instant(Int(seconds)) : .invalid
  }
}

/// The integer part of a decimal number given as text, for numbers that a
/// `Double` would round.
private struct DecimalNumber {
  var isNegative = false
  var isZero = true
  /// Cut toward zero; nil when it has more than 18 digits.
  var integerPart: Int64?

  init?(_ bytes: UnsafeRawBufferPointer) {
    var index = 0
    if bytes.first == UInt8(ascii: "-") {
      isNegative = true
      index = 1
    }
    var digits: [UInt8] = []
    var point: Int?
    var exponent = 0
    scan: while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits.append(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "."): point = digits.count
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        exponent = DecimalNumber.exponent(UnsafeRawBufferPointer(rebasing: bytes[(index + 1)...]))
        break scan
      default: return nil
      }
      index += 1
    }
    guard !digits.isEmpty else { return nil }
    let leading = digits.prefix { $0 == 0 }.count
    isZero = leading == digits.count
    let integerDigits = isZero ? 0 : (point ?? digits.count) - leading + exponent
    guard integerDigits <= 18 else { return }
    var value: Int64 = 0
    for position in 0..<max(0, integerDigits) {
      let place = leading + position
      value = value * 10 + Int64(place < digits.count ? digits[place] : 0)
    }
    integerPart = value
  }

  /// The exponent's value, held within ±1,000,000,000: beyond that the number
  /// is out of every range in use anyway.
  private static func exponent(_ bytes: UnsafeRawBufferPointer) -> Int {
    var value = 0
    for byte in bytes where (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      value = min(value * 10 + Int(byte - UInt8(ascii: "0")), 1_000_000_000)
    }
    return bytes.first == UInt8(ascii: "-") ? -value : value
  }
}

private func isDigitsWithFraction(_ bytes: UnsafeRawBufferPointer) -> Bool {
  var points = 0
  for (index, byte) in bytes.enumerated() {
    if byte == UInt8(ascii: "."), points == 0, index > 0, index < bytes.count - 1 {
      points = 1
    } else if !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      return false
    }
  }
  return true
}

/// The number written in `count` digits from `start` on, or nil.
@inline(__always)
private func digits(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ count: Int) -> Int? {
  var value = 0
  for index in start..<start + count {
    let digit = Int(bytes[index]) - 48
    guard digit >= 0, digit <= 9 else { return nil }
    value = value * 10 + digit
  }
  return value
}

private func civilDate(_ bytes: UnsafeRawBufferPointer) -> Day? {
  guard bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
    let year = digits(bytes, 0, 4), let month = digits(bytes, 5, 2), let day = digits(bytes, 8, 2)
  else { return nil }
  return Day(year: year, month: month, day: day)
}

private func rfc3339(_ bytes: UnsafeRawBufferPointer) -> Instant? {
  guard bytes.count >= 20, let day = civilDate(bytes),
    bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t") || bytes[10] == 32,
    bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
    let hour = digits(bytes, 11, 2), let minute = digits(bytes, 14, 2),
    let second = digits(bytes, 17, 2), hour < 24, minute < 60, second <= 60
  else { return nil }
  var index = 19
  if bytes[index] == UInt8(ascii: ".") {
    let start = index + 1
    index = start
    while index < bytes.count, (48...57).contains(bytes[index]) { index += 1 }
    guard index > start else { return nil }
  }
  guard index < bytes.count, let offset = offset(bytes, from: index) else { return nil }
  return day.number * 86_400 + hour * 3600 + minute * 60 + second - offset
}

/// `Z`, `z` or `±hh:mm` up to the end, in seconds east of Greenwich.
private func offset(_ bytes: UnsafeRawBufferPointer, from index: Int) -> Int? {
  let sign = bytes[index]
  if sign | 0x20 == UInt8(ascii: "z") { return bytes.count == index + 1 ? 0 : nil }
  guard bytes.count == index + 6, bytes[index + 3] == UInt8(ascii: ":"),
    sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
    let hours = digits(bytes, index + 1, 2), let minutes = digits(bytes, index + 4, 2),
    hours < 24, minutes < 60
  else { return nil }
  let seconds = hours * 3600 + minutes * 60
  return sign == UInt8(ascii: "+") ? seconds : -seconds
}
