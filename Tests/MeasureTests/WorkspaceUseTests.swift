import Bytes
import Civil
import Foundation
import Ingest
import Testing

@testable import Measure

@Suite struct WorkspaceUseTests {
  /// Today is Tuesday, 26 May 2026, so the last week begins on the 25th, the first on 26 May
  /// 2025; the last 28 days begin on 29 April.
  @Test func countsWeeksOfPeopleAndScoresOf28Days() throws {
    let events = [
      ("a", "w", "task", "2026-05-26", 2), ("a", "w", "task", "2026-05-25", 3),
      ("a", "w", "login", "2026-05-25", 9), ("a", "w", "task", "2026-04-29", 1),
      ("a", "w", "task", "2026-04-28", 40), ("b", "w", "task", "2026-05-24", 1),
      ("b", "w", "task", "2026-05-18", 1), ("b", "w", "task", "2025-05-26", 7),
      ("b", "w", "task", "2025-05-25", 100), ("b", "v", "task", "2026-05-25", 100),
      ("c", "w", "login", "2026-05-26", 5), ("bot", "w", "task", "2026-05-26", 1000),
    ]
    let dump = try read(events, workspaces: ["w", "v"], users: ["a", "b", "c"])
    let measures = Measure.measure(dump, points: [Array("login".utf8): 0], threads: 1)
    let use = WorkspaceUse(0, dump, measures)
    #expect(use.firstMonday == Day(year: 2025, month: 5, day: 26))
    // 25 and 26 May; 18 to 24 May; 27 April to 3 May; the first of all.
    let weeks = [(52, 19, 2), (51, 2, 1), (48, 41, 1), (0, 7, 1)]
    for (week, events, people) in weeks {
      #expect(use.events[week] == events, "week \(week)")
      #expect(use.people[week] == people, "week \(week)")
    }
    #expect(use.events.reduce(0, +) == 69)
    #expect(
      use.totals == [
        SpanTotal(user: 0, score: 6, events: 15, activeDays: 3),
        SpanTotal(user: 1, score: 2, events: 2, activeDays: 2),
      ])
  }

  /// One account with an event in each of 60,000 workspaces: its events are not gone through for
  /// each of them.
  @Test(.timeLimit(.minutes(1))) func takesTimeByEventsAlone() throws {
    let workspaces = (0..<60_000).map { "w\($0)" }
    let dump = try read(
      workspaces.map { ("a", $0, "task", "2026-05-26", 1) }, workspaces: workspaces, users: ["a"])
    let measures = Measure.measure(dump, points: [:], threads: 1)
    for workspace in workspaces.indices {
      let use = WorkspaceUse(workspace, dump, measures)
      guard use.events.last == 1, use.totals.count == 1 else {
        Issue.record("workspace \(workspace)")
        return
      }
    }
  }

  private func read(
    _ events: [(String, String, String, String, Int)], workspaces: [String], users: [String]
  ) throws -> Dump {
    var lines = [#"{"kind":"organization","id":"o","exported_at":"2026-05-26T12:00:00Z"}"#]
    lines += workspaces.map { #"{"kind":"workspace","id":"\#($0)"}"# }
    lines += users.map { #"{"kind":"user","id":"\#($0)"}"# }
    lines.append(#"{"kind":"user","id":"bot","bot":true}"#)
    lines += events.map { user, workspace, type, at, count in
      #"{"kind":"event","user_id":"\#(user)","workspace_id":"\#(workspace)","type":"\#(type)","#
        + #""at":"\#(at)","count":\#(count)}"#
    }
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("rollcall-use-\(UUID().uuidString).ndjson").path
    try lines.joined(separator: "\n").write(toFile: path, atomically: false, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try Ingest.read(try InputFiles([FilePath(path)]), IngestOptions())
  }
}
