import SharedCorpus
import Testing

@testable import Civil

@Suite struct TimeTextTests {
  private func string(_ text: String) -> TimeText {
    Array(text.utf8).withUnsafeBytes { TimeText(string: $0) }
  }

  private func number(_ text: String) -> TimeText {
    Array(text.utf8).withUnsafeBytes { TimeText(number: $0) }
  }

  /// 2026-11-24T10:00:00Z is 1,795,514,400.
  @Test(arguments: [
    "2026-11-24T10:00:00Z", "2026-11-24t10:00:00z", "2026-11-24 10:00:00Z",
    "2026-11-24T11:00:00+01:00", "2026-11-23T22:00:00-12:00", "2026-11-25T09:59:00+23:59",
    "2026-11-24T10:00:00.999999999999999999Z", "2026-11-24T10:00:00.0+00:00",
    "2026-11-24T09:59:60Z", "2026-11-24T10:00:00-00:00", "1795514400", "1795514400.9",
    "1795514400000", "1795514400999", "1795514400999.9",
  ])
  func readsOneInstantInManyForms(text: String) {
    #expect(string(text) == .instant(1_795_514_400))
  }

  @Test(arguments: [
    "2026-11-24T10:00:00", "2026-11-24T10:00Z", "2026-11-24T24:00:00Z", "2026-11-24T10:60:00Z",
    "2026-11-24T10:00:61Z", "2026-11-24T10:00:00.Z", "2026-11-24T10:00:00,5Z",
    "2026-11-24T10:00:00+1:00", "2026-11-24T10:00:00+0100", "2026-11-24T10:00:00+24:00",
    "2026-11-24T10:00:00+01:60", "2026-11-24T10:00:00Z ", " 2026-11-24T10:00:00Z",
    "2026-11-24T10:00:00ZZ", "2026-11-24_10:00:00Z", "2026-11-24T10:00:00", "2026-11-31",
    "2026-11-31T10:00:00Z", "2026-1-1", "20261124T100000Z", "26-11-24", "2026/11/24", "soon",
    "-1", "+1", "1.", ".1", "1.2.3", "1e9", "0x10", " 1", "1 ", "null", "4133980800", "\0",
  ])
  func refusesWhatIsNoTime(text: String) {
    #expect(string(text) == .invalid, "\(text)")
  }

  @Test func takesZeroAndTheEmptyTextAsAbsent() {
    for text in ["", "0", "00", "0.0"] { #expect(string(text) == .absent, "\(text)") }
    for text in ["0", "-0", "0.000", "0e5", "-0.0E-9"] {
      #expect(number(text) == .absent, "\(text)")
    }
    #expect(TimeText(integer: 0) == .absent)
  }

  @Test func keepsADateForTheZoneToCome() {
    #expect(string("2026-11-24") == .date(Day(20781)))
    #expect(string("1969-12-31") == .date(Day(-1)))
  }

  /// The years 1970 to 2100 in UTC; milliseconds from 1e11 on.
  @Test func endsAtTheLimits() {
    #expect(string("1970-01-01T00:00:00Z") == .instant(0))
    #expect(string("1969-12-31T23:59:59Z") == .invalid)
    #expect(string("1970-01-01T00:00:00+00:01") == .invalid)
    #expect(string("1969-12-31T23:59:59-00:01") == .instant(59))
    #expect(string("2100-12-31T23:59:59Z") == .instant(4_133_980_799))
    #expect(string("2100-12-31T23:59:60Z") == .invalid)
    #expect(string("2101-01-01T00:00:00+00:01") == .instant(4_133_980_740))
    #expect(TimeText(integer: 4_133_980_799) == .instant(4_133_980_799))
    #expect(TimeText(integer: 99_999_999_999) == .invalid)
    #expect(TimeText(integer: 100_000_000_000) == .instant(100_000_000))
    #expect(TimeText(integer: 4_133_980_799_999) == .instant(4_133_980_799))
    #expect(TimeText(integer: 4_133_980_800_000) == .invalid)
    for value in [-1, Int64.min, Int64.max] { #expect(TimeText(integer: value) == .invalid) }
  }

  /// Exact where a `Double` would round: 1795514399.9999999999 is not yet the next second.
  @Test(arguments: [
    ("1.5", TimeText.instant(1)), ("1e3", .instant(1000)), ("0.1e1", .instant(1)),
    ("1795514399.9999999999", .instant(1_795_514_399)),
    ("1795514400000.5", .instant(1_795_514_400)),
    ("1.7955144E9", .instant(1_795_514_400)), ("17955144000000e-4", .instant(1_795_514_400)),
    ("0.5", .instant(0)), ("1e-400", .instant(0)), ("1e400", .invalid), ("-1", .invalid),
    ("-0.5", .invalid), ("99999999999.9", .invalid), ("1e11", .instant(100_000_000)),
    ("123456789012345678901234567890", .invalid), ("1e99999999999999999999", .invalid),
  ])
  func readsNumbersExactly(text: String, expected: TimeText) {
    #expect(number(text) == expected, "\(text)")
  }

  private struct Verdicts: Decodable { let timestamps: [[String]] }

  /// Where the list leaves a choice, or knows another field, the README holds.
  private static let fixed: [String: TimeText] = [
    "": .absent, "1704067200": .instant(1_704_067_200),
    "1704067200000": .instant(1_704_067_200), "2024-01-01 00:00:00Z": .instant(1_704_067_200),
    "2026-03-29T02:30:00": .invalid, "2026-10-25T02:30:00": .invalid,
  ]

  @Test(arguments: Corpus.all)
  func judgesListedTimestampsAsWritten(corpus: Corpus) throws {
    let verdicts = try corpus.read("text/timestamps-numbers.json", as: Verdicts.self).timestamps
    #expect(verdicts.count > 20)
    for row in verdicts {
      let found = string(row[0])
      if let fixed = Self.fixed[row[0]] {
        #expect(found == fixed, "\(row[0])")
      } else if row[1].hasPrefix("ok") {
        guard case .instant = found else {
          Issue.record("\(row[0]): \(found)")
          continue
        }
      } else {
        #expect(found == .invalid, "\(row[0])")
      }
    }
  }
}
