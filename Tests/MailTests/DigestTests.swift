import Foundation
import Testing

@testable import Mail

@Suite struct DigestTests {
  private var digest: Digest {
    var digest = Digest()
    digest.language = "en"
    digest.asOf = 1_795_514_400
    digest.organization = "Acme \"&\" Söns \\"
    digest.attached = "Attached: {files}."
    digest.figures.rows = [
      .init(
        metric: "active_today", value: .count(12), before: .count(0), text: "12", label: "Active",
        detail: "", page: "index.html"),
      .init(
        metric: "stickiness", value: .share(thousandths: 15), before: nil, text: "0.015",
        label: "Stickiness", detail: "", page: ""),
    ]
    digest.month.subject = "Acme: October"
    digest.week.board.rows = [
      .init(
        rank: 1, moved: "▲ 2", id: "u1", name: "Ada", detail: "", score: .max, text: "9,2",
        page: "users/00/u1.html")
    ]
    digest.tables = [.init(name: "leaderboard/last-week", saveAs: "acme.csv")]
    return digest
  }

  @Test func readsBackWhatItWrote() throws {
    #expect(try Digest(digest.bytes) == digest)
  }

  @Test func writesSharesWithThreeDecimals() {
    let text = String(decoding: digest.bytes, as: UTF8.self)
    #expect(text.contains("\"value\": 0.015,\n        \"before\": null,"))
    #expect(text.contains("\"as_of\": \"2026-11-24T10:00:00Z\""))
  }

  @Test(arguments: ["", "{", "[]x", "{\"format\":1}}", "\u{FEFF}"])
  func refusesWhatIsNotJSON(text: String) {
    #expect(throws: DigestError(reason: .notJSON)) { try Digest(Array(text.utf8)) }
  }

  @Test(arguments: ["[]", "{}", "{\"format\": 2}", "{\"format\": \"1\"}", "null"])
  func refusesAnotherFormat(text: String) {
    #expect(throws: DigestError(reason: .otherFormat)) { try Digest(Array(text.utf8)) }
  }

  @Test(arguments: [
    ("\"language\": \"en\"", "\"language\": 1", "language"),
    ("\"score\": 9223372036854775807", "\"score\": \"1\"", "leaders.week.board.rows.0.score"),
    ("\"name\": \"Ada\"", "\"name\": \"A\\nBcc: a@b\"", "leaders.week.board.rows.0.name"),
    ("\"name\": \"Ada\"", "\"name\": \"A\\u2028\"", "leaders.week.board.rows.0.name"),
    ("\"name\": \"Ada\"", "\"name\": \"A\\u0085\"", "leaders.week.board.rows.0.name"),
    ("leaderboard/last-week\"", "../last-week\"", "tables.0.name"),
    ("leaderboard/last-week\"", "/etc/passwd\"", "tables.0.name"),
    ("2026-11-24T10:00:00Z", "yesterday", "as_of"),
    ("\"save_as\": \"", "\"save_as\": \"../", "tables.0.save_as"),
    ("\"save_as\": \"", "\"save_as\": \"\\u202e", "tables.0.save_as"),
  ])
  func saysWhatIsWrong(place: String, hostile: String, path: String) throws {
    let text = String(decoding: digest.bytes, as: UTF8.self)
    let parts = text.components(separatedBy: place)
    try #require(parts.count == 2)
    let error = DigestError(reason: .wrong(path))
    #expect(throws: error) { try Digest(Array(parts.joined(separator: hostile).utf8)) }
    #expect(
      error.description
        == "digest.json: \(path): not what rollcall writes there; build the report anew")
  }
}
