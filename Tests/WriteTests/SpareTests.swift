import Foundation
import Glibc
import Testing

@testable import Write

/// The report before the last, which the next run brings up to date.
@Suite final class SpareTests {
  private let folder: String

  init() throws {
    folder =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("rollcall-spare-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private var output: String { "\(folder)/public" }
  private var spare: String { "\(folder)/.rollcall-public.spare/report" }
  private let manifest = Manifest(
    asOf: 1, users: 2, workspaces: 3, events: 4, zone: "UTC", fingerprint: "5f")

  /// Publishes files with their texts, an hour after the report before; each page in `users` is known
  /// by what it is made of.
  @discardableResult
  private func publish(
    _ files: [String: String], folders: [String] = ["users"], base: [UInt8] = [],
    keep: [String] = [], isRebuilt: Bool = false
  ) throws -> [WriteError] {
    let site = try site(keep: keep, isRebuilt: isRebuilt)
    try site.begin(folders, base: base)
    for (path, text) in files.sorted(by: { $0.key < $1.key }) {
      let input = text.utf8.reduce(UInt128(1)) { $0 * 257 + UInt128($1) }
      _ = try site.write(path, madeOf: path.hasPrefix("users/") ? input : nil) {
        (Array(text.utf8), input)
      }
    }
    try site.publish(manifest)
    try set(4_000_000_000, of: "\(output)/.rollcall")
    return site.takeLeftovers()
  }

  private func site(keep: [String] = [], isRebuilt: Bool = false) throws -> Site {
    try openSite(output: output, keep: keep, isRebuilt: isRebuilt)
  }

  private func set(_ seconds: Int, of path: String) throws {
    let time = timespec(tv_sec: seconds, tv_nsec: 0)
    try #require(utimensat(AT_FDCWD, path, [time, time], 0) == 0)
  }

  private func inode(_ path: String) throws -> ino_t {
    var status = stat()
    try #require(lstat(path, &status) == 0)
    return status.st_ino
  }

  /// Paths in the report with their texts; folders have none.
  private func report() throws -> [String: String] {
    try FileManager.default.subpathsOfDirectory(atPath: output).reduce(into: [:]) { found, path in
      if path == ".rollcall" { return }
      found[path] = (try? String(contentsOfFile: "\(output)/\(path)", encoding: .utf8)) ?? ""
    }
  }

  private func beside() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  private let withSpare = [".rollcall-public.lock", ".rollcall-public.spare", "public"]
  private let alone = [".rollcall-public.lock", "public"]
  private let first = ["index.html": "1", "users/a.html": "a", "users/b.html": "b"]

  @Test func isBroughtUpToDateAndExchanged() throws {
    try publish(first)
    let (oldest, a) = (try inode(output), try inode("\(output)/users/a.html"))
    #expect(try beside() == alone)
    try publish(["index.html": "2", "users/a.html": "a", "users/b.html": "b2", "gone.html": "x"])
    #expect(try beside() == withSpare)
    #expect(try inode(spare) == oldest)
    let third = ["index.html": "3", "users/a.html": "a", "users/b.html": "b2", "users/c.html": "c"]
    try publish(third)
    #expect(try inode(output) == oldest, "the very folder of the first report")
    #expect(try report() == third.merging(["users": ""]) { $1 })
    #expect(try inode("\(output)/users/a.html") == a)
    #expect(try inode("\(output)/users/b.html") == inode("\(spare)/users/b.html"))
    // What the first had and the third has not, and the other way round.
    let fourth = ["index.html": "3", "users/a.html": "a", "new/x.html": "x"]
    try publish(fourth, folders: ["users", "new"])
    #expect(try report() == fourth.merging(["users": "", "new": ""]) { $1 })
    try publish(["index.html": "3"], folders: [])
    #expect(try report() == ["index.html": "3"])
    try publish(fourth, folders: ["new", "users"])
    #expect(try report() == fourth.merging(["users": "", "new": ""]) { $1 })
    #expect(try beside() == withSpare)
  }

  /// Nothing of somebody who left stays, and nothing that is hidden behind a file's state.
  @Test(arguments: ["base", "rebuilt", "kept"])
  func goesWhereEveryPageIsMadeAnew(why: String) throws {
    for text in ["1", "2"] { try publish(first.merging(["index.html": text]) { $1 }) }
    #expect(try beside() == withSpare)
    if why == "kept" {
      try "mine".write(toFile: "\(output)/kept", atomically: false, encoding: .utf8)
    }
    let left = try publish(
      first, base: why == "base" ? [1] : [], keep: ["kept"], isRebuilt: why == "rebuilt")
    #expect(left == [])
    #expect(try beside() == alone)
    let kept = why == "kept" ? ["kept": "mine"] : [:]
    #expect(try report() == first.merging(["users": ""]) { $1 }.merging(kept) { $1 })
  }

  private func runShell(_ command: String) throws {
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", command]
    try shell.run()
    shell.waitUntilExit()
  }

  /// Whatever was done to it, the report is as one that is made anew.
  @Test(arguments: [
    "echo x > users/a.html", "mv users/b.html users/a.html", "rm users/a.html", "rm -r users",
    "rm users/a.html; ln -s ../index.html users/a.html", "chmod 600 users/a.html",
    "cp -p users/a.html c; mv c users/a.html", "touch -d 2001-01-01 users/a.html",
    "chmod 700 users", "chmod 755 ..", "rm users/a.html; mkdir users/a.html", "chmod g+s . users",
    "touch .rollcall-x.lock", "rm -r ../report", "rm -r users; ln -s ../../public/users users",
    "rm -r ..", "chmod g+s ../../public",
  ])
  func isNotTrustedWhereItWasTouched(command: String) throws {
    for text in ["1", "2"] { try publish(first.merging(["index.html": text]) { $1 }) }
    try runShell("cd '\(spare)' && \(command)")
    for text in ["3", "4", "5"] {
      let files = first.merging(["index.html": text]) { $1 }
      #expect(try publish(files) == [])
      #expect(try report() == files.merging(["users": ""]) { $1 })
      var status = stat()
      try #require(lstat("\(output)/users", &status) == 0)
      #expect(status.st_mode & 0o7777 == 0o755)
    }
    #expect(try beside() == withSpare)
  }

  /// Nobody knows any more what in it is somebody else's.
  @Test(arguments: [
    "rm .rollcall", "echo > .rollcall", "head -c 200 .rollcall > x; mv x .rollcall", "rm ../mark",
    "echo >> ../mark", "cd ../..; mv .rollcall-public.spare x; ln -s x .rollcall-public.spare",
    "cd ../..; mv .rollcall-public.spare x; touch .rollcall-public.spare",
  ])
  func isToldOfWhereItHasLostItsList(command: String) throws {
    for text in ["1", "2"] { try publish(first.merging(["index.html": text]) { $1 }) }
    try runShell("cd '\(spare)' && \(command) && echo mine > notes")
    for text in ["3", "4"] {
      let files = first.merging(["index.html": text]) { $1 }
      let told = try publish(files, base: [3])
      #expect(told.map(\.path) == ["\(folder)/.rollcall-public.spare"])
      #expect(try report() == files.merging(["users": ""]) { $1 })
    }
    let notes = command.contains("cd ") ? "\(folder)/notes" : "\(spare)/notes"
    #expect(try String(contentsOfFile: notes, encoding: .utf8) == "mine\n")
  }

  /// As when a backup of the folder above was put back.
  @Test func goesAtOnceWhereOtherPeopleAreInIt() throws {
    for text in ["1", "2"] { try publish(first.merging(["index.html": text]) { $1 }) }
    try FileManager.default.moveItem(
      atPath: "\(folder)/.rollcall-public.spare", toPath: "\(folder)/saved")
    try publish(first, base: [1])
    try FileManager.default.moveItem(
      atPath: "\(folder)/saved", toPath: "\(folder)/.rollcall-public.spare")
    do { _ = try site() }
    #expect(try beside() == alone)
  }

  /// What another report left is left to its own run while its lock is held, which a program that
  /// another test starts may do.
  private func clear(_ output: String, until isClear: ([String]) -> Bool) throws {
    for _ in 0..<10_000 where try !isClear(beside()) { _ = try openSite(output: output) }
  }

  @Test func goesWithItsReport() throws {
    for text in ["1", "2"] { try publish(first.merging(["index.html": text]) { $1 }) }
    let other = "\(folder)/other"
    do { _ = try openSite(output: other) }
    #expect(try beside() == [".rollcall-other.lock"] + withSpare)
    try FileManager.default.moveItem(atPath: output, toPath: other)
    try clear(other, until: { !$0.contains(".rollcall-public.spare") })
    #expect(try beside() == [".rollcall-other.lock", ".rollcall-public.lock", "other"])
  }

  /// Nor what a killed run left. Unless a run is about to make that report.
  @Test(arguments: ["nothing", "a link", "a folder"])
  func leavesNothingOfAReportThatIsGone(instead: String) throws {
    for text in ["1", "2"] { try publish(first.merging(["index.html": text]) { $1 }) }
    try FileManager.default.moveItem(atPath: output, toPath: "\(folder)/moved")
    switch instead {
    case "a link":
      try FileManager.default.createSymbolicLink(atPath: output, withDestinationPath: "moved")
    case "a folder":
      try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: false)
    default: break
    }
    let killed = "\(folder)/.rollcall-public.0123456789abcdef"
    try FileManager.default.copyItem(atPath: "\(folder)/.rollcall-public.spare", toPath: killed)
    let names = try beside()
    let lock = open("\(folder)/.rollcall-public.lock", O_RDWR | O_CLOEXEC)
    try #require(flock(lock, LOCK_EX) == 0)
    do { _ = try openSite(output: "\(folder)/moved") }
    #expect(try beside() == ([".rollcall-moved.lock"] + names).sorted())
    close(lock)
    try clear("\(folder)/moved", until: { !$0.contains(".rollcall-public.spare") })
    #expect(
      try beside().filter { $0.hasPrefix(".") } == [
        ".rollcall-moved.lock", ".rollcall-public.lock",
      ])
  }

  /// There it would be a stranger in the other.
  @Test func isNotLeftInAnotherReport() throws {
    for text in ["1", "2"] { try publish(first.merging(["index.html": text]) { $1 }) }
    for text in ["1", "2"] {
      let site = try openSite(output: "\(output)/team")
      try site.begin([])
      try site.write(Array(text.utf8), to: "index.html")
      try site.write([1], to: "same")
      try site.publish(manifest)
    }
    try publish(first, keep: ["team"])
    #expect(try report()["team/index.html"] == "2")
    #expect(try beside() == alone)
  }

  @Test func isAnotherRunsWhereThatHasIt() throws {
    for text in ["1", "2"] { try publish(first.merging(["index.html": text]) { $1 }) }
    let held = open("\(folder)/.rollcall-public.spare", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { close(held) }
    try #require(flock(held, LOCK_EX) == 0)
    #expect(throws: WriteError(path: output, reason: .busy)) {
      try Site(output: self.output)
    }
  }

  /// Somebody else's file in it is told of, and stays; so does what only has its name.
  @Test func leavesWhatIsNotItsOwn() throws {
    for text in ["1", "2"] { try publish(first.merging(["index.html": text]) { $1 }) }
    try "mine".write(toFile: "\(spare)/users/notes", atomically: false, encoding: .utf8)
    let left = try publish(first)
    try #require(left.count == 1)
    #expect(left[0].reason == .stranger)
    #expect(try String(contentsOfFile: left[0].path, encoding: .utf8) == "mine")
    try FileManager.default.removeItem(atPath: left[0].path)
    try publish(first)
    #expect(try beside() == withSpare)
    try FileManager.default.removeItem(atPath: "\(folder)/.rollcall-public.spare/mark")
    let unmarked = WriteError(path: "\(folder)/.rollcall-public.spare", reason: .unmarked)
    for text in ["1", "2"] {
      #expect(try publish(first.merging(["index.html": text]) { $1 }) == [unmarked])
    }
    #expect(try beside() == withSpare)
    #expect(try report()["index.html"] == "2")
  }

  /// What a run that ends in the middle has begun to change is no report any more.
  @Test func goesWithARunThatIsGivenUp() throws {
    for text in ["1", "2"] { try publish(first.merging(["index.html": text]) { $1 }) }
    do {
      let site = try site()
      try site.begin(["users"])
      try site.write(Array("3".utf8), to: "index.html")
    }
    #expect(try beside() == alone)
    #expect(try report()["index.html"] == "2")
    try publish(first)
    #expect(try beside() == withSpare)
    do { _ = try site() }
    #expect(try beside() == withSpare, "a run that makes nothing leaves it")
  }
}
