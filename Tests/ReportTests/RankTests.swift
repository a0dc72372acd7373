import Testing

/// Who is ranked, in which order, and who is left out.
@Suite struct RankTests {
  /// Scores 5, 3, 3, 1: ranks 1, 2, 2, 4.
  @Test func skipsTheRankAfterATie() throws {
    let report = try build(
      dump(
        asOf: "2026-02-02", users: ["a", "b", "c", "d"],
        events: ["d t 2026-02-02 5", "b t 2026-02-02 3", "c t 2026-02-02 3", "a t 2026-02-02"]))
    #expect(try report.board("all") == ["1||d|5", "2||b|3", "2||c|3", "4||a|1"])
  }

  /// By shown name, then id, in code-point order: digits, Z, a, then e + U+0301
  /// (0x65), é (0xE9), U+FF5E, U+1F600 (in UTF-16 the last two change places),
  /// and id 10 before 9. `'a` (0x27) stands before `=b` (0x3D); guarded, that
  /// is `'=b`, and would stand first.
  @Test func ordersATieByNameThenIdInCodePoints() throws {
    let names = [
      ("1", "😀"), ("2", "～"), ("3", "é"), ("4", "e\u{301}"), ("5", "a"), ("6", "Z"),
      ("9", "same"), ("10", "same"), ("7", "=b"), ("8", "'a"),
    ]
    let users = names.map { #"{"id": "\#($0)", "name": "\#($1)"}"# } + ["0x", "zz"]
    let events = (names.map(\.0) + ["0x", "zz"]).map { "\($0) t 2026-02-02" }
    let report = try build(dump(asOf: "2026-02-02", users: users, events: events))
    #expect(
      try report.lines("leaderboard/all.csv", "rank", "user_id")
        == ["8", "0x", "7", "6", "5", "4", "10", "9", "zz", "3", "2", "1"].map { "1|\($0)" })
  }

  /// Bots, accounts that are not active and the excluded take no rank; neither
  /// does a score of 0, of logins alone or in another period.
  @Test func ranksOnlyActiveHumansWithAScore() throws {
    let report = try build(
      dump(
        asOf: "2026-02-02",
        users: [
          "a", "b", "lead", "idle", "signsIn", "longAgo", #"{"id": "bot1", "bot": true}"#,
          #"{"id": "bot2", "role": "bot"}"#, #"{"id": "gone", "status": "suspended"}"#,
          #"{"id": "caps", "status": "Active"}"#,
          #"{"id": "human", "role": "Bot", "bot": false}"#,
        ],
        events: [
          "a t 2026-02-02", "b t 2026-02-02 2", "lead t 2026-02-02 9", "bot1 t 2026-02-02 9",
          "bot2 t 2026-02-02 9", "gone t 2026-02-02 9", "caps t 2026-02-02 9",
          "signsIn login 2026-02-02 9", "signsIn logout 2026-02-02 9", "longAgo t 2025-02-02",
          "human t 2026-02-02 3",
        ]), settings: "leaderboard_exclude: [lead]\n")
    #expect(try report.board("week") == ["1|NEW|human|3", "2|NEW|b|2", "3|NEW|a|1"])
    #expect(
      try report.board("all") == ["1||human|3", "2||b|2", "3||a|1", "3||longAgo|1"])
  }

  /// Score, events and days are those of the period alone. Points: t 2, big
  /// 1,000; a million big ones thrice are 3 x 10^9.
  @Test func sumsInsideThePeriod() throws {
    let report = try build(
      dump(
        asOf: "2026-02-04", users: [#"{"id": "a", "name": "Ada", "email": "a@x"}"#],
        events: [
          "a t 2026-02-04 5", "a t 2026-02-03T10:00:00Z", "a t 2026-02-03T11:00:00Z",
          "a login 2026-02-02 4", "a t 2026-02-01", "a big 2025-12-31 1000000",
          "a big 2025-12-31 1000000", "a big 2025-12-30 1000000",
        ]), settings: "points: {t: 2, big: 1000}\n")
    let columns = "rank,user_id,name,email,score,events,active_days,from,to,time_zone"
    #expect(
      try report.table("leaderboard/week.csv").columns.filter { $0 != "change" }
        == columns.split(separator: ",").map(String.init))
    func row(_ period: String) throws -> [String] {
      try report.lines(
        "leaderboard/\(period).csv", "rank", "name", "email", "score", "events", "active_days",
        "from", "to", "time_zone")
    }
    #expect(try row("week") == ["1|Ada|a@x|14|11|3|2026-02-02|2026-02-04|UTC"])
    #expect(try row("last-week") == ["1|Ada|a@x|2|1|1|2026-01-26|2026-02-01|UTC"])
    #expect(try row("month") == ["1|Ada|a@x|16|12|4|2026-02-01|2026-02-04|UTC"])
    #expect(try row("year") == ["1|Ada|a@x|16|12|4|2026-01-01|2026-02-04|UTC"])
    #expect(try row("last-month") == [])
    #expect(try row("all") == ["1|Ada|a@x|3000000016|3000012|6|2025-12-30|2026-02-04|UTC"])
  }
}
