import Civil

/// `2026-11-24T10:00:00Z`.
func rfc3339(_ instant: Instant) -> String {
  let (day, clock) = clock(of: instant)
  let date = day.civil
  return "\(date.year)-\(two(date.month))-\(two(date.day))T\(clock)Z"
}

/// As RFC 5322 has it, in UTC: `Tue, 24 Nov 2026 10:00:00 +0000`.
func rfc5322(_ instant: Instant) -> String {
  let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  let (day, clock) = clock(of: instant)
  let date = day.civil
  return
    "\(days[day.weekday - 1]), \(date.day) \(months[date.month - 1]) \(date.year) \(clock) +0000"
}

private func clock(of instant: Instant) -> (Day, String) {
  let day = Day(floorDivide(instant, 86_400))
  let second = instant - day.number * 86_400
  return (day, [second / 3600, second / 60 % 60, second % 60].map(two).joined(separator: ":"))
}

private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
