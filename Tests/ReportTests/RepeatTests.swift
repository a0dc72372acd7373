import Foundation
import Testing

/// A second run into the same folder, an hour later or at once.
@Suite final class RepeatTests {
  private let scratch: Scratch
  private let users = (1...20).map { "u\($0)" }

  init() throws { scratch = try Scratch() }

  private func write(_ dump: String) throws { try scratch.write(dump, to: "dump.json") }

  private func run(_ options: String...) throws -> Ending {
    try Program.run(
      ["build", scratch.path("dump.json"), "--output", scratch.path("public")] + options)
  }

  /// The inode's number and times of each file, by path.
  private func inodes() throws -> [String: String] {
    var inodes: [String: String] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: scratch.path("public")) {
      var status = stat()
      try #require(lstat(scratch.path("public/\(path)"), &status) == 0)
      inodes[path] =
        "\(status.st_ino) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec) \(status.st_ctim.tv_sec).\(status.st_ctim.tv_nsec)"
    }
    return inodes
  }

  private func hour(_ hour: String, day: String = "24", events: [String] = []) -> String {
    dump(
      asOf: "2026-11-\(day)T\(hour):00:00Z", users: users,
      events: ["u1 task 2026-11-24T08:00:00Z"] + events)
  }

  @Test func touchesNothingWhenNothingChanged() throws {
    try write(hour("10"))
    #expect(try run().status == 0)
    let before = try inodes()
    let again = try run("--threads", "1")
    #expect(again.status == 0)
    #expect(
      again.output == "\(scratch.path("public")): made of the same already; nothing is written\n")
    #expect(try inodes() == before)
    #expect(try run("--allow-older").output.contains("nothing is written"))
    for option in ["--rebuild", "--force"] {
      let before = try inodes()
      #expect(try run(option).output.contains("(0 changed)"))
      #expect(try inodes() != before)
    }
  }

  @Test(arguments: [
    ["--time-zone", "Asia/Tokyo"], ["--base-url", "https://r.example"],
    ["--as-of", "2026-11-24T11:00:00Z"], ["--strict"],
  ])
  func startsAnewForOtherOptions(options: [String]) throws {
    try write(hour("10"))
    #expect(try run().status == 0)
    let ending = try Program.run(
      ["build", scratch.path("dump.json"), "--output", scratch.path("public")] + options)
    #expect(ending.output.contains("20 users"))
  }

  @Test func startsAnewForOtherFilesOfThePublisher() throws {
    try write(hour("10"))
    try scratch.write("title: One\n", to: "site/site.yml")
    let options = ["--site", scratch.path("site")]
    let arguments = ["build", scratch.path("dump.json"), "--output", scratch.path("public")]
    #expect(try Program.run(arguments + options).status == 0)
    #expect(try Program.run(arguments + options).output.contains("nothing is written"))
    for (file, text) in [
      ("site.yml", "title: Two\n"), ("pages/rules.md", "# Rules\n"), ("assets/x.css", "a{}\n"),
      ("announcement.md", "Hello\n"),
    ] {
      try scratch.write(text, to: "site/\(file)")
      #expect(try Program.run(arguments + options).output.contains("20 users"), "\(file)")
    }
  }

  /// Without `exported_at` an event of the far future counts one day, so that the
  /// same dump may give another report tomorrow.
  @Test func startsAnewWhereTheClockMatters() throws {
    let text = #"""
      {"users": [{"id": "u1"}], "events": [
        {"user_id": "u1", "type": "task", "at": "2020-01-01"},
        {"user_id": "u1", "type": "task", "at": "2099-01-01"}]}
      """#
    try write(text)
    #expect(try run().status == 0)
    #expect(try run().output.contains("1 user"))
    try write(text.replacingOccurrences(of: "2099", with: "2019"))
    #expect(try run().status == 0)
    #expect(try run().output.contains("nothing is written"))
  }

  /// One event more: its user's page and the lists are new, other users' are not.
  @Test func keepsThePagesOfUsersWhoDidNothing() throws {
    try write(hour("10"))
    #expect(try run().status == 0)
    let before = try inodes()
    try write(hour("11", events: ["u2 task 2026-11-24T10:30:00Z"]))
    #expect(try run().status == 0)
    let after = try inodes()
    let pages = after.keys.filter { $0.hasPrefix("users/") && $0.hasSuffix(".html") }
    #expect(pages.count == 20)
    func name(_ path: String) -> String { (path as NSString).lastPathComponent }
    let changed = pages.filter { before[$0]?.prefix(20) != after[$0]?.prefix(20) }.map(name)
    #expect(changed == ["u-u2.html"])
    // The same week a day later: ranks and days since are no reason, either.
    try write(hour("11", day: "25"))
    #expect(try run("--allow-older").status == 0)
    let dayAfter = try inodes()
    #expect(pages.filter { after[$0]?.prefix(20) != dayAfter[$0]?.prefix(20) }.map(name) == changed)
  }

  @Test func neverGoesBack() throws {
    try write(hour("10"))
    #expect(try run().status == 0)
    try write(hour("09"))
    let ending = try run()
    #expect(ending.status == 1)
    #expect(
      ending.errors
        == "rollcall: \(scratch.path("public")): the published report goes up to "
        + "2026-11-24T10:00:00Z, this dump only up to 2026-11-24T09:00:00Z; nothing is published; "
        + "give a newer dump, or --allow-older to go back\n")
    #expect(try run("--rebuild").status == 1)
    for option in ["--allow-older", "--force"] {
      #expect(try run(option).status == 0)
      #expect(try status()["as_of"] as? String == "2026-11-24T09:00:00Z")
      try write(hour("10"))
      #expect(try run().status == 0)
      try write(hour("09"))
    }
  }

  /// From 20 users to 18: 10 percent, which is not more than 10.
  @Test func refusesToShrink() throws {
    try write(hour("10"))
    #expect(try run().status == 0)
    try write(dump(asOf: "2026-11-24T10:00:00Z", users: Array(users.prefix(18))))
    let ending = try run("--max-shrink", "9")
    #expect(ending.status == 1)
    #expect(
      ending.errors
        == "rollcall: \(scratch.path("public")): users fell from 20 to 18, by more than 9 percent; "
        + "nothing is published; see whether the dump is whole, or raise --max-shrink\n")
    #expect(try status()["users"] as? Int == 20)
    #expect(try run("--max-shrink", "10").errors.contains("events fell from 1 to 0"))
    #expect(try run("--max-shrink", "9", "--force").status == 1)
    #expect(try run("--max-shrink", "100").status == 0)
    #expect(try run("--max-shrink", "101").status == 64)
  }

  /// Ten of thirty, who have most events: no loss, as they are still in the dump. One who is gone
  /// from it as well is one.
  @Test func countsNobodyWhoOptedOutAsLost() throws {
    let users = (1...30).map { $0 == 7 ? "=7" : "u\($0)" }
    let events =
      users.prefix(10).map { "\($0) task 2026-11-24T08:00:00Z 50" }
      + ["u11 task 2026-11-24T08:00:00Z 3"]
    try write(dump(asOf: "2026-11-24T10:00:00Z", users: users, events: events))
    #expect(try run().status == 0)
    let ids = users.prefix(10).map { "  - \"\($0)\"\n" }.joined()
    try scratch.write("opt_out:\n\(ids)", to: "site/site.yml")
    let options = ["--site", scratch.path("site"), "--max-shrink"]
    try write(dump(asOf: "2026-11-24T10:00:00Z", users: users.dropLast(), events: events))
    func rerun(_ percent: String) throws -> Ending {
      try Program.run(
        ["build", scratch.path("dump.json"), "--output", scratch.path("public")] + options
          + [percent])
    }
    #expect(try rerun("4").errors.contains("users fell from 20 to 19, by more than 4 percent"))
    #expect(try rerun("5").status == 0)
    #expect(try status()["users"] as? Int == 19)
  }

  /// The clock of the tests is behind 2099: what was published then was wrong.
  @Test func goesBackFromWhatTheClockHasNotReached() throws {
    try write(hour("10"))
    #expect(try run("--as-of", "2099-01-01").status == 0)
    #expect(try status()["as_of"] as? String == "2099-01-01T00:00:00Z")
    #expect(try run().status == 0)
    #expect(try status()["as_of"] as? String == "2026-11-24T10:00:00Z")
  }

  private func status(_ text: String? = nil) throws -> [String: Any] {
    let bytes =
      try text.map { Data($0.utf8) }
      ?? Data(contentsOf: URL(fileURLWithPath: scratch.path("public/status.json")))
    return try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
  }

  @Test func saysHowItWent() throws {
    let users = [
      #"{"id": "u1", "description": "\#(String(repeating: "*a ", count: 9000))"}"#, "u2", "u2",
    ]
    try write(
      dump(
        zone: "Europe/Berlin", asOf: "2026-11-24T10:00:00+01:00", users: users, workspaces: ["w1"],
        memberships: ["u1 w1", "u9 w1"], events: ["u1 task 2026-11-24T08:00:00Z 5", "u1 task x"]))
    let first = try run("--json")
    #expect(first.status == 0)
    var told = try status(first.output)
    let files = try FileManager.default.subpathsOfDirectory(atPath: scratch.path("public"))
      .filter { ($0 as NSString).pathExtension != "" && $0 != ".rollcall" }
    let kept = try status()
    #expect(
      kept as NSDictionary == [
        "version": "1.1.0", "as_of": "2026-11-24T09:00:00Z", "time_zone": "Europe/Berlin",
        "users": 2, "workspaces": 1, "memberships": 1, "events": 5, "rejects": 3,
        "rejects_by_reason": ["invalid_time": 1, "duplicate_user": 1, "unknown_user": 1],
        "left_out": 0, "unknown_ids": 0, "files_not_read": 0, "plain_text_fallbacks": 1,
        "pages": files.count { $0.hasSuffix(".html") }, "files": files.count,
      ] as NSDictionary)
    #expect(told.removeValue(forKey: "seconds") as? Double ?? -1 > 0)
    #expect(told.removeValue(forKey: "files_changed") as? Int == files.count)
    #expect(told as NSDictionary == kept as NSDictionary)
    var again = try status(try run("--json").output)
    #expect(again.removeValue(forKey: "files_changed") as? Int == 0)
    again.removeValue(forKey: "seconds")
    #expect(again as NSDictionary == kept as NSDictionary)
  }
}
