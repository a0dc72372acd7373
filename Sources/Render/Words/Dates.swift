import Civil
import Configure

// Numbers and dates as the report's language writes them.

extension Words {
  /// Whether months or years under charts need twice the room of `Nov` and `2026`.
  var hasWideDates: Bool {
    monthsAlone.contains { $0.count > 9 } || !self[.year].isEmpty
  }

  /// `1,234`.
  func append(number: Int, to bytes: inout some ByteSink & ~Copyable) {
    Digits.append(number, numbers, to: &bytes)
  }

  /// `1,234`.
  func number(_ number: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    append(number: number, to: &bytes)
    return bytes
  }

  /// Tenths as `1.5`, `2`.
  func append(tenths: Int, to bytes: inout some ByteSink & ~Copyable) {
    append(number: tenths / 10, to: &bytes)
    guard tenths % 10 != 0 else { return }
    bytes.append(array: self[.decimal])
    bytes.append(UInt8(48 + tenths % 10))
  }

  /// `24 Nov 2026`; in another form of dates: `24 Nov`, `Nov 2026`, `2026`.
  func append(
    _ day: Day, as form: Phrase = .date, to bytes: inout some ByteSink & ~Copyable
  ) {
    append(day.civil, as: form, to: &bytes)
  }

  func append(
    _ date: (year: Int, month: Int, day: Int), as form: Phrase,
    to bytes: inout some ByteSink & ~Copyable
  ) {
    for piece in pieces(form, nil) {
      switch piece {
      case .bytes(let text): bytes.append(array: text)
      case .place(.day): Digits.append(date.day, to: &bytes)
      case .place(.month):
        bytes.append(array: months[date.month - 1])
      case .place(.year): Digits.append(date.year, to: &bytes)
      case .place: break
      }
    }
  }

  /// `Tue 24 Nov 2026`.
  func append(
    weekday day: Day, as form: Phrase = .date, to bytes: inout some ByteSink & ~Copyable
  ) {
    for piece in pieces(.weekdayDate, nil) {
      switch piece {
      case .bytes(let text): bytes.append(array: text)
      case .place(.weekday): bytes.append(array: weekdays[day.weekday - 1])
      case .place: append(day, as: form, to: &bytes)
      }
    }
  }

  /// `23 to 24 Nov 2026`, or the one day.
  func dates(_ span: ClosedRange<Day>) -> [UInt8] {
    guard span.lowerBound < span.upperBound else { return date(span.lowerBound) }
    return filled(.dateRange, [.from: .day(span.lowerBound), .to: .day(span.upperBound)])
  }

  func date(_ day: Day, as form: Phrase = .date) -> [UInt8] {
    var bytes: [UInt8] = []
    append(day, as: form, to: &bytes)
    return bytes
  }

  /// `3 KB`, `24 MB`.
  func append(size bytes: Int, to output: inout some ByteSink & ~Copyable) {
    let isSmall = bytes < 1_000_000
    let unit = isSmall ? 1000 : 1_000_000
    append(
      isSmall ? .kilobytes : .megabytes, counting: Swift.max(1, (bytes + unit / 2) / unit),
      to: &output)
  }
}

extension ByteSink where Self: ~Copyable {
  /// `09:30`, of a local clock in seconds.
  mutating func append(clock local: Int) {
    let second = local - floorDivide(local, 86_400) * 86_400
    appendTwo(second / 3600)
    append(UInt8(ascii: ":"))
    appendTwo(second / 60 % 60)
  }
}
