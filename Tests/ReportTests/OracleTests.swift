import Foundation
import Testing

/// The seven dumps of ../shared against what others computed from them.
@Suite struct OracleTests {
  static let isHere = FileManager.default.fileExists(
    atPath: Program.shared.appendingPathComponent("expected-2").path)

  @Test(
    .enabled(if: OracleTests.isHere, "../shared/expected-2 is not here"),
    arguments: [
      "hummingbird.json", "pallets.ndjson", "torture-1.json", "torture-2.json",
      "torture-3.ndjson", "torture-4.json", "torture-5.ndjson",
    ])
  func givesExactlyTheExpectedTables(dump: String) throws {
    let scratch = try Scratch()
    let file = Program.shared.appendingPathComponent("dumps/\(dump)").path
    let ending = try Program.run(["build", file, "--output", scratch.path("public")])
    try #require(ending.status == 0, "\(ending.errors)")
    let report = Report(folder: scratch, ending: ending)
    let name = String(dump.prefix { $0 != "." })
    let folder = Program.shared.appendingPathComponent("expected-2/\(name)")
    let pages = [
      "user-by-id": try pages(report.table("users.csv")),
      "workspace-by-id": try pages(report.table("workspaces.csv")),
    ]
    let tables = try tables(in: folder)
    #expect(tables.count >= 16)
    for path in tables {
      let wanted = try Table(Data(contentsOf: folder.appendingPathComponent(path)))
      let parts = path.split(separator: "/").map(String.init)
      let own = parts.count == 2 ? pages[parts[0]] : nil
      guard let written = own == nil ? path : own?[parts[1]] else {
        Issue.record("\(name)/\(path): no row with that id")
        continue
      }
      let found = try report.table(written)
      if let difference = found.difference(from: wanted, path) {
        Issue.record("\(name)/\(path)\n\(difference)")
      }
    }
  }

  private func tables(in folder: URL) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".csv") }.sorted()
  }

  /// The CSV of each row's own page, by the name it has in `expected-2`.
  private func pages(_ table: Table) throws -> [String: String] {
    let rows = table.rows.map { row -> (String, String) in
      let name = row[0].utf8.map { isPlain($0) ? String(UnicodeScalar($0)) : "_" }.joined()
      return (name + ".csv", (row.last ?? "").dropLast(5) + ".csv")
    }
    return Dictionary(rows) { first, _ in first }
  }

  private func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
