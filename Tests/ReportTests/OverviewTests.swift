import Foundation
import Testing

/// What stands on top of the overview.
@Suite struct OverviewTests {
  /// D is 29 June, 28 days before it 1 June.
  @Test func comparesEveryFigureWithThatOf28DaysBefore() throws {
    let created = [
      "a": "2026-01-01", "b": "2026-01-01", "c": "2026-06-10", "d": "2026-04-01",
      "e": "2026-05-20", "f": "2026-01-01", "g": "2026-01-01", "h": "2026-06-20",
      "i": "2026-01-01",
    ]
    let users = created.sorted { $0.key < $1.key }.map { id, day in
      #"{"id": "\#(id)", "created_at": "\#(day)"}"#
    }
    let report = try build(
      dump(
        asOf: "2026-06-29T12:00:00Z",
        users: users + [#"{"id": "bot", "bot": true, "created_at": "2026-06-02"}"#],
        events: [
          "a t 2026-05-04", "a t 2026-06-01", "a t 2026-06-02", "a t 2026-06-29",
          "b t 2026-05-20", "f login 2026-04-20", "f t 2026-06-20", "g login 2026-05-30",
          "i t 2026-05-10", "bot t 2026-06-29 5",
        ]))
    #expect(
      try report.tiles("index.html") == [
        // a and f, of all but the bot
        "Active accounts used in 28 days|2 of 9|22%",
        // The day of D is not over; nobody then and 28 days before
        "Active on Sun 28 Jun|0|unchanged",
        // a; then a and g
        "Active in 7 days|1|▼down 1 from 2",
        // a and f; then a, b, g and i
        "Active in 28 days|2|▼down 2 from 4",
        // logins earn nothing, so then without g
        "Contributing|2|▼down 1 from 3",
        // (3 / 28) / 2 = 0.0536; then (4 / 28) / 4 = 0.0357
        "Stickiness|5%|▲up 1 from 4%",
        // then without c, h and the bot
        "Users|10|▲up 3 from 7",
        // c and h; then e
        "New in 28 days|2|▲up 1 from 1",
        // b since 50, i since 60 days less 10; then f, since 42
        "Dormant|2|▲up 1 from 1",
        // d and e; then d, as e was 12 days old
        "Never active|2|▲up 1 from 1",
      ])
  }

  /// Events from 10 June on say nothing about May; accounts and their creation do.
  @Test func comparesNothingThatTheDataDoesNotReach() throws {
    let report = try build(
      dump(
        asOf: "2026-06-29T23:59:59Z", users: [#"{"id": "a", "created_at": "2026-06-01"}"#],
        events: ["a t 2026-06-10"]))
    #expect(
      try report.tiles("index.html") == [
        "Active accounts used in 28 days|1 of 1|100%",
        "Active on Mon 29 Jun|0|no earlier data", "Active in 7 days|0|no earlier data",
        "Active in 28 days|1|no earlier data", "Contributing|1|no earlier data",
        "Stickiness|4%|no earlier data", "Users|1|unchanged",
        "New in 28 days|0|▼down 1 from 1", "Dormant|0|unchanged",
        "Never active|0|unchanged",
      ])
  }

  /// At noon today is half a day.
  @Test func showsTheLastWholeDay() throws {
    for (clock, words) in [
      ("12:00:00", "Sun 28 Jun|0|no earlier data"), ("23:59:59", "Mon 29 Jun|0|▼down 1 from 1"),
    ] {
      let report = try build(
        dump(asOf: "2026-06-29T\(clock)Z", users: ["a"], events: ["a t 2026-06-01"]))
      #expect(try report.tiles("index.html")[1] == "Active on \(words)")
    }
  }
}
