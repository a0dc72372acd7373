import Foundation
import Testing

/// What `ranks/xx.js` says of people, read by the rule that RunningRanks states.
@Suite struct RunningRanksTests {
  private struct Rank: Equatable {
    let rank: Int
    let before: Int?
  }

  private static let letters = Array(
    "#$%&'()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~")

  private func codes(_ text: String) throws -> [Int] {
    var codes: [Int] = []
    var (code, worth) = (0, 1)
    for letter in text {
      let digit = try #require(RunningRanksTests.letters.firstIndex(of: letter))
      code += digit % 45 * worth
      worth *= 45
      if digit < 45 {
        codes.append(code)
        (code, worth) = (0, 1)
      }
    }
    return codes
  }

  private func key(_ name: String, _ salt: Int, _ space: Int) -> Int {
    var hash: UInt32 = 2_166_136_261 ^ UInt32(salt)
    for byte in name.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return Int(hash) % space
  }

  /// By key, for each of the four periods.
  private func read(_ script: String) throws -> (salt: Int, space: Int, ranks: [Int: [Rank?]]) {
    let parts = script.components(separatedBy: "\"")
    #expect(parts[0] == "rollcall.ranks(" && parts[1] == "2026-11-24T10:00:00Z")
    var rest = try codes(parts[3])[...]
    let (salt, space) = (rest.removeFirst(), rest.removeFirst())
    var ranks: [Int: [Rank?]] = [:]
    var key = 0
    while !rest.isEmpty {
      key += rest.removeFirst()
      var states = rest.removeFirst()
      #expect(ranks[key] == nil)
      ranks[key] = (0..<4).map { _ in
        defer { states /= 3 }
        guard states % 3 > 0 else { return nil }
        return Rank(rank: rest.removeFirst(), before: states % 3 == 2 ? rest.removeFirst() : nil)
      }
    }
    return (salt, space, ranks)
  }

  /// Ada leads this week, before Bo, who led the days of last week and had 1 to her 3 in October;
  /// neither was there a year ago. Cy was active last year alone, and Dee is never ranked.
  @Test func saysRanksAndThoseBefore() throws {
    let scratch = try Scratch()
    func event(_ user: String, _ at: String, _ count: Int) -> String {
      #"{"user_id": "\#(user)", "type": "t", "at": "\#(at)T08:00:00Z", "count": \#(count)}"#
    }
    let events = [
      event("ada", "2026-11-24", 5), event("bo", "2026-11-23", 3), event("bo", "2026-11-17", 9),
      event("ada", "2026-11-16", 2), event("ada", "2026-10-20", 3), event("bo", "2026-10-20", 1),
      event("cy", "2025-06-01", 50),
    ]
    let users = ["ada", "bo", "cy", "dee"].map { #"{"id": "\#($0)"}"# }
    try scratch.write(
      #"{"organization": {"exported_at": "2026-11-24T10:00:00Z"}, "users": ["#
        + users.joined(separator: ",") + #"], "events": ["# + events.joined(separator: ",") + "]}",
      to: "dump.json")
    #expect(
      try Program.run(["build", scratch.path("dump.json"), "--output", scratch.path("public")])
        .status == 0)
    let folder = scratch.path("public/ranks")
    var found: [String: [Rank?]] = [:]
    for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
      let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
      #expect(!["ada", "bo", "cy", "dee"].contains { text.contains($0) })
      let (salt, space, ranks) = try read(text)
      for name in ["ada", "bo", "cy", "dee"] {
        if let ranks = ranks[key("u-\(name)", salt, space)] { found[name] = ranks }
      }
    }
    // Week, month, year, all time. Of last week the days up to Tuesday count, of October those up to
    // the 24th, of last year those up to 24 November.
    #expect(
      found == [
        "ada": [
          Rank(rank: 1, before: 2), Rank(rank: 2, before: 1), Rank(rank: 2, before: nil),
          Rank(rank: 3, before: nil),
        ],
        "bo": [
          Rank(rank: 2, before: 1), Rank(rank: 1, before: 2), Rank(rank: 1, before: nil),
          Rank(rank: 2, before: nil),
        ],
        "cy": [nil, nil, nil, Rank(rank: 1, before: nil)],
      ])
    let moment = try String(
      contentsOfFile: scratch.path("public/assets/moment.js"), encoding: .utf8)
    #expect(moment.contains("{week: 1, month: 1, year: 1, all: 0}"))
  }
}
