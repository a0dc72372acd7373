import Bytes
import Foundation
import Testing

@Suite final class InputStatesTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "rollcall-states-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func write(_ text: String, to name: String) throws {
    try text.write(to: folder.appending(path: name), atomically: false, encoding: .utf8)
  }

  private enum Change: CaseIterable {
    case none, shorter, asLong, longer, replaced, gone, added
  }

  /// Whether the files are still as they were, and whether one was overwritten.
  @Test(
    arguments: zip(
      Change.allCases,
      [
        (true, false), (false, true), (false, true), (false, false), (false, false), (false, false),
        (false, false),
      ]))
  private func tells(change: Change, told: (areStill: Bool, isOverwritten: Bool)) throws {
    try write("one", to: "a.json")
    try write("two", to: "b.json")
    let states = InputStates([FilePath(folder.path), FilePath("-")])
    switch change {
    case .none: break
    case .shorter: try write("x", to: "b.json")
    case .asLong: try write("owt", to: "b.json")
    case .longer: try write("two more", to: "b.json")
    case .replaced:
      try write("new", to: "new")
      #expect(
        rename(folder.appending(path: "new").path, folder.appending(path: "b.json").path) == 0)
    case .gone: try FileManager.default.removeItem(at: folder.appending(path: "b.json"))
    case .added: try write("three", to: "c.json")
    }
    #expect(states.areStill == told.areStill)
    let expected = told.isOverwritten ? FilePath("\(folder.path)/b.json") : nil
    #expect(states.firstOverwritten == expected)
  }
}
