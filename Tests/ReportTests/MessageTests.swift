import Foundation
import Glibc
import Testing

/// Every sentence that the program says when it stops, whole: where, what, cure.
@Suite struct MessageTests {
  private let good = "{\"users\": [{\"id\": \"a\"}]}"

  /// What `build` of `text` says, without `rollcall: ` and the line's end.
  private func says(
    _ text: String, _ options: String..., status: Int32,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    let scratch = try Scratch()
    let file = try scratch.write(text, to: "bad.json")
    let ending = try Program.run(
      ["build", file, "--output", scratch.path("public")] + options)
    #expect(ending.status == status, "\(ending.errors)", sourceLocation: sourceLocation)
    #expect(ending.output == "", sourceLocation: sourceLocation)
    return sentence(ending)
  }

  private func sentence(_ ending: Ending) -> String {
    let prefix = "rollcall: "
    guard ending.errors.hasPrefix(prefix), ending.errors.hasSuffix("\n") else {
      return ending.errors
    }
    return String(ending.errors.dropFirst(prefix.count).dropLast())
  }

  private static let mend = "export the dump again, or mend this place by hand"

  @Test(arguments: [
    (
      "5",
      "1:1: this is nothing that rollcall can read: a dump of its own (JSON or NDJSON), or an export "
        + "of Slack (users, conversations, messages, access logs), Mattermost (bulk export), "
        + "Zulip (realm, messages), GitHub (members, events, audit log), Okta (users, System Log), "
        + "Entra (users, sign-ins) or Google Workspace (users, login activities)"
    ),
    (
      "{\"users\": [\n {\"id\": \"a\"}",
      "2:13: the document ends before it is complete; export it again"
    ),
    ("{5: 1}", "1:2: expected a key in quotes here; \(mend)"),
    ("{\"a\" 1}", "1:6: expected ':' here; \(mend)"),
    ("{\"a\": 1 5}", "1:9: expected ',' or '}' here; \(mend)"),
    ("{\"users\": [{\"id\": \"é\"} 5]}", "1:24: expected ',' or ']' here; \(mend)"),
    ("{\"users\": [,]}", "1:12: expected a record here; \(mend)"),
    ("{\"\\x\": 1}", "1:2: this key is no valid JSON string; \(mend)"),
    ("{\"x\":\n [1,]}", "2:2: this value is not valid JSON; \(mend)"),
    (
      "{\"users\": []}\n{}",
      "2:1: text after the end of the document; one file holds one document, or with "
        + "--format ndjson a record a line"
    ),
    (
      "{}",
      "1:1: no record in the input; give a dump with users, workspaces, memberships or events"
    ),
    (
      "{\"users\": [\n {}, 5]}",
      "2:2: no valid record in the input; the first one here is rejected as missing_field; "
        + "compare it with the README"
    ),
    (
      "{\"kind\": \"user\"}\n{\"kind\": \"team\"}",
      "1:1: no valid record in the input; the first one here is rejected as missing_field; "
        + "compare it with the README"
    ),
    (
      "{\"organization\": {\"time_zone\": \"Europe/Kyjiw\"}}",
      "1:18: organization.time_zone: no time zone 'Europe/Kyjiw'; did you mean 'Europe/Kyiv'?"
    ),
    (
      "{\"organization\": {\"time_zone\": \"Mars/Olympus-Mons\"}}",
      "1:18: organization.time_zone: no time zone 'Mars/Olympus-Mons'; give one with --time-zone"
    ),
  ])
  func saysWhatStopsADump(text: String, sentence: String) throws {
    #expect(try says(text, status: 1) == "bad.json:" + sentence)
  }

  @Test func saysWhyAFileCannotBeRead() throws {
    let scratch = try Scratch()
    #expect(
      sentence(try Program.run(["build", "no.json", "--output", scratch.path("public")]))
        == "no.json: cannot be read (No such file or directory); check the path and its permissions"
    )
    try scratch.write("", to: "in/notes.txt")
    #expect(
      sentence(try Program.run(["check", "in"], folder: scratch.url))
        == "in: no dump in this folder; its files must end in .json, .ndjson or .jsonl, also with .gz"
    )
    try scratch.write(Data([0x1F, 0x8B, 0x08, 0x00]), to: "cut.json.gz")
    #expect(
      sentence(try Program.run(["check", "cut.json.gz"], folder: scratch.url))
        == "cut.json.gz:1:1: the gzip data is damaged or ends early; compress the dump again")
  }

  /// Standard input that is a pipe is kept in a file, to show places in it at the end.
  @Test func saysWhereStandardInputCannotBeKept() throws {
    let process = Process()
    process.executableURL = try Program.executable()
    process.arguments = ["check", "-"]
    process.environment = ProcessInfo.processInfo.environment
      .merging(["TMPDIR": "/nowhere"]) { $1 }
    let (input, errors) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardError = errors
    try process.run()
    input.fileHandleForWriting.write(Data(good.utf8))
    input.fileHandleForWriting.closeFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 1)
    #expect(
      String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        == "rollcall: -: standard input cannot be kept in /nowhere while it is read "
        + "(No such file or directory); set TMPDIR to a folder with room, or give the dump as a file\n"
    )
  }

  @Test(arguments: [
    (
      ["--time-zone", "Europe/Kyjiw"],
      "--time-zone: no time zone 'Europe/Kyjiw'; did you mean 'Europe/Kyiv'?"
    ),
    (
      ["--time-zone", "Mars/Olympus-Mons"],
      "--time-zone: no time zone 'Mars/Olympus-Mons'; use a name such as Europe/Berlin"
    ),
    (
      ["--as-of", "soon"],
      "--as-of: 'soon' is no time from 1970 to 2100; "
        + "use one such as 2026-11-24T10:00:00Z or 2026-11-24"
    ),
    (
      ["--as-of", "2101-01-01"],
      "--as-of: '2101-01-01' is no time from 1970 to 2100; "
        + "use one such as 2026-11-24T10:00:00Z or 2026-11-24"
    ),
  ])
  func saysHowToGiveAnOption(options: [String], sentence: String) throws {
    #expect(try says(good, options[0], options[1], status: 64) == sentence)
  }

  @Test func saysHowManyThreadsThereMayBe() throws {
    let ending = try Program.run(["check", "x.json", "--threads", "300"])
    #expect(ending.status == 64)
    #expect(
      ending.errors.split(separator: "\n").first
        == "Error: --threads 300: give a number from 0 to 256.")
  }

  @Test(arguments: [
    "javascript:alert(1)//", "=cmd|' /C calc'!A0", "r.example", "https://r.example/?a=",
    "https://r.example\"",
  ])
  func saysWhatABaseURLIs(address: String) throws {
    let ending = try Program.run(["build", "x.json", "--base-url=\(address)"])
    #expect(ending.status == 64)
    let sentence: String =
      "Error: --base-url '\(address)': give an address with http:// or https:// and a host, "
      + "such as https://reports.example/acme/, without '?' and '#'."
    #expect(ending.errors.split(separator: "\n").first.map(String.init) == sentence)
  }

  @Test func saysWhichSampleThereCanBe() throws {
    let ending = try Program.run(["sample", "--users", "0"])
    #expect(ending.status == 64)
    #expect(sentence(ending) == "--users is 0; give a whole number from 1 to 5000000.")
  }

  @Test func saysWhatIsWrongInTheSettings() throws {
    let scratch = try Scratch()
    let file = try scratch.write(good, to: "dump.json")
    let settings = try scratch.write("title: x\nopt_uot: []\n", to: "site/site.yml")
    let ending = try Program.run(
      ["build", file, "--site", scratch.path("site"), "--output", scratch.path("public")])
    #expect(ending.status == 2)
    #expect(sentence(ending) == "\(settings):2:1: unknown key 'opt_uot'; did you mean 'opt_out'?")
  }
}

// MARK: The output, and what was rejected

extension MessageTests {
  /// Builds into `output` of `scratch`; the program's exit code and sentence.
  private func publish(_ output: String, in scratch: Scratch) throws -> (Int32, String) {
    let file = try scratch.write(good, to: "dump.json")
    let site = Program.root.appendingPathComponent("site").path
    let templates = Program.root.appendingPathComponent("Templates").path
    let ending = try Program.run(
      ["build", file, "--output", output, "--site", site, "--templates", templates],
      folder: scratch.url)
    return (ending.status, sentence(ending))
  }

  @Test func saysWhereTemplatesAreMissing() throws {
    let scratch = try Scratch()
    let file = try scratch.write(good, to: "dump.json")
    try scratch.write("", to: "site/site.yml")
    let ending = try Program.run(["build", file, "--templates", "none"], folder: scratch.url)
    #expect(ending.status == 2)
    #expect(
      sentence(ending)
        == "none: no such folder; name the one with the templates by --templates")
  }

  /// Of a program that somebody copied out of its checkout, without what lies beside it.
  @Test func saysWhichFilesOfItsOwnAreMissing() throws {
    let scratch = try Scratch()
    let file = try scratch.write(good, to: "dump.json")
    try scratch.write("", to: "site/site.yml")
    let program = scratch.url.appendingPathComponent("rollcall")
    try FileManager.default.copyItem(at: Program.executable(), to: program)
    let words = try Program.run(["build", file], folder: scratch.url, program: program)
    #expect(words.status == 2)
    #expect(
      sentence(words) == "site/words/en.yml: no such file; run rollcall where its folder site is, "
        + "or install it anew")
    try FileManager.default.copyItem(
      atPath: Program.root.appendingPathComponent("site/words").path,
      toPath: scratch.path("site/words"))
    let templates = try Program.run(["build", file], folder: scratch.url, program: program)
    #expect(templates.status == 2)
    #expect(
      sentence(templates) == "Templates: no page.mustache in this folder; "
        + "give the one with the templates by --templates")
  }

  /// Also of the folder that is taken where none is named: a name that is nearly right hides who is
  /// to be left out.
  @Test func saysWhereSettingsAreMissing() throws {
    let scratch = try Scratch()
    let file = try scratch.write(good, to: "dump.json")
    try scratch.write("opt_out: [u1]", to: "site/site.yaml")
    let ending = try Program.run(["build", file], folder: scratch.url)
    #expect(ending.status == 2)
    #expect(
      sentence(ending).hasPrefix("site/site.yml: no such file; name the folder with site.yml"))
  }

  /// Settings that are not found would name people who are to be left out.
  @Test func saysWhichSiteIsMissing() throws {
    let scratch = try Scratch()
    let file = try scratch.write(good, to: "dump.json")
    try scratch.write("", to: "site/notes.txt")
    let site = scratch.path("site")
    for (named, sentence) in [
      (
        site,
        "\(site)/site.yml: no such file; name the folder with site.yml by --site, "
          + "or make the file, which may be empty"
      ),
      ("\(site)s", "\(site)s: no such folder; name the one with site.yml by --site"),
      (file, "\(file): no such folder; name the one with site.yml by --site"),
    ] {
      let ending = try Program.run(
        ["build", file, "--site", named, "--output", scratch.path("public")])
      #expect(ending.status == 2)
      #expect(self.sentence(ending) == sentence)
    }
    #expect(!FileManager.default.fileExists(atPath: scratch.path("public")))
  }

  /// Links that lead nowhere, pipes and folders in the place of the publisher's files.
  @Test func saysWhichFileOfTheSiteIsNone() throws {
    let scratch = try Scratch()
    let file = try scratch.write(good, to: "dump.json")
    let site = scratch.path("site")
    try scratch.write("", to: "site/site.yml")
    func sentence(_ path: String, _ make: (String) -> Int32) throws -> String {
      try? FileManager.default.removeItem(atPath: scratch.path("site/\(path)"))
      try #require(make(scratch.path("site/\(path)")) == 0)
      defer { try? FileManager.default.removeItem(atPath: scratch.path("site/\(path)")) }
      let ending = try Program.run(
        ["build", file, "--site", site, "--output", scratch.path("public")])
      #expect(ending.status == 2, "\(path): \(ending.output)")
      return self.sentence(ending)
    }
    for path in ["site.yml", "announcement.md", "about.md", "logo.svg"] {
      let path = path == "logo.svg" ? "assets/logo.svg" : path
      try scratch.write("", to: "site/assets/x.css")
      #expect(
        try sentence(path) { symlink("nowhere", $0) }
          == "\(site)/\(path): No such file or directory; see to it that it can be read")
      #expect(
        try sentence(path) { mkfifo($0, 0o600) }
          == "\(site)/\(path): not a file; put a file there, or nothing")
      try scratch.write("", to: "site/site.yml")
    }
    #expect(
      try sentence("pages") { symlink("nowhere", $0) }
        == "\(site)/pages: No such file or directory; see to it that it can be read")
    #expect(
      try sentence("site.yml") { symlink("/dev/zero", $0) }
        == "\(site)/site.yml: not a file; put a file there, or nothing")
    try scratch.write(Data([0x61, 0x3A, 0x20, 0xE9]), to: "site/site.yml")
    let ending = try Program.run(["build", file, "--site", site])
    #expect(ending.status == 2)
    #expect(self.sentence(ending) == "\(site)/site.yml: not UTF-8; save it as UTF-8")
  }

  @Test func saysWhichPageHasABadName() throws {
    let scratch = try Scratch()
    let file = try scratch.write(good, to: "dump.json")
    try scratch.write("", to: "site/site.yml")
    try scratch.write("# Users", to: "site/pages/users.md")
    let site = scratch.path("site")
    let ending = try Program.run(["build", file, "--site", site])
    #expect(ending.status == 2)
    #expect(
      sentence(ending)
        == "\(site)/pages/users.md: a page's name has small letters, digits and '-' only, "
        + "and is not that of a page of the report; rename it")
  }

  @Test func saysWhichLogoIsMissing() throws {
    let scratch = try Scratch()
    let file = try scratch.write(good, to: "dump.json")
    try scratch.write("logo: none.svg", to: "site/site.yml")
    let site = scratch.path("site")
    let ending = try Program.run(["build", file, "--site", site])
    #expect(ending.status == 2)
    #expect(sentence(ending) == "\(site)/site.yml: logo: no file 'none.svg' in \(site)/assets")
  }

  @Test func saysWhyTheOutputIsRefused() throws {
    let scratch = try Scratch()
    try scratch.write("keep", to: "holiday/beach.txt")
    #expect(
      try publish("holiday", in: scratch) == (
        2,
        "holiday: not a report of rollcall, and not empty; "
          + "name another folder with --output, or empty this one"
      ))
    try scratch.write("keep", to: "notes.txt")
    #expect(
      try publish("notes.txt", in: scratch)
        == (2, "notes.txt: a file, not a folder; name a folder with --output"))
    #expect(
      try publish("no/public", in: scratch)
        == (2, "no/public: the folder above it does not exist; create it first"))
  }

  @Test func endsWith75WhileAnotherRunPublishes() throws {
    let scratch = try Scratch()
    let lock = open(scratch.path(".rollcall-public.lock"), O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    try #require(lock >= 0)
    try #require(flock(lock, LOCK_EX | LOCK_NB) == 0)
    #expect(
      try publish("public", in: scratch)
        == (75, "public: another run is publishing there; try again when it is done"))
    close(lock)
    #expect(try publish("public", in: scratch).0 == 0)
  }

  @Test func saysWhatWasRejectedWhenStrict() throws {
    #expect(
      try says("{\"users\": [{\"id\": \"a\"},\n {}, 5, {}]}", "--strict", status: 1) == """
        missing_field: 2
          first at bad.json:2:2
        wrong_type: 1
          first at bad.json:2:6
        rollcall: records rejected: 3; nothing is published with --strict; \
        see them with rollcall check and mend them, or leave out --strict

        """)
  }

  /// `build` refuses it as well.
  @Test(arguments: ["", " \n", "\u{FEFF}", "{\"users\": [], \"workspaces\": [{\"id\": \"w\"}]}"])
  func refusesToCheckNothing(text: String) throws {
    let scratch = try Scratch()
    let file = try scratch.write(text, to: "empty.json")
    let ending = try Program.run(["check", file])
    #expect(ending.status == 1)
    #expect(
      sentence(ending) == "empty.json:1:1: no user in the input; "
        + "see whether the export is whole, or give --allow-empty if there is nobody")
    #expect(try Program.run(["check", file, "--allow-empty"]).status == 0)
  }

  @Test func saysThatTheZoneHasNoSuchDay() throws {
    for (day, zone) in [("2011-12-30", "Pacific/Apia"), ("1970-01-01", "Asia/Tokyo")] {
      #expect(
        try says(good, "--as-of", day, "--time-zone", zone, status: 64)
          == "--as-of: \(zone) has no such day from 1970 to 2100; "
          + "give a time with its offset, such as 2026-11-24T10:00:00Z")
    }
  }

  @Test func checksADumpInWords() throws {
    let scratch = try Scratch()
    try scratch.write(
      """
      {"organization": {"name": "Acme \u{9B}1m", "time_zone": "Europe/Berlin"},
       "users": [{"id": "a"}, {"id": "b", "name": 5}, {"id": "a", "x": "\u{7F}"}],
       "workspaces": [{"id": "w"}], "memberships": [{"user_id": "a", "workspace_id": "w"}],
       "events": [{"user_id": "a", "type": "t", "at": "2026-02-01", "count": 3},
       {"user_id": "z", "type": "t", "at": "2026-02-01"}]}
      """, to: "dump.json")
    let ending = try Program.run(["check", "dump.json"], folder: scratch.url)
    #expect(ending.status == 1)
    #expect(ending.errors == "")
    #expect(
      ending.output == #"""
        organization  Acme \u{9b}1m
        time zone     Europe/Berlin
        users         2
        workspaces    1
        memberships   1
        event records 1
        rejected      2
        duplicate_user: 1
          first at dump.json:2:49
          {"id": "a", "x": "\u{7f}"}
        unknown_user: 1
          first at dump.json:5:2
          {"user_id": "z", "type": "t", "at": "2026-02-01"}
        note: user.name of the wrong type: 1
          first at dump.json:2:25
          {"id": "b", "name": 5}

        """#)
  }
}
