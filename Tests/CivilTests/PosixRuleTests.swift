import Testing

@testable import Civil

@Suite struct PosixRuleTests {
  /// The transitions in `year`, as `MM-DD HH:MM offset` in UTC.
  private func changes(_ rule: String, _ year: Int) throws -> [String] {
    let rule = try #require(PosixRule(Array(rule.utf8)[...]))
    var starts = [Int.min]
    var offsets = [Int.min]
    rule.extend(&starts, &offsets)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return zip(starts, offsets).dropFirst().compactMap { start, offset in
      let date = Day(floorDivide(start, 86_400)).civil
      guard date.year == year else { return nil }
      let minute = (start - floorDivide(start, 86_400) * 86_400) / 60
      return "\(two(date.month))-\(two(date.day)) \(two(minute / 60)):\(two(minute % 60)) \(offset)"
    }
  }

  @Test func readsTheLastSundayOfAMonth() throws {
    #expect(
      try changes("CET-1CEST,M3.5.0,M10.5.0/3", 2026) == ["03-29 01:00 7200", "10-25 01:00 3600"])
  }

  @Test func readsTheSouthernHalfOfTheYear() throws {
    #expect(
      try changes("AEST-10AEDT,M10.1.0,M4.1.0/3", 2026)
        == ["04-04 16:00 36000", "10-03 16:00 39600"])
  }

  /// Hours beyond the day's end and before its beginning (RFC 9636).
  @Test func readsHoursOutsideTheDay() throws {
    #expect(
      try changes("IST-2IDT,M3.4.4/26,M10.5.0", 2026) == ["03-27 00:00 10800", "10-24 23:00 7200"])
    #expect(
      try changes("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 2026)
        == ["03-29 01:00 -3600", "10-25 01:00 -7200"])
  }

  @Test func readsAnOwnOffsetOfSummer() throws {
    #expect(
      try changes("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 2026)
        == ["04-04 15:00 37800", "10-03 15:30 39600"])
  }

  /// `J60` is 1 March in every year, `59` is 29 February in a leap year.
  @Test func readsNumberedDays() throws {
    #expect(try changes("A0B,J60/0,J300/0", 2024).first == "03-01 00:00 3600")
    #expect(try changes("A0B,J60/0,J300/0", 2026).first == "03-01 00:00 3600")
    #expect(try changes("A0B,59/0,299/0", 2024).first == "02-29 00:00 3600")
    #expect(try changes("A0B,59/0,299/0", 2026).first == "03-01 00:00 3600")
  }

  @Test func changesNothingWithoutSummer() throws {
    for rule in ["JST-9", "<+0545>-5:45"] { #expect(try changes(rule, 2026) == []) }
  }

  @Test(arguments: [
    "", "5", "CET", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M3.5,M10.5.0", "CET-1CEST,X,Y",
    "<+01", "CET-1CEST,M3.5.0/,M10.5.0",
  ])
  func refusesWhatIsNoRule(rule: String) {
    #expect(PosixRule(Array(rule.utf8)[...]) == nil)
  }
}
