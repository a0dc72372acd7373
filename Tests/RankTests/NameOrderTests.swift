import Bytes
import Foundation
import Ingest
import Testing

@testable import Rank

@Suite struct NameOrderTests {
  private func read(_ text: String) throws -> Dump {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("rollcall-names-\(UUID().uuidString).json").path
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try Ingest.read(try InputFiles([FilePath(path)]), IngestOptions())
  }

  /// Small letters are no later than capitals, accents make no difference, long beginnings that
  /// are alike are told apart; then email and id decide, by their bytes.
  @Test func goesByFoldedNameThenEmailThenId() throws {
    let users = [
      ("1", "Zoe", "b@x"), ("2", "ada", ""), ("3", "Ada", "z@x"), ("4", "Ádá", "Z@x"),
      ("5", "Zoë", "a@x"), ("6", "adam", ""), ("7", "bob", ""), ("9", "  Bob ", ""),
      ("8", "Bob", ""),
      ("10", "Constantine B", ""), ("11", "Constantine A", ""), ("é", "", ""), ("f", "", ""),
    ]
    let records = users.map { #"{"id": "\#($0)", "name": "\#($1)", "email": "\#($2)"}"# }
    let dump = try read("{\"users\": [\(records.joined(separator: ","))]}")
    #expect(
      NameOrder.of(dump.users).map { dump.users[$0].id.string }
        == ["2", "4", "3", "6", "7", "8", "9", "11", "10", "é", "f", "5", "1"])
  }

  @Test func goesByNameAndIdOfWorkspaces() throws {
    let records = [("b", "zoo"), ("a", "Zoo"), ("c", "Ärzte"), ("d", "")].map {
      #"{"id": "\#($0)", "name": "\#($1)"}"#
    }
    let dump = try read("{\"users\": [], \"workspaces\": [\(records.joined(separator: ","))]}")
    #expect(
      NameOrder.of(dump.workspaces).map { dump.workspaces[$0].id.string } == ["c", "d", "a", "b"])
  }
}
