import Foundation
import Testing

/// What `site.yml` changes in the numbers.
@Suite struct SettingsTests {
  /// Points t 0, big 1,000, login 2, and the default 1; logout stays 0.
  @Test func scoresByPoints() throws {
    let report = try build(
      dump(
        asOf: "2026-02-02", users: ["a", "b", "c"],
        events: [
          "a t 2026-02-02 5", "b login 2026-02-02 3", "c logout 2026-02-02", "c big 2026-02-02 2",
          "c other 2026-02-02 4",
        ]), settings: "points: {t: 0, big: 1000, login: 2}\n")
    #expect(
      try report.lines("users.csv", "user_id", "score").sorted() == ["a|0", "b|6", "c|2004"])
    #expect(try report.figure("contributing_28d") == "2")
    #expect(try report.figure("active_28d") == "3")
    #expect(
      try report.lines("types.csv", "type", "points").sorted()
        == ["big|1000", "login|2", "logout|0", "other|1", "t|0"])
    #expect(try report.board("all") == ["1||c|2004", "2||b|6"])
  }

  /// Left out of leaderboards, and of nothing else.
  @Test func leavesOutTheExcluded() throws {
    let report = try build(
      dump(
        asOf: "2026-02-02", users: ["a", "b", "7"],
        events: ["a t 2026-02-02 3", "b t 2026-02-02 2", "7 t 2026-02-02"]),
      settings: "leaderboard_exclude: [\"a\", \"7\"]\n")
    #expect(try report.board("week") == ["1||b|2"])
    #expect(try report.board("all") == ["1||b|2"])
    #expect(try report.figure("score") == "6")
    #expect(try report.user("a", "score") == "3")
  }

  /// Dropped while reading, with memberships and events: in no figure, no
  /// as-of, and no file of the report has the id, name or email.
  @Test func dropsWhoOptsOut() throws {
    let users = [
      #"{"id": "secret-id", "name": "Secret Name", "email": "secret@mail.example", "last_login_at": "2025-03-09"}"#,
      #"{"id": "secret-id", "name": "Secret Name"}"#, "a",
    ]
    let report = try build(
      dump(
        asOf: "", users: users, workspaces: ["w"], memberships: ["secret-id w", "a w"],
        events: ["a t 2025-03-01 1 w", "secret-id hidden 2025-03-05 7 w"]),
      settings: "opt_out: [secret-id, nobody]\n")
    #expect(try report.figure("users") == "1")
    #expect(try report.figure("memberships") == "1")
    #expect(try report.figure("events") == "1")
    #expect(try report.figure("rejects") == "0")
    #expect(try report.figure("as_of") == "2025-03-01 00:00:00")
    #expect(try report.lines("types.csv", "type") == ["t"])
    #expect(try report.lines("workspaces.csv", "members", "events") == ["1|1"])
    #expect(try report.workspace("w").lines("user_id") == ["a"])
    let published = report.folder.url.appendingPathComponent("public")
    for path in try FileManager.default.subpathsOfDirectory(atPath: published.path) {
      let file = published.appendingPathComponent(path).path
      let text = String(
        decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
      for word in ["secret-id", "Secret Name", "secret@mail", "hidden 7"] {
        #expect(!text.contains(word) && !path.contains(word), "\(path)")
      }
    }
  }

  /// Whole numbers from 0 to 1,000.
  @Test(arguments: ["1001", "-1", "1.5"])
  func refusesOddPoints(points: String) throws {
    let given = dump(asOf: "2026-02-02", users: ["a"])
    let report = try build(given, settings: "points: {t: \(points)}\n")
    #expect(report.ending.status == 2, "\(report.ending.errors)")
    #expect(!FileManager.default.fileExists(atPath: report.folder.path("public")))
  }
}
