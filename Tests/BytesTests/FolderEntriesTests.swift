import Bytes
import Foundation
import Testing

@Suite struct FolderEntriesTests {
  @Test func namesAllButTheFolderItselfAndTheOneAbove() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "rollcall-entries-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appending(path: "inside"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data().write(to: folder.appending(path: ".hidden"))
    // No UTF-8, as Latin-1 has it.
    let latin = folder.path.utf8.map { CChar(bitPattern: $0) } + [47, CChar(bitPattern: 0xE9), 0]
    close(open(latin, O_CREAT | O_WRONLY, 0o600))
    let directory = try #require(opendir(folder.path))
    let entries = try #require(FolderEntry.all(in: directory))
    let found = entries.map { "\($0.name) \($0.type == DT_DIR)" }.sorted()
    #expect(
      found
        == [
          "\(Array(".hidden".utf8)) false", "\(Array("inside".utf8)) true", "[233] false",
        ].sorted())
  }
}
