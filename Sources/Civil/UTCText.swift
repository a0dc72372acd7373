/// `2026-11-24T10:00:00Z`.
package func utc(_ instant: Instant) -> String {
  let day = Day(floorDivide(instant, 86_400))
  let second = instant - day.number * 86_400
  let time = [second / 3600, second / 60 % 60, second % 60].map(twoDigits).joined(separator: ":")
  return "\(isoDate(day))T\(time)Z"
}

/// `2026-11-24`.
package func isoDate(_ day: Day) -> String {
  let date = day.civil
  return "\(date.year)-\(twoDigits(date.month))-\(twoDigits(date.day))"
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
