import Foundation
import Testing

/// Same dump, same bytes: threads, zone, language and folder change none.
@Suite struct SameBytesTests {
  /// Files below `public` in `scratch`, by relative path.
  /// Without the mark, which hangs on the seed that a first report draws.
  static func tree(_ scratch: Scratch, _ name: String = "public") throws -> [String: Data] {
    let folder = scratch.url.appendingPathComponent(name)
    var files: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    where path != ".rollcall" {
      let file = folder.appendingPathComponent(path).path
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: file, isDirectory: &isFolder), !isFolder.boolValue {
        files[path] = FileManager.default.contents(atPath: file)
      }
    }
    return files
  }

  /// NDJSON of some megabytes, so that several workers have something to read:
  /// 300 users, 20 workspaces, 40,000 events with some rejects and notes,
  /// by a linear congruence, so always the same.
  static func lines() -> Data {
    var seed: UInt64 = 2026
    func next(_ bound: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % bound
    }
    var lines: [String] = []
    for n in 0..<40000 {
      let day = 1 + next(28)
      let at = "2026-0\(1 + next(9))-\(day < 10 ? "0" : "")\(day)T1\(next(10)):\(10 + next(49)):00Z"
      let type = ["login", "task", "doc", "logout", "t\(next(30))"][next(5)]
      lines.append(
        #"{"kind":"event","user_id":"u\#(next(304))","type":"\#(type)","at":"\#(at)","count":\#(next(40)),"workspace_id":"w\#(next(22))","note":"\#(String(repeating: "x", count: next(60)))"}"#
      )
      if n % 997 == 0 { lines.append(["{broken", "[]", "{}", "{\"kind\":\"team\"}"][next(4)]) }
    }
    for n in 0..<300 {
      lines.append(
        #"{"kind":"user","id":"u\#(n)","name":"User \#(next(90))","bot":\#(n % 50 == 0)}"#)
      lines.append(
        #"{"kind":"membership","user_id":"u\#(next(300))","workspace_id":"w\#(next(20))"}"#)
    }
    for n in 0..<20 { lines.append(#"{"kind":"workspace","id":"w\#(n)","name":"W \#(n % 7)"}"#) }
    lines.append(
      #"{"kind":"organization","name":"Acme","time_zone":"Europe/Berlin","exported_at":"2026-09-20T12:00:00Z"}"#
    )
    return Data((lines.joined(separator: "\n") + "\n").utf8)
  }

  private func expectSame(_ scratch: Scratch, _ name: String, as first: [String: Data]) throws {
    let other = try SameBytesTests.tree(scratch, name)
    #expect(other.keys.sorted() == first.keys.sorted())
    let different = first.keys.sorted().filter { first[$0] != other[$0] }
    #expect(different.isEmpty, "\(name): \(different.prefix(5)) of \(different.count)")
  }

  @Test func writesTheSameBytesWithAnyNumberOfThreads() throws {
    let scratch = try Scratch()
    let file = try scratch.write(SameBytesTests.lines(), to: "dump.ndjson")
    for threads in ["1", "2", "7"] {
      let ending = try Program.run(
        ["build", file, "--output", scratch.path("t" + threads), "--threads", threads])
      try #require(ending.status == 0, "\(ending.errors)")
    }
    let first = try SameBytesTests.tree(scratch, "t1")
    #expect(first.count > 300)
    try expectSame(scratch, "t2", as: first)
    try expectSame(scratch, "t7", as: first)
  }

  @Test(
    .enabled(if: OracleTests.isHere, "../shared is not here"),
    arguments: [
      "torture-1.json", "torture-3.ndjson",
    ])
  func writesTheSameBytesOfANastyDump(dump: String) throws {
    let scratch = try Scratch()
    let file = Program.shared.appendingPathComponent("dumps/\(dump)").path
    for threads in ["1", "2", "7"] {
      let ending = try Program.run(
        ["build", file, "--output", scratch.path("t" + threads), "--threads", threads])
      try #require(ending.status == 0, "\(ending.errors)")
    }
    let first = try SameBytesTests.tree(scratch, "t1")
    try expectSame(scratch, "t2", as: first)
    try expectSame(scratch, "t7", as: first)
  }

  /// Another zone and language of the machine, another working folder.
  @Test func writesTheSameBytesWhereverItRuns() throws {
    let scratch = try Scratch()
    let file = try scratch.write(
      dump(
        zone: "Europe/Berlin", asOf: "2026-03-30T10:00:00Z",
        users: [#"{"id": "i", "name": "İstanbul"}"#, #"{"id": "z", "name": "Zoë"}"#, "ä", "a"],
        workspaces: ["w"], memberships: ["a w"],
        events: ["a t 2026-03-29", "i t 2026-03-29T23:30:00Z 2000", "z t 2026-03-28"]),
      to: "in/dump.json")
    let given = [
      "--templates", Program.root.appendingPathComponent("Templates").path,
      "--site", Program.root.appendingPathComponent("site").path,
    ]
    let places: [(String, [String: String], URL)] = [
      ("plain", ["TZ": "UTC", "LC_ALL": "C"], Program.root),
      (
        "east", ["TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"],
        Program.root
      ),
      (
        "west", ["TZ": "America/Los_Angeles", "LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8"],
        scratch.url
      ),
    ]
    for (name, environment, folder) in places {
      let ending = try Program.run(
        ["build", file, "--output", scratch.path(name)] + given, environment: environment,
        folder: folder)
      try #require(ending.status == 0, "\(name): \(ending.errors)")
    }
    let first = try SameBytesTests.tree(scratch, "plain")
    try expectSame(scratch, "east", as: first)
    try expectSame(scratch, "west", as: first)
  }
}
