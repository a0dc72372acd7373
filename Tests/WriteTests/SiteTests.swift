import Foundation
import Glibc
import Testing

@testable import Write

@Suite final class SiteTests {
  private let folder: String

  init() throws {
    folder =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("rollcall-site-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private var output: String { "\(folder)/public" }

  private func publish(_ files: [String: String]) throws {
    let site = try Site(output: output)
    try site.makeFolder("users")
    for (path, text) in files { try site.write(Array(text.utf8), to: path) }
    try site.publish()
  }

  private func names(_ path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: "\(output)/\(path)", encoding: .utf8)
  }

  private func error(_ output: String) -> WriteError? {
    do throws(WriteError) {
      _ = try Site(output: output)
      return nil
    } catch {
      return error
    }
  }

  @Test func publishesIntoAFolderThatIsNotThere() throws {
    try publish(["index.html": "one", "users/a.html": "a"])
    #expect(try names(output) == [".rollcall", "index.html", "users"])
    #expect(try text("users/a.html") == "a")
    #expect(try names(folder) == [".rollcall-public.lock", "public"])
  }

  @Test func replacesTheWholeReportBefore() throws {
    try publish(["index.html": "one", "old.html": "old"])
    try publish(["index.html": "two"])
    #expect(try names(output) == [".rollcall", "index.html", "users"])
    #expect(try text("index.html") == "two")
    #expect(try names(folder) == [".rollcall-public.lock", "public"])
  }

  @Test func publishesIntoAnEmptyFolder() throws {
    try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: false)
    try publish(["index.html": "one"])
    #expect(try text("index.html") == "one")
  }

  @Test func takesATrailingSlashForTheSameFolder() throws {
    let site = try Site(output: output + "//")
    #expect(site.target == output)
  }

  @Test func keepsTheOldReportWhenARunIsGivenUp() throws {
    try publish(["index.html": "one"])
    do {
      let site = try Site(output: output)
      try site.write(Array("two".utf8), to: "index.html")
    }
    #expect(try text("index.html") == "one")
    #expect(try names(folder) == [".rollcall-public.lock", "public"])
  }

  /// A run that was killed leaves its folder behind; the next one clears it.
  @Test func clearsWhatAKilledRunLeft() throws {
    let left = "\(folder)/.rollcall-public.new/users"
    try FileManager.default.createDirectory(atPath: left, withIntermediateDirectories: true)
    try "left".write(toFile: "\(left)/x.html", atomically: false, encoding: .utf8)
    try publish(["index.html": "one"])
    #expect(try names(output) == [".rollcall", "index.html", "users"])
    #expect(try names("\(output)/users") == [])
  }

  @Test func refusesAFolderThatIsNotOurs() throws {
    try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: false)
    try "keep".write(toFile: "\(output)/holiday.txt", atomically: false, encoding: .utf8)
    #expect(error(output) == WriteError(path: output, reason: .notOurs))
    #expect(try text("holiday.txt") == "keep")
    #expect(error("/") == WriteError(path: "/", reason: .notOurs))
  }

  @Test func refusesAFileAndALink() throws {
    try "keep".write(toFile: output, atomically: false, encoding: .utf8)
    #expect(error(output) == WriteError(path: output, reason: .isAFile))
    let link = "\(folder)/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/tmp")
    #expect(error(link) == WriteError(path: link, reason: .isAFile))
  }

  @Test func refusesWithoutAFolderAbove() {
    let path = "\(folder)/no/public"
    #expect(error(path) == WriteError(path: path, reason: .noParent))
  }

  @Test func refusesANameThatNoDiskTakes() {
    let path = "\(folder)/\(String(repeating: "x", count: 300))"
    #expect(error(path) == WriteError(path: path, reason: .system("File name too long")))
  }

  @Test func letsOneRunPublishAtATime() throws {
    do {
      let first = try Site(output: output)
      #expect(error(output) == WriteError(path: output, reason: .busy))
      try first.publish()
    }
    #expect(error(output) == nil)
  }

  @Test func writesAFileOnce() throws {
    let site = try Site(output: output)
    try site.write([1], to: "a")
    #expect(throws: WriteError(path: "a", reason: .system("File exists"))) {
      try site.write([2], to: "a")
    }
    #expect(throws: WriteError(path: "no/a", reason: .system("No such file or directory"))) {
      try site.write([2], to: "no/a")
    }
  }
}
