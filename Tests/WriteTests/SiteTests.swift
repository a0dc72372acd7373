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

  /// The paths that were written, as the report before did not have them so.
  @discardableResult
  private func publish(
    _ files: [String: String], to name: String = "public"
  ) throws -> [String] {
    let site = try openSite(output: "\(folder)/\(name)")
    try site.begin(["users"])
    let written = try files.keys.sorted().filter { path in
      try site.write(Array((files[path] ?? "").utf8), to: path)
    }
    try site.publish(manifest)
    return written
  }

  private let manifest = Manifest(
    asOf: 1, users: 2, workspaces: 3, events: 4, zone: "UTC", fingerprint: "5f")

  private func status(_ path: String) throws -> stat {
    var status = stat()
    try #require(lstat("\(folder)/\(path)", &status) == 0)
    return status
  }

  private func link(_ name: String, to text: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder)/\(name)", withDestinationPath: text)
  }

  private func names(_ path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: "\(output)/\(path)", encoding: .utf8)
  }

  /// The hidden folder of a run that is under way.
  private func staging() throws -> String {
    try #require(
      names(folder).first { $0.hasPrefix(".rollcall-public.") && !$0.hasSuffix(".lock") })
  }

  /// - Parameter waits: whether it may be the lock of a program that another test starts.
  private func error(_ output: String, waits: Bool = true) -> WriteError? {
    do throws(WriteError) {
      _ = waits ? try openSite(output: output) : try Site(output: output)
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

  /// Whether a file made of `input` was made, of a report of an hour ago.
  private func isMade(
    _ text: String, of input: UInt128?, at path: String = "a.html", keep: [String] = [],
    isRebuilt: Bool = false
  ) throws -> Bool {
    let site = try openSite(output: output, keep: keep, isRebuilt: isRebuilt)
    try site.begin(["users"])
    var isMade = false
    let (bytes, _) = try site.write(path, madeOf: input) {
      isMade = true
      return (Array(text.utf8), input)
    }
    #expect(bytes == text.utf8.count)
    try site.publish(manifest)
    // As old as its mark is what is made anew in any case.
    try set(4_000_000_000, of: ".rollcall")
    return isMade
  }

  /// The time of a file of the report.
  private func set(_ seconds: Int, of path: String) throws {
    let time = timespec(tv_sec: seconds, tv_nsec: 0)
    try #require(utimensat(AT_FDCWD, "\(output)/\(path)", [time, time], 0) == 0)
  }

  /// Whatever was done to it: a time that is older, another file of the same size, a copy.
  @Test(arguments: [
    "touch -d 2001-01-01 a.html", "mv b.html a.html", "cp -p a.html c; mv c a.html",
  ])
  func makesAnewWhatWasTouched(command: String) throws {
    #expect(try isMade("one", of: 7))
    try "two".write(toFile: "\(output)/b.html", atomically: false, encoding: .utf8)
    #expect(try !isMade("one", of: 7, keep: ["b.html"]))
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", "cd '\(output)' && \(command)"]
    try shell.run()
    shell.waitUntilExit()
    #expect(try isMade("one", of: 7, keep: ["b.html"]))
    #expect(try text("a.html") == "one")
  }

  /// Writes as many bytes into a file of the report as it has, and sets its time back.
  private func hide(_ text: String, in path: String) throws {
    let time = try status("public/\(path)").st_mtim
    let file = try #require(FileHandle(forWritingAtPath: "\(output)/\(path)"))
    try file.write(contentsOf: Data(text.utf8))
    try file.close()
    try #require(utimensat(AT_FDCWD, "\(output)/\(path)", [time, time], 0) == 0)
  }

  /// Even bytes that somebody changed and hid behind size and time.
  @Test func readsEveryFileThatIsMadeAnew() throws {
    #expect(try isMade("one", of: 7))
    try hide("ONE", in: "a.html")
    #expect(try !isMade("one", of: 7))
    #expect(try text("a.html") == "ONE")
    #expect(try isMade("one", of: 7, isRebuilt: true))
    #expect(try text("a.html") == "one")
  }

  /// As when somebody is left out: then nothing of hers may stay, however well it was hidden.
  @Test func readsEveryFileWherePeopleChanged() throws {
    func publish(_ text: String, base: [UInt8]) throws -> Bool {
      let site = try openSite(output: output)
      try site.begin([], base: base)
      let isNew = try site.write(Array(text.utf8), to: "a.html")
      try site.publish(manifest)
      try set(4_000_000_000, of: ".rollcall")
      return isNew
    }
    #expect(try publish("one", base: [1]))
    try hide("eve", in: "a.html")
    #expect(try !publish("one", base: [1]))
    #expect(try text("a.html") == "eve")
    #expect(try publish("one", base: [2]))
    #expect(try text("a.html") == "one")
    #expect(try !publish("one", base: [2]))
  }

  @Test func tellsWhereSomethingIsMissing() throws {
    try publish(["index.html": "one", "users/a.html": "a"])
    #expect(try openSite(output: output).isWhole)
    try FileManager.default.removeItem(atPath: "\(output)/users/a.html")
    #expect(try !Site(output: output).isWhole)
  }

  /// Somebody removed the lock, which looks like nothing, while a run was under way.
  @Test func leavesWhatAnotherRunIsMaking() throws {
    let site = try openSite(output: output)
    try site.begin([])
    try FileManager.default.removeItem(atPath: "\(folder)/.rollcall-public.lock")
    #expect(error(output, waits: false)?.reason == .busy)
    try site.write([1], to: "index.html")
    try site.publish(manifest)
    #expect(try names(output) == [".rollcall", "index.html"])
  }

  /// Whether the archive of a report with this CSV was made.
  private func isZipped(_ csv: String, time: Int = 1_700_000_000) throws -> Bool {
    let site = try openSite(output: output)
    try site.begin([])
    try site.write(Array(csv.utf8), to: "a.csv")
    let (bytes, isNew) = try site.zip(["a.csv"], to: "all.zip", time: time)
    try site.publish(manifest)
    #expect(try status("public/all.zip").st_size == bytes)
    try set(4_000_000_000, of: ".rollcall")
    return isNew
  }

  @Test func zipsAnewWhatChangedOrWasTouched() throws {
    #expect(try isZipped("one"))
    #expect(try !isZipped("one"))
    #expect(try isZipped("two"))
    #expect(try isZipped("two", time: 1_700_003_600), "its entries have the time")
    try #require(truncate("\(output)/all.zip", 9) == 0)
    try set(1, of: "all.zip")
    #expect(try isZipped("two", time: 1_700_003_600))
  }

  /// The archive of a report with these tables, which is published over what is there.
  private func archive(of tables: KeyValuePairs<String, String>, in name: String) throws -> Data {
    let site = try openSite(output: "\(folder)/\(name)")
    try site.begin([])
    for (path, text) in tables { try site.write(Array(text.utf8), to: path) }
    _ = try site.zip(tables.map(\.key), to: "all.zip", time: 1_700_000_000)
    try site.publish(manifest)
    return try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)/all.zip"))
  }

  /// Of an old archive, whatever stands in its place.
  @Test func takesFromTheOldArchiveWhatIsTheSame() throws {
    let old = try archive(of: ["a.csv": "one", "b.csv": "two", "c.csv": "three"], in: "old")
    let planted = try archive(of: ["a.csv": "eve", "b.csv": "two"], in: "planted")
    let turned = try archive(of: ["c.csv": "three", "b.csv": "two"], in: "turned")
    let fresh = try archive(of: ["a.csv": "one", "b.csv": "2", "d.csv": "three"], in: "fresh")
    for before in [
      old, planted, turned, fresh, Data(), Data("PK\u{3}\u{4}".utf8), old.prefix(60),
      old.prefix(130),
      old.dropFirst(9), Data(repeating: 0xff, count: 500), old + old,
    ] {
      _ = try archive(of: ["a.csv": "one", "b.csv": "two", "c.csv": "three"], in: "public")
      try before.write(to: URL(fileURLWithPath: "\(output)/all.zip"))
      #expect(
        try archive(of: ["a.csv": "one", "b.csv": "2", "d.csv": "three"], in: "public") == fresh)
    }
    try FileManager.default.removeItem(atPath: "\(output)/all.zip")
    #expect(
      try archive(of: ["a.csv": "one", "b.csv": "two", "c.csv": "three"], in: "public") == old)
  }

  @Test func makesNothingTwiceOfTheSame() throws {
    #expect(try isMade("one", of: 7))
    #expect(try !isMade("one", of: 7))
    #expect(try !isMade("one", of: 7), "also what was kept itself is known")
    #expect(try isMade("two", of: 8))
    #expect(try isMade("two", of: 8, at: "b.html"), "a digest is of one path alone")
    #expect(try isMade("two", of: nil, at: "b.html"))
    #expect(try isMade("two", of: 8, at: "b.html"), "nothing was known of it")
    #expect(try isMade("two", of: 8, at: "b.html", isRebuilt: true))
    #expect(try !isMade("two", of: 8, at: "b.html"))
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
    let site = try openSite(output: output + "//")
    #expect(site.path == output)
  }

  @Test func keepsTheOldReportWhenARunIsGivenUp() throws {
    try publish(["index.html": "one"])
    do {
      let site = try openSite(output: output)
      try site.begin([])
      try site.write(Array("two".utf8), to: "index.html")
    }
    #expect(try text("index.html") == "one")
    #expect(try names(folder) == [".rollcall-public.lock", "public"])
  }

  @Test func refusesAFolderThatIsNotOurs() throws {
    try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: false)
    try "keep".write(toFile: "\(output)/holiday.txt", atomically: false, encoding: .utf8)
    #expect(error(output) == WriteError(path: output, reason: .notOurs))
    #expect(try text("holiday.txt") == "keep")
    #expect(error("/") == WriteError(path: "/", reason: .notOurs))
  }

  @Test func refusesAFile() throws {
    try "keep".write(toFile: output, atomically: false, encoding: .utf8)
    #expect(error(output) == WriteError(path: output, reason: .isAFile))
    try link("link", to: "public")
    #expect(error("\(folder)/link") == WriteError(path: "\(folder)/link", reason: .isAFile))
  }

  @Test func refusesAFolderThatAnybodyMayReplace() throws {
    chmod(folder, 0o777)
    #expect(error(output) == WriteError(path: output, reason: .openParent))
    chmod(folder, 0o1777)
    #expect(error(output) == nil)
  }

  /// What did not change is the same file still; what did has a time of its own.
  @Test func keepsTheFilesThatAreTheSame() throws {
    try publish(["index.html": "one", "users/a.html": "a", "users/b.html": "b"])
    let old = timespec(tv_sec: 1_000_000_000, tv_nsec: 7)
    for path in ["index.html", "users/a.html", "users/b.html"] {
      try #require(utimensat(AT_FDCWD, "\(output)/\(path)", [old, old], 0) == 0)
    }
    let before = try status("public/users/a.html")
    #expect(
      try publish(["index.html": "two", "users/a.html": "a", "users/c.html": "b"])
        == ["index.html", "users/c.html"])
    let after = try status("public/users/a.html")
    #expect(after.st_ino == before.st_ino)
    #expect(after.st_mtim.tv_sec == 1_000_000_000)
    #expect(after.st_nlink == 2, "the other name is the spare's")
    #expect(try status("public/index.html").st_mtim.tv_sec > 1_000_000_000)
    #expect(try names("\(output)/users") == ["a.html", "c.html"])
  }

  /// By its bytes, its size, or nothing but its time.
  @Test func writesAgainWhatSomebodyChanged() throws {
    try publish(["a.html": "one", "b.html": "two", "c.html": "three"])
    try "own".write(toFile: "\(output)/a.html", atomically: false, encoding: .utf8)
    try "longer".write(toFile: "\(output)/b.html", atomically: false, encoding: .utf8)
    let later = timespec(tv_sec: 4_000_000_000, tv_nsec: 0)
    try #require(utimensat(AT_FDCWD, "\(output)/c.html", [later, later], 0) == 0)
    let written = try publish(["a.html": "one", "b.html": "two", "c.html": "three"])
    #expect(written == ["a.html", "b.html"])
    #expect(try ["a.html", "b.html", "c.html"].map(text) == ["one", "two", "three"])
  }

  /// Of rollcall 1.0.0, which listed what files hold, and no paths: what
  /// `printf 'a.html\0one' | sha256sum` prints first, and so on.
  @Test func takesReportsOfTheFirstReleaseForItsOwn() throws {
    try publish(["a.html": "one", "users/b.html": "two"])
    try markAsOfTheFirstRelease([
      0x4eca_aeb4_3e3d_6ddb_1877_1e94_f4ad_e985, 0x9888_ba77_df16_4675_a546_a408_0d3e_afdf,
    ])
    #expect(try publish(["a.html": "one", "users/b.html": "new"]) == ["users/b.html"])
    try markAsOfTheFirstRelease([
      0x4eca_aeb4_3e3d_6ddb_1877_1e94_f4ad_e985, 0xadef_0716_4914_0ca3_677b_a08e_f87a_140e,
    ])
    try "mine".write(toFile: "\(output)/users/c.html", atomically: false, encoding: .utf8)
    #expect(error(output) == WriteError(path: output, reason: .strangers(["users/c.html"])))
  }

  private func markAsOfTheFirstRelease(_ digests: [UInt128]) throws {
    let text = "\(manifest.text)contents \(digests.count)\n"
    let bytes = digests.reduce(into: Array(text.utf8)) { bytes, digest in
      withUnsafeBytes(of: digest.bigEndian) { bytes += $0 }
    }
    try Data(bytes).write(to: URL(fileURLWithPath: "\(output)/.rollcall"))
  }

  /// Somebody cut its end off: none of its files is known to be its own.
  @Test func takesNoFileOfAReportWithoutListForItsOwn() throws {
    try publish(["a.html": "one", "users/b.html": "two"])
    try manifest.text.write(toFile: "\(output)/.rollcall", atomically: false, encoding: .utf8)
    #expect(error(output) == WriteError(path: output, reason: .strangers(["a.html", "users"])))
  }

  /// A file that somebody made writable for all is not carried along; its time is.
  @Test func writesTheSameFileAgainWhenItsRightsWereChanged() throws {
    try publish(["index.html": "one"])
    chmod("\(output)/index.html", 0o666)
    let old = timespec(tv_sec: 1_000_000_000, tv_nsec: 7)
    try #require(utimensat(AT_FDCWD, "\(output)/index.html", [old, old], 0) == 0)
    let before = try status("public/index.html")
    try publish(["index.html": "one"])
    let after = try status("public/index.html")
    #expect(after.st_ino != before.st_ino)
    #expect(after.st_mode & 0o7777 == 0o644)
    #expect(after.st_mtim.tv_sec == 1_000_000_000)
  }

  @Test func followsNoLinkInTheOldReport() throws {
    try publish(["index.html": "one", "users/a.html": "a"])
    try FileManager.default.createDirectory(
      atPath: "\(folder)/outside", withIntermediateDirectories: false)
    try "one".write(toFile: "\(folder)/outside/index.html", atomically: false, encoding: .utf8)
    try "a".write(toFile: "\(folder)/outside/a.html", atomically: false, encoding: .utf8)
    try FileManager.default.removeItem(atPath: "\(output)/index.html")
    try link("public/index.html", to: "../outside/index.html")
    try FileManager.default.removeItem(atPath: "\(output)/users")
    try link("public/users", to: "../outside")
    try publish(["index.html": "one", "users/a.html": "a"])
    #expect(try status("public/index.html").st_mode & S_IFMT == S_IFREG)
    #expect(try status("public/users").st_mode & S_IFMT == S_IFDIR)
    #expect(try names("\(folder)/outside") == ["a.html", "index.html"])
  }

  /// Folders of the old report are emptied side by side, links in them not followed.
  @Test func removesManyFoldersOnManyThreads() throws {
    try FileManager.default.createDirectory(
      atPath: "\(folder)/other", withIntermediateDirectories: false)
    try Data().write(to: URL(fileURLWithPath: "\(folder)/other/kept"))
    for round in 1...2 {
      let site = try openSite(output: output, threads: 4)
      let folders = ["users"] + (0..<40).map { "users/\($0)" }
      try site.begin(folders)
      for path in folders { try site.write([UInt8(round)], to: "\(path)/index.html") }
      try site.publish(manifest)
      if round == 1 {
        try FileManager.default.removeItem(atPath: "\(output)/users/7/index.html")
        try link("public/users/7/index.html", to: "\(folder)/other")
      }
    }
    #expect(try names(folder) == [".rollcall-public.lock", "other", "public"])
    #expect(try names("\(folder)/other") == ["kept"])
    #expect(try names("\(output)/users/7") == ["index.html"])
  }

  /// So much that the disk begins before the flush, whether the report is published or given up.
  @Test func endsWhatTheDiskHasBegun() throws {
    let bytes = [UInt8](repeating: 7, count: 40 << 20)
    for isPublished in [false, true] {
      let site = try openSite(output: output, threads: 2)
      try site.begin([])
      for number in 0..<4 { try site.write(bytes, to: "\(number)") }
      if isPublished { try site.publish(manifest) }
    }
    #expect(try names(folder) == [".rollcall-public.lock", "public"])
    #expect(try (0..<4).allSatisfy { try status("public/\($0)").st_size == bytes.count })
  }

  /// A link planted where a file is about to go stops the run.
  @Test func followsNoLinkInTheNewReport() throws {
    let site = try openSite(output: output)
    try site.begin(["users"])
    let report = "\(try staging())/report"
    try link("\(report)/index.html", to: "../outside.txt")
    #expect(throws: WriteError(path: "index.html", reason: .system("File exists"))) {
      try site.write([1], to: "index.html")
    }
    try FileManager.default.removeItem(atPath: "\(folder)/\(report)/users")
    try link("\(report)/users", to: "../..")
    _ = try? site.write([1], to: "users/a.html")
    #expect(!FileManager.default.fileExists(atPath: "\(folder)/a.html"))
  }

  @Test func givesTheNewReportTheModeOfTheOld() throws {
    do {
      let site = try openSite(output: output)
      try site.begin([])
      #expect(try status(staging()).st_mode & 0o7777 == 0o700)
      try site.publish(manifest)
    }
    #expect(try status("public").st_mode & 0o7777 == 0o755)
    chmod(output, 0o750)
    try publish(["index.html": "two"])
    #expect(try status("public").st_mode & 0o7777 == 0o750)
  }

  /// `public -> current -> releases/now`, there or not there yet: the links stay as they are.
  @Test func publishesWhereLinksLead() throws {
    try FileManager.default.createDirectory(
      atPath: "\(folder)/releases", withIntermediateDirectories: false)
    try link("public", to: "\(folder)/current/")
    try link("current", to: "releases/../releases/now")
    for text in ["one", "two", "three"] {
      try publish(["index.html": text, "users/a.html": "a"])
      #expect(try self.text("index.html") == text)
    }
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/current")
        == "releases/../releases/now")
    #expect(
      try names("\(folder)/releases") == [".rollcall-now.lock", ".rollcall-now.spare", "now"])
    #expect(try names(folder) == ["current", "public", "releases"])
  }

  /// Two reports whose names rollcall 1.0.0 took for two turns of one.
  @Test func leavesTheReportBesideItAlone() throws {
    try publish(["index.html": "one"], to: "now")
    try publish(["index.html": "two"], to: "now.2")
    try link("public", to: "now.2")
    try publish(["index.html": "new"])
    #expect(try String(contentsOfFile: "\(folder)/now/index.html", encoding: .utf8) == "one")
    #expect(try text("index.html") == "new")
  }

  @Test func letsOneRunPublishByWhateverNames() throws {
    try publish(["index.html": "one"])
    try link("link", to: "public")
    try link("further", to: "link/")
    let first = try openSite(output: output)
    for name in ["link", "further", "public/../public", "public/.", "./public//"] {
      let path = "\(folder)/\(name)"
      #expect(error(path, waits: false) == WriteError(path: path, reason: .busy))
    }
    try FileManager.default.createDirectory(
      atPath: "\(folder)/sub", withIntermediateDirectories: false)
    #expect(error("\(folder)/sub/public") == nil)
    _ = first.path
  }

  @Test(arguments: [
    "", "A report made by rollcall; it may be replaced. Or not\n", "x\n",
    "\nA report made by rollcall; it may be replaced.\n",
  ])
  func tellsAReportByTheFirstLineOfItsMarker(text: String) throws {
    try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: false)
    try text.write(toFile: "\(output)/.rollcall", atomically: false, encoding: .utf8)
    #expect(error(output) == WriteError(path: output, reason: .notOurs))
    try FileManager.default.removeItem(atPath: "\(output)/.rollcall")
    try #require(mkfifo("\(output)/.rollcall", 0o644) == 0)
    #expect(error(output) == WriteError(path: output, reason: .notOurs))
  }

  @Test func stopsAtFilesOfSomebodyElse() throws {
    try publish(["index.html": "one", "users/a.html": "a"])
    let mine = ["robots.txt", "users/x.html", "users/sub/deep", "b1", "b2", "b3"]
    try FileManager.default.createDirectory(
      atPath: "\(output)/users/sub", withIntermediateDirectories: false)
    for path in mine {
      try "mine".write(toFile: "\(output)/\(path)", atomically: false, encoding: .utf8)
    }
    let found = ["b1", "b2", "b3", "robots.txt", "users/sub", "users/x.html"]
    #expect(error(output) == WriteError(path: output, reason: .strangers(found)))
    #expect(try mine.allSatisfy { try text($0) == "mine" })
    #expect(try text("index.html") == "one")
  }

  @Test func keepsFilesOfSomebodyElse() throws {
    let keep = ["robots.txt", ".well-known", "users/sub/deep", "users/none"]
    try publish(["index.html": "one", "users/a.html": "a"])
    for path in [".well-known/acme", "users/sub"] {
      try FileManager.default.createDirectory(
        atPath: "\(output)/\(path)", withIntermediateDirectories: true)
    }
    for path in ["robots.txt", ".well-known/acme/x", "users/sub/deep"] {
      try "mine".write(toFile: "\(output)/\(path)", atomically: false, encoding: .utf8)
    }
    try link("public/.well-known/out", to: "../../..")
    let before = try status("public/robots.txt")
    for text in ["two", "three"] {
      let site = try openSite(output: output, keep: keep)
      try site.begin(["users"])
      try site.write(Array(text.utf8), to: "index.html")
      try site.publish(manifest)
      #expect(site.takeLeftovers() == [])
    }
    #expect(try text("index.html") == "three")
    #expect(try status("public/robots.txt").st_ino == before.st_ino)
    #expect(try status("public/robots.txt").st_nlink == 1)
    #expect(try text(".well-known/acme/x") == "mine")
    #expect(try text("users/sub/deep") == "mine")
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: "\(output)/.well-known/out")
        == "../../..")
    #expect(try names(folder) == [".rollcall-public.lock", "public"])
    #expect(
      error(output)
        == WriteError(
          path: output, reason: .strangers([".well-known", "robots.txt", "users/sub"])))
  }

  /// Neither a file that the report has, nor one that the new report would have.
  @Test func keepsNoFileOfTheReport() throws {
    try publish(["index.html": "one"])
    let error = #expect(throws: WriteError.self) {
      try openSite(output: self.output, keep: ["index.html"])
    }
    #expect(error == WriteError(path: "\(output)/index.html", reason: .keptIsOurs))
    try "mine".write(toFile: "\(output)/rules.html", atomically: false, encoding: .utf8)
    let site = try openSite(output: output, keep: ["rules.html"])
    try site.begin([])
    try site.write([1], to: "rules.html")
    #expect(throws: WriteError(path: "rules.html", reason: .keptIsOurs)) {
      try site.publish(self.manifest)
    }
    #expect(try text("rules.html") == "mine")
  }

  /// It came while the report was made: neither deleted nor published over.
  @Test func deletesNothingThatCameMeanwhile() throws {
    try publish(["index.html": "one"])
    var left = ""
    do {
      let site = try openSite(output: output)
      try site.begin([])
      try site.write(Array("two".utf8), to: "index.html")
      try "mine".write(toFile: "\(output)/notes.txt", atomically: false, encoding: .utf8)
      try site.publish(manifest)
      left = "\(folder)/\(try staging())/report/notes.txt"
      #expect(site.takeLeftovers() == [WriteError(path: left, reason: .stranger)])
      #expect(site.takeLeftovers() == [])
    }
    #expect(try text("index.html") == "two")
    #expect(
      try openSite(output: output).takeLeftovers() == [WriteError(path: left, reason: .stranger)])
    #expect(try String(contentsOfFile: left, encoding: .utf8) == "mine")
    try FileManager.default.removeItem(atPath: left)
    #expect(try openSite(output: output).takeLeftovers() == [])
    #expect(try names(folder) == [".rollcall-public.lock", "public"])
  }

  @Test func replacesNoFolderThatCameMeanwhile() throws {
    let site = try openSite(output: output)
    try site.begin([])
    try FileManager.default.createDirectory(
      atPath: "\(output)/mine", withIntermediateDirectories: true)
    #expect(throws: WriteError(path: output, reason: .replaced)) {
      try site.publish(self.manifest)
    }
    #expect(try names(output) == ["mine"])
  }

  @Test func hashesUnderTheSeedOfTheReportThatItReplaces() throws {
    try publish(["index.html": "one"])
    let seed = try openSite(output: output).seed
    try publish(["index.html": "two"])
    #expect(try openSite(output: output).seed == seed)
    #expect(try openSite(output: "\(folder)/other").seed != seed)
  }

  @Test func knowsWhatIsPublished() throws {
    #expect(try openSite(output: output).published == nil)
    try publish(["index.html": "one"])
    #expect(try openSite(output: output).published == manifest)
    for name in ["index.html", "users"] {
      try FileManager.default.removeItem(atPath: "\(output)/\(name)")
    }
    try "A report made by rollcall; it may be replaced.\n".write(
      toFile: "\(output)/.rollcall", atomically: false, encoding: .utf8)
    #expect(try openSite(output: output).published == nil)
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
      let first = try openSite(output: output)
      #expect(error(output, waits: false) == WriteError(path: output, reason: .busy))
      try first.begin([])
      try first.publish(manifest)
    }
    #expect(error(output) == nil)
  }

  @Test func writesAFileOnce() throws {
    let site = try openSite(output: output)
    try site.begin([])
    try site.write([1], to: "a")
    #expect(throws: WriteError(path: "a", reason: .system("File exists"))) {
      try site.write([2], to: "a")
    }
    #expect(throws: WriteError(path: "no/a", reason: .system("No such file or directory"))) {
      try site.write([2], to: "no/a")
    }
  }
}
