import Foundation
import Testing

/// What `build` promises for dumps holds for exports too.
@Suite final class ExportRunTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    for (name, bytes) in Exports.both { try scratch.write(bytes, to: "in/\(name)") }
    try scratch.write("", to: "site/site.yml")
  }

  private func run(_ options: String...) throws -> Ending {
    try Program.run(
      [
        "build", scratch.path("in"), "--output", scratch.path("public"), "--site",
        scratch.path("site"),
      ]
        + options)
  }

  private func users() throws -> [String] {
    try Table(Data(contentsOf: URL(fileURLWithPath: scratch.path("public/users.csv"))))
      .lines("user_id").sorted()
  }

  /// A channel with one message more or less, its export as an archive of `zip`'s kind or a folder.
  private func archive(_ files: [String: Data]) throws {
    let folder = scratch.url.appendingPathComponent("in/slack")
    if FileManager.default.fileExists(atPath: folder.path) {
      try FileManager.default.removeItem(at: folder)
    }
    for (name, bytes) in files { try scratch.write(bytes, to: "packed/\(name)") }
    let tar = Process()
    tar.executableURL = URL(fileURLWithPath: "/usr/bin/tar")
    tar.arguments = [
      "--sort=name", "--mtime=2026-01-01", "-cf", scratch.path("in/slack.tar"), "-C",
      scratch.path("packed"), "slack",
    ]
    try tar.run()
    tar.waitUntilExit()
    try #require(tar.terminationStatus == 0)
  }

  @Test func saysNothingChangedAndSeesAChangedArchive() throws {
    try archive(Exports.slack())
    #expect(try run().output.contains("3 users, 3 events"))
    #expect(try run().output.contains("made of the same already; nothing is written"))
    try archive(Exports.slack(Exports.oneMore))
    #expect(try run().output.contains("3 users, 4 events"))
    #expect(try run().output.contains("nothing is written"))
    try scratch.write("people: [{same: [okta-00b, slack-U2]}]\n", to: "site/site.yml")
    #expect(try run().output.contains("2 users, 4 events"))
  }

  @Test func refusesRejectsWithStrict() throws {
    let ending = try run("--strict")
    #expect(ending.status == 1)
    #expect(
      ending.errors.contains("missing_field: 2\n  first at slack/general/2026-01-05.json:6:2"))
    #expect(ending.errors.contains("records rejected: 2; nothing is published with --strict"))
    for word in ["hush", "U2"] { #expect(!ending.errors.contains(word)) }
  }

  @Test func refusesToShrink() throws {
    #expect(try run().status == 0)
    try FileManager.default.removeItem(atPath: scratch.path("in/okta-log.ndjson"))
    let ending = try run("--max-shrink", "30", "--allow-older")
    #expect(ending.status == 1)
    #expect(ending.errors.contains("events fell from 3 to 2, by more than 30 percent"))
    #expect(try run("--max-shrink", "34", "--allow-older").status == 0)
  }

  /// By any id of the person, published by another; no other is lost.
  @Test(arguments: ["slack-U1", "okta-00a"])
  func leavesOutByAnyIdWithoutALoss(id: String) throws {
    #expect(try run().status == 0)
    #expect(try users() == ["okta-00a", "okta-00b", "slack-U2"])
    try scratch.write("opt_out: [\(id)]\n", to: "site/site.yml")
    let ending = try run("--max-shrink", "0")
    #expect(ending.status == 0, "\(ending.errors)")
    #expect(try users() == ["okta-00b", "slack-U2"])
    for path in try FileManager.default.subpathsOfDirectory(atPath: scratch.path("public"))
    where [".html", ".csv", ".js", ".xml"].contains(where: path.hasSuffix)
      && !path.hasPrefix("assets")
    {
      let text = try String(contentsOfFile: scratch.path("public/\(path)"), encoding: .utf8)
      for word in ["slack-U1", "okta-00a", "ada@", "ADA@", ">Ada<"] {
        #expect(!text.contains(word), "\(word) in \(path)")
      }
    }
  }

  /// An email stands for no user, and its event is nobody's before and after.
  @Test func convertsNoEmailOfWhoIsLeftOut() throws {
    let events =
      ["ada@acme.example", "okta-00b", "nobody"].map {
        #"{"kind":"event","user_id":"\#($0)","type":"t","at":1767600000}"#
      } + [
        #"{"kind":"event","user_id":"okta-00b","type":"u","at":"of ADA@acme.example"}"#,
        #"{"kind":"user","name":"No id","email":"ada@acme.example"}"#,
      ]
    try scratch.write(events.joined(separator: "\n"), to: "in/own.ndjson")
    try scratch.write("opt_out: [slack-U1]\n", to: "site/site.yml")
    let ending = try Program.run([
      "convert", scratch.path("in"), "--site", scratch.path("site"),
    ])
    #expect(ending.status == 0, "\(ending.errors)")
    #expect(!ending.output.lowercased().contains("ada@"))
    #expect(ending.output.contains(#""user_id":"okta-00b","type":"u","at":"?"}"#))
    #expect(ending.output.contains(#"{"kind":"user","name":"No id"}"#))
    for id in ["?", "okta-00b", "nobody"] {
      #expect(ending.output.contains(#""user_id":"\#(id)","type":"t""#), "\(id)")
    }
  }

  @Test func convertsNoKindAndNoWorkspaceThatNamesWhoIsLeftOut() throws {
    let lines = [
      #"{"kind":"user","id":"zq-7","name":"Zoe Quill"}"#, #"{"kind":"user","id":"u1"}"#,
      #"{"kind":"workspace","id":"of zq-7","name":"W"}"#, #"{"kind":"Zoe Quill"}"#,
      #"{"kind":"membership","user_id":"u1","workspace_id":"zq-7"}"#,
      #"{"kind":"membership","user_id":"u1","workspace_id":"of zq-7"}"#,
      #"{"kind":"event","user_id":"u1","type":"t","workspace_id":"zoe-quill","at":1767600000}"#,
    ]
    let file = try scratch.write(lines.joined(separator: "\n"), to: "own.ndjson")
    try scratch.write("opt_out: [zq-7]\n", to: "site/site.yml")
    let ending = try Program.run(["convert", file, "--site", scratch.path("site")])
    #expect(
      ending.output == """
        {"kind":"user","id":"u1"}
        {"kind":"workspace","id":"of zq-7","name":"W"}
        {"kind":"?"}
        {"kind":"membership","user_id":"u1","workspace_id":"?"}
        {"kind":"membership","user_id":"u1","workspace_id":"of zq-7"}
        {"kind":"event","user_id":"u1","workspace_id":"?","type":"t","at":1767600000}

        """, "\(ending.errors)")
  }

  @Test func convertsNothingWithAWord() throws {
    let file = try scratch.write("{}", to: "empty.json")
    let ending = try Program.run(["convert", file])
    #expect(ending.status == 1)
    #expect(ending.errors.hasPrefix("rollcall: nothing to convert: "), "\(ending.errors)")
  }

  @Test func excludesByAnyIdOfThePerson() throws {
    try scratch.write("leaderboard_exclude: [slack-U1]\n", to: "site/site.yml")
    #expect(try run().status == 0)
    let board = try Table(
      Data(contentsOf: URL(fileURLWithPath: scratch.path("public/leaderboard/all.csv"))))
    #expect(try board.lines("user_id") == ["slack-U2"])
  }

  @Test func showsAndFindsTheAccountsOfAPerson() throws {
    #expect(try run().status == 0)
    let table = try Table(Data(contentsOf: URL(fileURLWithPath: scratch.path("public/users.csv"))))
    let page = try String(
      contentsOfFile: scratch.path("public/" + table.cell("okta-00a", "page")), encoding: .utf8)
    #expect(
      page.contains(
        "<dt>Okta</dt><dd><bdi>okta-00a ·  ADA@acme.example</bdi></dd>"
          + "<dt>Slack</dt><dd><bdi>slack-U1 · ada@acme.example</bdi></dd>"))
  }
}
