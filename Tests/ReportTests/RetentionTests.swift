import Testing

/// Joining weeks and what became of them.
@Suite struct RetentionTests {
  /// D is Monday 29 June 2026. 26 weeks (182 days) before it is Monday 29
  /// December 2025: the first cohort; the last is 22 June. 28 December, a
  /// Sunday, and 29 June are out. The first cohort's weeks go from 0 to 25.
  ///
  /// a joins on 1 January, the Thursday of the first cohort, and b, suspended,
  /// on its Monday; a is active on 4 January (Sunday: week 0), 5 January
  /// (Monday: week 1), and on 28 June (week 25); b on 5 January; a's event on D
  /// is in no complete week. c joins on Sunday 28 June and was active on the
  /// 22nd, before that.
  @Test func followsTheWeeksOfACohort() throws {
    let report = try build(
      dump(
        asOf: "2026-06-29T12:00:00Z",
        users: [
          #"{"id": "a", "created_at": "2026-01-01"}"#,
          #"{"id": "b", "created_at": "2025-12-29", "status": "suspended"}"#,
          #"{"id": "early", "created_at": "2025-12-28T23:59:59Z"}"#,
          #"{"id": "c", "created_at": "2026-06-28T23:59:59Z"}"#,
          #"{"id": "late", "created_at": "2026-06-29"}"#,
          #"{"id": "bot", "bot": true, "created_at": "2026-01-01"}"#, "unknown",
        ],
        events: [
          "a t 2026-01-04T23:59:59Z", "a login 2026-01-05", "b t 2026-01-05", "b t 2026-01-06",
          "a t 2026-06-28", "a t 2026-06-29", "c t 2026-06-22", "bot t 2026-01-05",
          "early t 2026-01-05",
        ]))
    var weeks = (0...25).map { "2025-12-29|2|\($0)|0" }
    weeks[0] = "2025-12-29|2|0|1"
    weeks[1] = "2025-12-29|2|1|2"
    weeks[25] = "2025-12-29|2|25|1"
    #expect(try report.lines("retention.csv") == weeks + ["2026-06-22|1|0|1"])
  }

  /// D is Monday 29 June. Of three who joined in the week of 8 June all, one and nobody were active in
  /// weeks 0, 1 and 2; of two of 15 June one and both in weeks 0 and 1; of four of 22 June one in
  /// week 0. On average (3 + 1 + 1) of 9, (1 + 2) of 5, 0 of 3: two are too few for a share of their
  /// own, and count.
  @Test func averagesWeeksAndNamesThoseThatAreTooSmall() throws {
    let joined = [("abc", 8), ("de", 15), ("fghi", 22)].flatMap { ids, day in
      ids.map { #"{"id": "\#($0)", "created_at": "2026-06-\#(day < 10 ? "0" : "")\#(day)"}"# }
    }
    let report = try build(
      dump(
        asOf: "2026-06-29T12:00:00Z", users: joined,
        events: [
          "a t 2026-06-08", "b t 2026-06-09", "c t 2026-06-14", "a t 2026-06-15", "d t 2026-06-16",
          "d t 2026-06-22", "e t 2026-06-28", "f t 2026-06-22",
        ]))
    let rows = try report.shownRows("retention.html").map {
      $0.replacing(/\|+$/, with: "")
    }
    #expect(
      rows == [
        "Average|9|56|60|0", "8 Jun 2026|3|100|33|0", "15 Jun 2026 too small|2",
        "22 Jun 2026|4|25",
      ])
    let heads = try report.text("retention.html").matches(of: /<th scope="col"[^>]*>([^<]*)/)
      .map { String($0.output.1) }
    #expect(heads.prefix(4) == ["Joined in the week of", "Users", "Week 0", "Week 1"])
  }

  /// D is Sunday 28 June: its week, from the 22nd, is not complete. The last
  /// cohort is 15 June, the first 26 weeks before the 22nd: 22 December.
  @Test func leavesOutTheWeekOfD() throws {
    let report = try build(
      dump(
        asOf: "2026-06-28T23:00:00Z",
        users: [
          #"{"id": "a", "created_at": "2026-06-08"}"#, #"{"id": "b", "created_at": "2026-06-21"}"#,
          #"{"id": "c", "created_at": "2026-06-22"}"#, #"{"id": "d", "created_at": "2025-12-21"}"#,
        ], events: ["a t 2026-06-16", "b t 2026-06-27"]))
    #expect(
      try report.lines("retention.csv") == [
        "2026-06-08|1|0|0", "2026-06-08|1|1|1", "2026-06-15|1|0|0",
      ])
  }

  /// Weeks are cut in the zone: Sunday 21 June 23:00Z is Monday in Berlin.
  @Test func cutsWeeksInTheZone() throws {
    let report = try build(
      dump(
        zone: "Europe/Berlin", asOf: "2026-07-01T12:00:00Z",
        users: [#"{"id": "a", "created_at": "2026-06-21T22:00:00Z"}"#],
        events: ["a t 2026-06-28T21:59:59Z", "a t 2026-06-28T22:00:00Z"]))
    #expect(try report.lines("retention.csv") == ["2026-06-22|1|0|1"])
  }
}
