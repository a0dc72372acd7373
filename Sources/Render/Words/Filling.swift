import Bytes
import Civil
import Configure

/// What is at a place of a text.
enum Value {
  /// With a sign between thousands.
  case number(Int)
  /// Of a line or a column.
  case digits(Int)
  /// Hundredths, with a sign.
  case percent(Int)
  /// Tenths as a decimal number, a whole one where it is one.
  case tenths(Int)
  case day(Day)
  /// With its day of the week.
  case weekday(Day)
  /// Likewise, without the year.
  case weekdayInYear(Day)
  /// The month with its year.
  case month(Day)
  /// `09:30`, of a local clock in seconds.
  case clock(Int)
  /// A word of the dump.
  case isolated(Text)
  case text([UInt8])
}

extension Words {
  /// The text with what stands at its places.
  func filled(_ phrase: Phrase, _ values: KeyValuePairs<Phrase.Place, Value>) -> [UInt8] {
    var bytes: [UInt8] = []
    append(phrase, values, to: &bytes)
    return bytes
  }

  /// A text that changes with the number `n`, and has no other place.
  func counted(_ phrase: Phrase, _ number: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    append(phrase, counting: number, to: &bytes)
    return bytes
  }

  func append(
    _ phrase: Phrase, _ values: KeyValuePairs<Phrase.Place, Value>,
    to bytes: inout some ByteSink & ~Copyable
  ) {
    var number: Int?
    for case (.n, .number(let value)) in values { number = value }
    for piece in pieces(phrase, number) {
      switch piece {
      case .bytes(let text): bytes.append(array: text)
      case .place(let place):
        for (key, value) in values where key == place { append(value, to: &bytes) }
      }
    }
  }

  func append(
    _ phrase: Phrase, counting number: Int, to bytes: inout some ByteSink & ~Copyable
  ) {
    for piece in pieces(phrase, number) {
      switch piece {
      case .bytes(let text): bytes.append(array: text)
      case .place: append(number: number, to: &bytes)
      }
    }
  }

  func shown(_ value: Value) -> [UInt8] {
    var bytes: [UInt8] = []
    append(value, to: &bytes)
    return bytes
  }

  func said(_ phrase: Phrase, _ values: KeyValuePairs<Phrase.Place, Value>) -> String {
    String(decoding: filled(phrase, values), as: UTF8.self)
  }

  func string(_ value: Value) -> String { String(decoding: shown(value), as: UTF8.self) }

  private func append(_ value: Value, to bytes: inout some ByteSink & ~Copyable) {
    switch value {
    case .number(let number): append(number: number, to: &bytes)
    case .digits(let number): Digits.append(number, to: &bytes)
    case .percent(let percent): append(.percent, counting: percent, to: &bytes)
    case .tenths(let tenths): append(tenths: tenths, to: &bytes)
    case .day(let day): append(day, to: &bytes)
    case .weekday(let day): append(weekday: day, to: &bytes)
    case .weekdayInYear(let day): append(weekday: day, as: .dateInYear, to: &bytes)
    case .month(let day): append(day, as: .monthOfYear, to: &bytes)
    case .clock(let local): bytes.append(clock: local)
    case .isolated(let text): bytes.append(isolated: text)
    case .text(let text): bytes.append(array: text)
    }
  }
}
