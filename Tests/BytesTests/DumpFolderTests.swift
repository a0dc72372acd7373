import Foundation
import Testing

@testable import Bytes

@Suite final class DumpFolderTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("rollcall-folder-\(UUID().uuidString)").path

  init() throws {
    try FileManager.default.createDirectory(
      atPath: folder + "/in/b/c", withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func touch(_ name: [UInt8]) throws {
    let path = FilePath(folder + "/in").appending(FilePath(bytes: name))
    let file = open(path.cString, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    try #require(file >= 0)
    close(file)
  }

  private func look() throws -> DumpFolder {
    try DumpFolder(FilePath(folder + "/in"), archives: false)
  }

  /// By bytes of the relative path: `-` before `.` before `/`, letters, then what is no ASCII.
  @Test func findsDumpsInTheOrderOfBytes() throws {
    let names = ["a-1.json", "a.json.gz", "b/c/x.ndjson", "b.jsonl", "é.json", "B.json"]
    for name in names { try touch(Array(name.utf8)) }
    try touch([0xE9] + Array(".json".utf8))
    let files = try look().files
    #expect(
      files.dropLast().map(\.text)
        == ["B.json", "a-1.json", "a.json.gz", "b.jsonl", "b/c/x.ndjson", "é.json"])
    #expect(files.last?.bytes == [0xE9] + Array(".json".utf8))
    #expect(files.last?.text == "\u{FFFD}.json")
  }

  @Test func saysWhatItLeavesOut() throws {
    for name in ["a.json", "x.NDJSON", "b/notes.txt", ".hidden.json", "json", "y.json.bz2"] {
      try touch(Array(name.utf8))
    }
    try #require(symlink("b", folder + "/in/link") == 0)
    try #require(symlink("a.json", folder + "/in/same.json") == 0)
    try #require(symlink("nowhere", folder + "/in/broken.txt") == 0)
    let found = try look()
    #expect(found.files.map(\.text) == ["a.json", "same.json"])
    #expect(
      found.leftOut.map(\.text)
        == ["b/notes.txt", "broken.txt", "json", "link", "x.NDJSON", "y.json.bz2"])
  }

  @Test func readsNoReportThatLiesInTheFolder() throws {
    for name in ["a.json", "b/.rollcall", "b/digest.json", "b/c/x.json"] {
      try touch(Array(name.utf8))
    }
    let found = try look()
    #expect(found.files.map(\.text) == ["a.json"])
    #expect(found.leftOut.map(\.text) == ["b"])
  }

  @Test func stopsAtALinkThatLeadsNowhere() throws {
    try #require(symlink("nowhere", folder + "/in/b/broken.json") == 0)
    #expect(
      throws: InputError(
        .unreadable("No such file or directory"),
        at: Place(file: folder + "/in/b/broken.json", line: 1, column: 1))
    ) { try look() }
  }
}
