import Bytes
import Ingest
import Testing

@testable import Search

@Suite struct SearchBlocksTests {
  private let arena = Arena()

  /// The blocks of `rows` (name, email, id), by name in their order.
  private func blocks(
    _ rows: [(String, String, String)], domains: [String] = []
  ) -> [(name: String, text: String)] {
    var texts: [String: String] = [:]
    var blocks = SearchBlocks<Never>(domains: domains.map { Array("@\($0)".utf8) }) { bytes, path in
      texts[path] = String(decoding: bytes, as: UTF8.self)
    }
    blocks.begin(group: 2)
    for (name, email, id) in rows {
      blocks.add(name: arena.keep(name), email: arena.keep(email), id: arena.keep(id))
    }
    blocks.endBlock()
    return blocks.names.map { ($0, texts["search/\($0).js"] ?? "") }
  }

  @Test func printsRows() {
    let found = blocks(
      [("Ada", "ada@acme.example", "u1"), ("", "", "u2"), ("Jürgen <\"\\", "j@x.example", "u3")],
      domains: ["acme.example"])
    #expect(
      found.map(\.text) == [
        "rollcall.block(2, \"Ada\tada\u{1}\tu1\\n\t\tu2\\n"
          + "Jürgen \\u003c\\\"\\\\\tj@x.example\tu3\t\tjurgen juergen\\n\");\n"
      ])
  }

  /// Ids and emails of further accounts, each once, beside the row's own; all together no more than
  /// a quarter longer than the texts.
  @Test func addsAccountsOnce() throws {
    var text = ""
    var blocks = SearchBlocks<Never>(domains: [Array("@acme.example".utf8)]) { bytes, _ in
      text = String(decoding: bytes, as: UTF8.self)
    }
    func account(_ id: String, _ email: String) -> UserAccount {
      UserAccount(system: .empty, id: arena.keep(id), email: arena.keep(email))
    }
    blocks.begin(group: 0)
    blocks.add(
      name: arena.keep("Ada"), email: arena.keep("ada@acme.example"), id: arena.keep("okta-1"),
      accounts: [
        account("okta-1", "ada@acme.example"), account("slack-Ä\"", "Ada@acme.example"),
        account("", "ada@home.example"), account("x", "ada@home.example"),
      ])
    blocks.endBlock()
    #expect(
      text == "rollcall.block(0, \"Ada\tada\u{1}\tokta-1\t\t\t"
        + "slack-Ä\\\" slack-a\\\" slack-ae\\\" Ada\u{1} ada@home.example x\\n\");\n")
  }

  /// Once for all who have it, with the forms of its words.
  @Test func addsTitles() throws {
    let titles = SearchTitles(["Köchin", "Baker", "Köchin", "", ""].map { arena.keep($0) })
    #expect(titles.all == [arena.keep("Köchin")])
    var text = ""
    var blocks = SearchBlocks<Never>(domains: [], titles: titles) { bytes, _ in
      text = String(decoding: bytes, as: UTF8.self)
    }
    blocks.begin(group: 0)
    for (id, title) in [("u1", "Köchin"), ("u2", "Bäckerin"), ("u3", "Baker")] {
      blocks.add(name: .empty, email: .empty, id: arena.keep(id), title: arena.keep(title))
    }
    blocks.endBlock()
    #expect(
      text == "rollcall.block(0, \"\t\tu1\t\u{E}0\\n"
        + "\t\tu2\tBäckerin\u{F}backerin baeckerin\\n\t\tu3\tBaker\\n\");\n")
  }

  /// The folder and the hash of the page's name, in scalars that nobody types.
  @Test func addsTheHashWhereAnIdDoesNotGiveThePath() throws {
    let text = try #require(blocks([("n", "", "a\tb")]).first).text
    let row = try #require(text.split(separator: "\"").dropFirst().first)
    let fields = row.dropLast(2).split(separator: "\t", omittingEmptySubsequences: false)
    #expect(fields.dropLast() == ["n", "", "a b", "", "", ""])
    #expect(fields.last?.unicodeScalars.count == 34)
    #expect(fields.last?.unicodeScalars.allSatisfy { (16..<32).contains($0.value) } == true)
  }

  @Test func cutsASmallBlockThenLargeOnesBetweenRows() {
    let rows = (0..<9000).map { ("Name \($0)", "mail\($0)@x.example", "id-\($0)") }
    let found = blocks(rows)
    let sizes = found.map(\.text.utf8.count)
    #expect(sizes.count == 3)
    #expect((60_000...66_000).contains(sizes[0]))
    #expect((255_000...263_000).contains(sizes[1]))
    #expect(sizes[2] < 263_000)
    let lines = found.flatMap { $0.text.split(separator: "\"")[1].components(by: "\\n") }
    #expect(lines == rows.map { "\($0)\t\($1)\t\($2)" })
  }

  @Test func keepsTheNameOfABlockWhoseRowsStay() throws {
    let rows = (0..<5000).map { ("Name \($0)", "", "id-\($0)") }
    let before = blocks(rows).map(\.name)
    let after = blocks(rows.dropLast() + [("Other", "", "other")]).map(\.name)
    try #require(before.count == 2)
    #expect(before[0] == after[0])
    #expect(before[1] != after[1])
  }
}

extension Substring {
  /// Without the empty piece at the end.
  fileprivate func components(by mark: String) -> [String] {
    split(separator: mark).map(String.init)
  }
}
