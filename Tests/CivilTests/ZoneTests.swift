import Foundation
import Testing

@testable import Civil

@Suite struct ZoneTests {
  /// Seconds since 1970 of a time in UTC.
  private func utc(_ text: String) throws -> Instant {
    guard case .instant(let instant) = Array(text.utf8).withUnsafeBytes({ TimeText(string: $0) })
    else { throw ZoneError.unknown(text, suggestion: nil) }
    return instant
  }

  private func day(_ year: Int, _ month: Int, _ day: Int) throws -> Day {
    try #require(Day(year: year, month: month, day: day))
  }

  @Test(arguments: [
    ("Europe/Berlin", "2026-03-29T00:59:59Z", 3600),
    ("Europe/Berlin", "2026-03-29T01:00:00Z", 7200),
    ("Europe/Berlin", "2026-10-25T00:59:59Z", 7200),
    ("Europe/Berlin", "2026-10-25T01:00:00Z", 3600),
    // Half an hour of summer time: 10:30 and 11:00 east.
    ("Australia/Lord_Howe", "2026-04-04T14:59:59Z", 39600),
    ("Australia/Lord_Howe", "2026-04-04T15:00:00Z", 37800),
    ("Australia/Lord_Howe", "2026-10-03T15:29:59Z", 37800),
    ("Australia/Lord_Howe", "2026-10-03T15:30:00Z", 39600),
    ("Pacific/Apia", "2011-12-30T09:59:59Z", -36000),
    ("Pacific/Apia", "2011-12-30T10:00:00Z", 50400),
    ("Asia/Kathmandu", "2026-01-01T00:00:00Z", 20700),
    ("Asia/Kathmandu", "1980-01-01T00:00:00Z", 19800),
    ("America/New_York", "2026-03-08T06:59:59Z", -18000),
    ("America/New_York", "2026-03-08T07:00:00Z", -14400),
    // Summer time is the standard one in Dublin's file, and "negative" in winter.
    ("Europe/Dublin", "2026-07-01T00:00:00Z", 3600), ("Europe/Dublin", "2026-01-01T00:00:00Z", 0),
  ])
  func knowsTheOffset(name: String, at text: String, offset: Int) throws {
    #expect(try Zone.load(name).span(at: utc(text)).offset == offset)
  }

  /// After the tables' end (2037), by the POSIX rule in the file.
  @Test(arguments: [
    ("Europe/Berlin", "2040-03-25T00:59:59Z", 3600),
    ("Europe/Berlin", "2040-03-25T01:00:00Z", 7200),
    ("Europe/Berlin", "2100-10-31T00:59:59Z", 7200),
    ("Europe/Berlin", "2100-10-31T01:00:00Z", 3600),
    ("America/New_York", "2075-03-10T06:59:59Z", -18000),
    ("America/New_York", "2075-03-10T07:00:00Z", -14400),
    ("Australia/Sydney", "2060-01-15T00:00:00Z", 39600),
    ("Australia/Sydney", "2060-07-15T00:00:00Z", 36000),
    ("Asia/Tokyo", "2099-07-01T00:00:00Z", 32400),
  ])
  func followsTheRuleAfterTheTable(name: String, at text: String, offset: Int) throws {
    #expect(try Zone.load(name).span(at: utc(text)).offset == offset)
  }

  @Test func findsTheFirstInstantOfADay() throws {
    let berlin = try Zone.load("Europe/Berlin")
    #expect(berlin.firstInstant(of: try day(2026, 3, 29)) == (try utc("2026-03-28T23:00:00Z")))
    #expect(berlin.firstInstant(of: try day(2026, 3, 30)) == (try utc("2026-03-29T22:00:00Z")))
    #expect(berlin.firstInstant(of: try day(2026, 10, 26)) == (try utc("2026-10-25T23:00:00Z")))
    #expect(Zone.utc.firstInstant(of: Day(20781)) == 20781 * 86_400)
  }

  /// Samoa went over the date line: 30 December 2011 was never there.
  @Test func hasNoFirstInstantOfASkippedDay() throws {
    let apia = try Zone.load("Pacific/Apia")
    #expect(apia.firstInstant(of: try day(2011, 12, 29)) == (try utc("2011-12-29T10:00:00Z")))
    #expect(apia.firstInstant(of: try day(2011, 12, 30)) == nil)
    #expect(apia.firstInstant(of: try day(2011, 12, 31)) == (try utc("2011-12-30T10:00:00Z")))
    #expect(apia.day(of: try utc("2011-12-30T09:59:59Z")) == (try day(2011, 12, 29)))
    #expect(apia.day(of: try utc("2011-12-30T10:00:00Z")) == (try day(2011, 12, 31)))
  }

  /// The clock went from 00:00 to 01:00 there on 4 November 2018, and back from 24:00 on
  /// 17 February 2018, whose last hour came twice.
  @Test func beginsADayAfterAGapAtMidnight() throws {
    let saoPaulo = try Zone.load("America/Sao_Paulo")
    #expect(saoPaulo.firstInstant(of: try day(2018, 11, 4)) == (try utc("2018-11-04T03:00:00Z")))
    #expect(saoPaulo.local(try utc("2018-11-04T03:00:00Z")) % 86_400 == 3600)
    #expect(saoPaulo.firstInstant(of: try day(2018, 2, 18)) == (try utc("2018-02-18T03:00:00Z")))
  }

  /// Of every day that an instant falls on the first instant is known, and none is earlier.
  @Test func startsDaysWhereTheyBegin() throws {
    for name in ["Europe/Berlin", "Pacific/Apia", "America/Sao_Paulo", "Australia/Lord_Howe"] {
      let zone = try Zone.load(name)
      for number in stride(from: 0, to: 47_000, by: 7) {
        guard let first = zone.firstInstant(of: Day(number)) else { continue }
        #expect(zone.day(of: first) == Day(number), "\(name) \(number)")
        #expect(zone.day(of: first - 1) < Day(number), "\(name) \(number)")
      }
    }
  }

  @Test func walksAsItSearches() throws {
    let zone = try Zone.load("Europe/Berlin")
    var cursor = ZoneCursor(zone)
    for step in 0..<5000 {
      let instant = step &* 7_919_777 % 4_133_980_800
      #expect(cursor.local(instant) == zone.local(instant))
    }
  }

  @Test func dividesTowardNegativeInfinity() {
    #expect(floorDivide(-1, 86_400) == -1)
    #expect(floorDivide(-86_400, 86_400) == -1)
    #expect(floorDivide(0, 7) == 0)
    #expect(floorDivide(13, 7) == 1)
  }
}
