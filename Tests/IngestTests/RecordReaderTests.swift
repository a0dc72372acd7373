import Testing

@testable import Bytes
@testable import Ingest

@Suite struct RecordReaderTests {
  private static let lines = #"""
    {"kind":"user","id":"u1","name":"Ad\u00e9","bot":true,"created_at":1700000000}
    {"kind":"user","id":9007199254740993}
    {"kind":"workspace","id":7,"archived":true}
    {"kind":"membership","user_id":"u1","workspace_id":7,"role":"editor","since":"2026-02-01"}
    {"kind":"event","user_id":"u1","workspace_id":7,"type":"t","at":"2026-02-01","count":12}
    {"kind":"event","user_id":"u1","type":"t","at":1700000000000}
    {"kind":"organization","id":"o","exported_at":"2026-11-24T10:00:00Z"}
    [1]
    {"kind":"event"
    """#

  /// All columns in words.
  private func words(_ reader: RecordReader) -> [String] {
    let bytes = Array(Self.lines.utf8)
    let window = Window(capacity: bytes.count)
    window.append(bytes)
    reader.read(Chunk(source: 0, offset: 0, count: bytes.count), window)
    var words = reader.users.map {
      "\($0.id.string) \($0.name.string) \($0.isBot) \($0.createdAt) \($0.position)"
    }
    words += reader.workspaces.map { "\($0.id.string) \($0.isArchived)" }
    words += reader.memberships.map { "\($0.user) \($0.workspace) \($0.role.string) \($0.since)" }
    words += reader.organizations.map { "\($0.id.string) \($0.exportedAt)" }
    reader.events.forEachRun(in: 0..<reader.events.count) { rows, _ in
      words += rows.map { "\($0.user) \($0.time) \($0.pair) \($0.count) \($0.isDate)" }
    }
    return words + ["\(reader.findings)"]
  }

  /// As on a machine that simdjson does not know.
  @Test func readsTheSameWithoutSimdjson() {
    let quick = words(RecordReader(dropping: .none))
    #expect(quick.count == 8)
    #expect(words(RecordReader(dropping: .none, parser: RecordParser(parser: nil))) == quick)
  }

  @Test func knowsKindsWithoutSimdjson() {
    let probe = RecordProbe(parser: nil)
    func hasKind(_ line: String) -> Bool {
      Array(line.utf8).withUnsafeBytes { probe.hasKind($0) }
    }
    #expect(hasKind(#"{"kind":"user"}"#))
    #expect(!hasKind(#"{"kind":5}"#))
    #expect(!hasKind(#"{"kind":"user""#))
  }
}
