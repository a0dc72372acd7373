import Foundation
import Glibc
import Testing

@testable import Write

@Suite final class TargetTests {
  private let folder: String

  init() throws {
    folder =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("rollcall-target-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(
      atPath: "\(folder)/above/public", withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// The number of the folder above, and the name in it.
  private func place(_ path: String) throws -> String {
    let target = try Target("\(folder)/\(path)")
    return "\(try #require(target.parent.status).st_ino) \(target.name.text)"
  }

  private func link(_ name: String, to text: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder)/\(name)", withDestinationPath: text)
  }

  @Test(arguments: [
    "above/public/", "above/../above/public", "above/public/.", "above/./public", "link", "further",
    "up/public", "link/../public",
  ])
  func isOneWhateverNamesLeadThere(path: String) throws {
    try link("link", to: "above/public/")
    try link("further", to: "\(folder)/link")
    try link("up", to: "above")
    #expect(try place(path) == place("above/public"))
  }

  @Test func isWhereALinkWillLead() throws {
    try link("link", to: "above/../above/next")
    try link("further", to: "link")
    for path in ["link", "further", "above/next/"] {
      #expect(try place(path) == place("above/next"))
    }
    #expect(try place("above/next") != place("above/public"))
  }

  @Test(arguments: ["no/public", "no/..", "no/.", "file/public"])
  func refusesWhatIsInNoFolder(path: String) throws {
    try "x".write(toFile: "\(folder)/file", atomically: false, encoding: .utf8)
    let path = "\(folder)/\(path)"
    #expect(throws: WriteError(path: path, reason: .noParent)) { try Target(path) }
  }

  @Test func followsNoLinksInACircle() throws {
    try link("one", to: "two")
    try link("two", to: "one")
    let path = "\(folder)/one"
    #expect(
      throws: WriteError(path: path, reason: .system("Too many levels of symbolic links"))
    ) { try Target(path) }
  }

  /// Of the longest name that a disk takes, each with a name of its own.
  @Test func namesWhatGoesBesideItByItsName() throws {
    let long = String(repeating: "ä", count: 127)
    let names = try ["public", long + "1", long + "2"].map {
      try Target("\(folder)/\($0)").beside("lock").bytes
    }
    #expect(names[0] == Array(".rollcall-public.lock".utf8))
    #expect(Set(names).count == 3)
    #expect(names.allSatisfy { $0.count <= 255 - 16 })
  }
}
