import Foundation
import Glibc
import Testing

@testable import Write

/// What killed runs left, and what only looks like it.
@Suite final class StagingTests {
  private let folder: String
  private let name = ".rollcall-public.0123456789abcdef"

  init() throws {
    folder =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("rollcall-staging-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(
      atPath: "\(folder)/\(name)/report/users", withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func write(_ text: String, to path: String) throws {
    try text.write(toFile: "\(folder)/\(path)", atomically: false, encoding: .utf8)
  }

  private func clear() throws -> [WriteError] {
    let target = try Target("\(folder)/public")
    let staging = Staging(target, keep: ["kept"].map { ReportPath($0) }, threads: 1)
    try staging.clear(like: nil)
    return staging.takeLeftovers()
  }

  private var isThere: Bool { FileManager.default.fileExists(atPath: "\(folder)/\(name)") }

  private let mark = "Made by rollcall for the report public; the next run removes it.\n"

  @Test func removesAnUnfinishedReport() throws {
    try write(mark, to: "\(name)/mark")
    try write("left", to: "\(name)/report/users/x.html")
    try write("A rep", to: "\(name)/report/.rollcall")
    // Latin-1: no text in UTF-8.
    let file = creat(
      "\(folder)/\(name)/report/caf".utf8CString.dropLast() + [CChar(-23), 0], 0o644)
    try #require(file >= 0)
    close(file)
    #expect(try clear() == [])
    #expect(!isThere)
  }

  @Test(arguments: ["", "Made by rollcall for the report publi", nil])
  func removesWhatARunLeftThatWasKilledAtOnce(mark: String?) throws {
    try FileManager.default.removeItem(atPath: "\(folder)/\(name)/report")
    if let mark { try write(mark, to: "\(name)/mark") }
    #expect(try clear() == [])
    #expect(!isThere)
  }

  @Test(arguments: [
    "", "Made by rollcall for the report public.2; the next run removes it.\n", nil,
  ])
  func leavesAloneWhatHasNoMarkOfThisReport(mark: String?) throws {
    if let mark { try write(mark, to: "\(name)/mark") }
    try write("mine", to: "\(name)/report/x")
    #expect(try clear() == [WriteError(path: "\(folder)/\(name)", reason: .unmarked)])
    #expect(FileManager.default.fileExists(atPath: "\(folder)/\(name)/report/x"))
  }

  @Test(arguments: [
    ".rollcall-public.new", ".rollcall-public.0123456789abcdeg", ".rollcall-public.0123456789abcde",
    ".rollcall-public.x.0123456789abcdef", ".rollcall-publi.0123456789abcdef",
  ])
  func looksIntoNoFolderOfAnotherName(other: String) throws {
    try FileManager.default.moveItem(atPath: "\(folder)/\(name)", toPath: "\(folder)/\(other)")
    try write(mark, to: "\(other)/mark")
    #expect(try clear() == [])
    #expect(FileManager.default.fileExists(atPath: "\(folder)/\(other)/report/users"))
  }

  /// Of a replaced report all that its list has, and what was kept where the new one has it too.
  @Test func removesOfAReportWhatItLists() throws {
    try write(mark, to: "\(name)/mark")
    let report = "\(name)/report"
    let list = Contents(
      [], paths: ["a.html", "users"].map { Contents.digest(of: ReportPath($0), seed: 7) }, seed: 7)
    let manifest = Manifest(
      asOf: 1, users: 1, workspaces: 1, events: 1, zone: "UTC", fingerprint: "")
    try (Data(manifest.text.utf8) + list.bytes).write(
      to: URL(fileURLWithPath: "\(folder)/\(report)/.rollcall"))
    for path in ["a.html", "kept", "users/mine"] { try write("x", to: "\(report)/\(path)") }
    let first = "\(folder)/\(report)/kept"
    #expect(try clear() == [WriteError(path: first, reason: .stranger)])
    try FileManager.default.createDirectory(
      atPath: "\(folder)/public", withIntermediateDirectories: false)
    try write("x", to: "public/kept")
    let second = "\(folder)/\(report)/users/mine"
    #expect(try clear() == [WriteError(path: second, reason: .stranger)])
    #expect(
      try FileManager.default.subpathsOfDirectory(atPath: "\(folder)/\(name)").sorted()
        == ["mark", "report", "report/.rollcall", "report/users", "report/users/mine"])
    try FileManager.default.removeItem(atPath: second)
    #expect(try clear() == [])
    #expect(!isThere)
  }
}
