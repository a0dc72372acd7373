import Bytes
import Testing

@testable import Ingest

/// The same records as one document and as NDJSON, by one worker and by eight.
@Suite struct FormatsTests {
  private let files: DumpFile
  init() throws { files = try DumpFile() }

  /// Good records and bad ones of every kind, in several windows.
  private func records() -> [(kind: String, text: String)] {
    var random = Seeded(state: 11)
    var records: [(kind: String, text: String)] = []
    for number in 0..<3000 {
      let note = String(repeating: "\\\"]},{", count: Int.random(in: 0..<12, using: &random))
      records.append(("user", "\"id\":\"u\(number % 2900)\",\"name\":\"\(note)\""))
    }
    for number in 0..<50 { records.append(("workspace", "\"id\": \(number)")) }
    for _ in 0..<4000 {
      let user = Int.random(in: 0..<3000, using: &random)
      let workspace = Int.random(in: 0..<52, using: &random)
      records.append(("membership", "\"user_id\":\"u\(user)\",\"workspace_id\":\(workspace)"))
    }
    let ats = [
      "\"2026-03-01\"", "1770000000", "\"soon\"", "\"2026-02-03T04:05:06Z\"", "[{}]", "nul",
    ]
    for number in 0..<40_000 {
      let user = Int.random(in: 0..<2950, using: &random)
      let at = ats[Int.random(in: 0..<600, using: &random) % (number % 50 == 0 ? 6 : 2)]
      records.append(
        (
          "event",
          "\"user_id\":\"u\(user)\",\"type\":\"t\(number % 7)\",\"at\":\(at),"
            + "\"workspace_id\":\"\(number % 51)\",\"x\":\"\(String(repeating: "é", count: number % 61))\""
        ))
    }
    return records
  }

  private func document(_ records: [(kind: String, text: String)]) -> String {
    let kinds = ["user", "workspace", "membership", "event"]
    return "{"
      + kinds.map { kind in
        let own = records.filter { $0.kind == kind }.map { "{\($0.text)}" }
        return "\"\(kind)s\":[\(own.joined(separator: ",\n"))]"
      }.joined(separator: ",") + "}"
  }

  /// All but places, which differ, and examples, which in NDJSON say their kind.
  private func words(_ dump: Dump) -> [String] {
    dump.words.filter { !$0.hasPrefix("QualityRow") } + dump.reasons
  }

  @Test func sayTheSameByAnyNumberOfWorkers() throws {
    let records = records()
    let lines = records.map { "{\"kind\":\"\($0.kind)\",\($0.text)}\n" }.joined()
    let document = document(records)
    #expect(document.utf8.count > 2 * Window.size)
    let dump = try files.read(document)
    #expect(dump.events.count > 30_000)
    #expect(
      dump.quality.filter { !$0.isNote }.map(\.reason.name) == [
        "invalid_json", "invalid_time", "duplicate_user", "unknown_user", "unknown_workspace",
        "duplicate_membership",
      ])
    #expect(try words(dump) == words(files.read(lines)))
    #expect(try words(dump) == words(files.read(lines, threads: 8)))
    #expect(try dump.words == files.read(document, threads: 8).words)
  }
}
