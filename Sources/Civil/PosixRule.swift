/// The rule at the end of a TZif file, such as `CET-1CEST,M3.5.0,M10.5.0/3`: a
/// POSIX TZ string with the extensions of RFC 9636 section 3.3.1.
struct PosixRule {
  private let standardOffset: Int
  private let summer: (offset: Int, start: Change, end: Change)?

  /// When in a year the clock changes: a date, and seconds of local time.
  private struct Change {
    enum Date {
      /// The `week`-th (5 = last) `weekday` (0 = Sunday) of `month`.
      case weekday(month: Int, week: Int, weekday: Int)
      /// 1–365, 29 February never counted.
      case julian(Int)
      /// 0–365, 29 February counted.
      case dayOfYear(Int)
    }
    let date: Date
    let seconds: Int
  }

  /// nil when the text is empty or not such a rule.
  init?(_ text: ArraySlice<UInt8>) {
    var scanner = Scanner(rest: text)
    guard scanner.name(), let standard = scanner.time() else { return nil }
    standardOffset = -standard
    guard scanner.name() else {
      summer = nil
      return
    }
    let offset = scanner.time().map { -$0 } ?? standardOffset + 3600
    guard let start = scanner.change(), let end = scanner.change() else { return nil }
    summer = (offset, start, end)
  }

  /// Appends the transitions that the rule gives after the last one in the
  /// table, up to the year 2101.
  func extend(_ starts: inout [Instant], _ offsets: inout [Int]) {
    guard let summer else { return }
    for year in 1970...2101 {
      guard let january = Day(year: year, month: 1, day: 1) else { return }
      let changes = [
        (instant(summer.start, january, before: standardOffset), summer.offset),
        (instant(summer.end, january, before: summer.offset), standardOffset),
      ].sorted { $0.0 < $1.0 }
      for (start, offset) in changes
      where start > starts[starts.count - 1] && offset != offsets[offsets.count - 1] {
        starts.append(start)
        offsets.append(offset)
      }
    }
  }

  private func instant(_ change: Change, _ january: Day, before offset: Int) -> Instant {
    let year = january.civil.year
    let day: Day
    switch change.date {
    case .julian(let number):
      let leaps = Day.length(ofMonth: 2, in: year) == 29 && number >= 60
      day = january + (number - 1 + (leaps ? 1 : 0))
    case .dayOfYear(let number):
      day = january + number
    case .weekday(let month, let week, let weekday):
      let first = Day(year: year, month: month, day: 1) ?? january
      let toFirst = (weekday - first.weekday % 7 + 7) % 7
      let candidate = first + (toFirst + (week - 1) * 7)
      day = candidate.civil.month == month ? candidate : candidate - 7
    }
    return day.number * 86_400 + change.seconds - offset
  }

  private struct Scanner {
    var rest: ArraySlice<UInt8>

    /// Skips a zone's short name, plain or in angle brackets.
    mutating func name() -> Bool {
      if rest.first == UInt8(ascii: "<") {
        rest = rest.drop { $0 != UInt8(ascii: ">") }.dropFirst()
        return true
      }
      let count = rest.prefix { (65...90).contains($0) || (97...122).contains($0) }.count
      rest = rest.dropFirst(count)
      return count > 0
    }

    mutating func number() -> Int? {
      let digits = rest.prefix { (48...57).contains($0) }
      guard !digits.isEmpty, digits.count < 5 else { return nil }
      rest = rest.dropFirst(digits.count)
      return digits.reduce(0) { $0 * 10 + Int($1) - 48 }
    }

    mutating func skip(_ byte: UInt8) -> Bool {
      guard rest.first == byte else { return false }
      rest = rest.dropFirst()
      return true
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    mutating func time() -> Int? {
      let negative = skip(UInt8(ascii: "-"))
      if !negative { _ = skip(UInt8(ascii: "+")) }
      guard var seconds = number().map({ $0 * 3600 }) else { return nil }
      for unit in [60, 1] where skip(UInt8(ascii: ":")) {
        guard let part = number() else { return nil }
        seconds += part * unit
      }
      return negative ? -seconds : seconds
    }

    /// `,date[/time]`; the time is 02:00 where it is left out.
    mutating func change() -> Change? {
      guard skip(UInt8(ascii: ",")), let date = date() else { return nil }
      guard skip(UInt8(ascii: "/")) else { return Change(date: date, seconds: 7200) }
      return time().map { Change(date: date, seconds: $0) }
    }

    private mutating func date() -> Change.Date? {
      if skip(UInt8(ascii: "J")) { return number().map { .julian($0) } }
      guard skip(UInt8(ascii: "M")) else { return number().map { .dayOfYear($0) } }
      guard let month = number(), skip(UInt8(ascii: ".")), let week = number(),
        skip(UInt8(ascii: ".")), let weekday = number()
      else { return nil }
      return .weekday(month: month, week: week, weekday: weekday)
    }
  }
}
