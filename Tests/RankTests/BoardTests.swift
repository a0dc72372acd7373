import Bytes
import Civil
import Foundation
import Ingest
import Testing

@testable import Measure
@testable import Rank

@Suite struct BoardTests {
  @Test(arguments: [
    ([], []), ([5], [1]), ([9, 7, 7, 1], [1, 2, 2, 4]), ([3, 3, 3], [1, 1, 1]),
    ([9, 9, 8, 7, 7, 7, 2], [1, 1, 3, 4, 4, 4, 7]),
  ])
  func sharesTheRankOfATie(scores: [Int], ranks: [Int]) {
    let totals = scores.enumerated().map { SpanTotal(user: $0.offset, score: $0.element) }
    #expect(sharedRanks(totals) == ranks)
  }

  private func read(_ users: [String], _ events: [String]) throws -> Dump {
    let text = """
      {"organization": {"name": "o", "exported_at": "2026-03-31T12:00:00Z"},
       "users": [\(users.joined(separator: ","))], "events": [\(events.joined(separator: ","))]}
      """
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("rollcall-rank-\(UUID().uuidString).json").path
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try Ingest.read(try InputFiles([FilePath(path)]), IngestOptions())
  }

  private func event(_ user: String, _ date: String, _ count: Int) -> String {
    #"{"user_id": "\#(user)", "type": "t", "at": "\#(date)T10:00:00Z", "count": \#(count)}"#
  }

  private func rows(
    _ period: Period, _ dump: Dump, exclude: [String] = []
  ) -> [String] {
    let measures = Measure.measure(dump, points: [:], threads: 1)
    let boards = Board(dump, exclude: exclude).leaderboards(measures.tally, today: dump.day)
    return boards.filter { $0.period == period }.flatMap(\.rows).map {
      "\($0.rank) \(dump.users[$0.total.user].id.string) \($0.total.score) \($0.change)"
    }
  }

  private let users = [
    #"{"id": "b"}"#, #"{"id": "a2", "name": "Ada"}"#, #"{"id": "a1", "name": "Ada"}"#,
    #"{"id": "z", "name": "Zoe"}"#, #"{"id": "bot", "bot": true}"#,
    #"{"id": "gone", "status": "suspended"}"#, #"{"id": "idle"}"#, #"{"id": "boss"}"#,
  ]

  /// March: the Adas and b have 5 each, z 9. February: b 7, z and a1 2.
  private var march: [String] {
    [
      event("z", "2026-03-02", 9), event("a1", "2026-03-03", 5), event("a2", "2026-03-04", 5),
      event("b", "2026-03-31", 3), event("b", "2026-03-01", 2), event("bot", "2026-03-05", 99),
      event("gone", "2026-03-05", 99), event("boss", "2026-03-05", 50),
    ]
  }

  private var february: [String] {
    [event("b", "2026-02-01", 7), event("z", "2026-02-28", 2), event("a1", "2026-02-02", 2)]
  }

  /// Inside a tie by shown name, then id; the change is from the ranks 1, 2, 2 of February.
  @Test func ranksAPeriodByHand() throws {
    let dump = try read(users, march + february)
    #expect(
      rows(.month, dump, exclude: ["boss"]) == [
        "1 z 9 by(1)", "2 a1 5 by(0)", "2 a2 5 new", "2 b 5 by(-1)",
      ])
    #expect(rows(.month, dump).first == "1 boss 50 new")
    #expect(
      rows(.lastMonth, dump, exclude: ["boss"]) == ["1 b 7 none", "2 a1 2 none", "2 z 2 none"])
    #expect(rows(.week, dump) == ["1 b 3 none"].map { $0.replacing("none", with: "new") })
    #expect(rows(.lastWeek, dump) == [])
  }

  @Test func comparesWithNothingBeforeTheFirstEvent() throws {
    let dump = try read(users, march)
    #expect(rows(.month, dump).allSatisfy { $0.hasSuffix("none") })
    #expect(rows(.all, dump).count == 5)
    #expect(rows(.all, try read(users, [])) == [])
  }

  @Test func saysWhyAUserIsLeftOut() throws {
    let dump = try read(users, march)
    let board = Board(dump, exclude: ["boss", "bot", "gone", "nobody"])
    let reasons = Dictionary(
      uniqueKeysWithValues: dump.users.indices.map {
        (dump.users[$0].id.string, board.exclusion(of: $0))
      })
    #expect(reasons["bot"] == .some(.bot))
    #expect(reasons["gone"] == .some(.status))
    #expect(reasons["boss"] == .some(.setting))
    #expect(reasons["z"] == .some(nil))
  }

  /// 200 users with few scores, so with many ties, against the order by strings.
  @Test func agreesWithAFullSort() throws {
    let many = (0..<200).map {
      #"{"id": "u\#($0)", "name": "\#(["é", "e\u{301}", "Z", "a"][$0 % 4])"}"#
    }
    let events = (0..<200).map { event("u\($0)", "2026-03-\(10 + $0 % 20)", 1 + $0 &* 37 % 11) }
    let dump = try read(many, events)
    let found = rows(.month, dump)
    let scores = (0..<200).map { 1 + $0 &* 37 % 11 }
    let names = ["é", "e\u{301}", "Z", "a"].map { Array($0.utf8) }
    let order = (0..<200).sorted { left, right in
      if scores[left] != scores[right] { return scores[left] > scores[right] }
      let (a, b) = (names[left % 4], names[right % 4])
      if a != b { return a.lexicographicallyPrecedes(b) }
      return "u\(left)".utf8.lexicographicallyPrecedes("u\(right)".utf8)
    }
    let expected = order.map { user in
      "\(1 + scores.count { $0 > scores[user] }) u\(user) \(scores[user]) none"
    }
    #expect(found == expected)
  }
}
