import Bytes
import Civil
import Configure
import Ingest
import Measure
import Rank
import Testing

@testable import Render

@Suite struct TableTests {
  private struct Entry {
    var name: Text
    var count: Int?
    var change = Change.none
    var state = AccountState.status
  }

  private let table = Table<Entry>(
    of: { _ in Subject() },
    [
      Column("name", .text { $0.name }, .init(3, .name)),
      Column(.none, .init(1, .nothing, .bar { ($0.count ?? 0, 9) })),
      Column("count", .number { $0.count }, .init(2, .events, missing: .noRank)),
      Column("change", .change { $0.change }),
      Column("state", .state { ($0.state, Text("=away")) }),
      Column("names", .texts { [$0.name, Text("+b")] }),
      Column("time", .time { $0.count }),
      Column("page", .page { $0.name }),
      Column("zone", .zone),
    ])

  private func csv(_ rows: [Entry]) throws -> [Substring] {
    let base = try #require(BaseURL("https://a.example"))
    let csv = table.csv(rows, CSVSetting(zone: .utc, baseURL: base))
    return String(decoding: csv.bytes.buffer.dropFirst(3), as: UTF8.self).split(separator: "\r\n")
  }

  @Test func printsEveryNamedColumnOfEveryRow() throws {
    #expect(
      try csv([
        Entry(name: Text("=x"), count: 3, change: .by(-2)),
        Entry(name: Text("y"), count: nil, change: .new, state: .quiet),
      ]) == [
        #""name","count","change","state","names","time","page","zone""#,
        #""'=x","3","-2","'=away","'=x; '+b","1970-01-01 00:00:03","https://a.example/=x.html","UTC""#,
        #""y","","NEW","quiet","y; '+b","","https://a.example/y.html","UTC""#,
      ])
    #expect(try csv([]).count == 1)
  }

  @Test func showsColumnsByTheirPlace() {
    #expect(table.heads.map(\.label) == [.nothing, .phrase(.events), .phrase(.name)])
    #expect(
      table.heads.map { "\($0.css) \($0.isSorted)" } == ["bars false", " true", "t true"])
    let short = table.onPages { $0 < 3 }
    #expect(short.heads.map(\.label) == [.nothing, .phrase(.events)])
    #expect(short.heads.allSatisfy { !$0.isSorted })
    #expect(short.values.isEmpty)
    #expect(short.subject == nil)
  }
}
