import Foundation
import Testing

/// Forms of a dump: one document or lines, one file or several, packed or not.
@Suite struct InputTests {
  private let lines = [
    #"{"kind": "event", "user_id": "a", "type": "t", "at": "2026-02-01"}"#,
    #"{"kind": "user", "id": "a", "name": "Ada"}"#,
    #"{"kind": "organization", "name": "Acme", "exported_at": "2026-02-02"}"#,
  ]

  private func seen(_ report: Report) throws -> [String] {
    [try report.figure("organization"), try report.figure("as_of")]
      + (try report.lines("users.csv", "user_id", "name", "events"))
  }

  private let all = ["Acme", "2026-02-02 00:00:00", "a|Ada|1"]

  /// Events stand before users, the organization with its zone comes last.
  /// Kiritimati is at +14:00: 2 February 00:00 there is 1 February 10:00Z.
  @Test func readsSectionsInAnyOrder() throws {
    let report = try build(
      """
      {"zzz": [{"id": "no"}, {"users": [{"id": "no"}]}], "events": [
        {"at": "2026-02-01T10:00:00Z", "type": "t", "user_id": "a", "workspace_id": "w"}],
       "memberships": [{"workspace_id": "w", "user_id": "a"}], "workspaces": [{"id": "w"}],
       "users": [{"name": "Ada", "id": "a"}],
       "organization": {"exported_at": "2026-02-02", "time_zone": "Pacific/Kiritimati", "name": "Acme"}}
      """)
    #expect(try seen(report) == all)
    #expect(try report.days(of: "a") == ["2026-02-02|1|1|0"])
    #expect(try report.table("workspaces.csv").cell("w", "events") == "1")
    #expect(try report.rejects() == [])
  }

  @Test func readsASectionThatComesTwiceOn() throws {
    let report = try build(
      """
      {"users": [{"id": "a"}], "workspaces": null, "events": [], "users": null,
       "users": [{"id": "b"}, {"id": "a"}], "memberships": 5, "events": "none", "organization": null}
      """, "--as-of", "2026-02-02")
    #expect(try report.lines("users.csv", "user_id").sorted() == ["a", "b"])
    #expect(try report.rejects() == ["duplicate_user|1", "wrong_type|2"])
  }

  /// With a BOM, CRLF and blank lines; positions do not count the BOM.
  @Test func acceptsABOMAndBlankLines() throws {
    let text = "\u{FEFF}\r\n" + lines.joined(separator: "\r\n\r\n  \t\r\n") + "\r\n  5\r\n\r\n"
    let report = try build(text)
    #expect(try seen(report) == all)
    #expect(try report.place("wrong_type") == "dump.json|9|3")
    let document = try build("\u{FEFF}{\"users\": [5,\r\n{\"id\": \"a\"}]}")
    #expect(try document.place("wrong_type") == "dump.json|1|12")
    #expect(try build("\u{FEFF}5\n" + lines[1]).place("wrong_type") == "dump.json|1|1")
  }

  /// Told apart by content, not by the file's name: an object of one line is a
  /// document unless it has a `kind`; a bad line does not make lines a document.
  @Test func tellsDocumentsFromLines() throws {
    let document = #"{"organization": {"name": "Acme", "kind": "x"}, "users": [{"id": "a"}]}"#
    let asLines = try build(files: ["dump.ndjson": Data((document + "\n").utf8)])
    #expect(try asLines.figure("users") == "1")
    let asJSON = try build(
      files: ["dump.json": Data(("{broken\n5\n" + lines.joined(separator: "\n")).utf8)])
    #expect(try seen(asJSON) == all)
    #expect(try asJSON.rejects() == ["invalid_json|1", "wrong_type|1"])
    let late = String(repeating: " ", count: 65536) + "\n" + lines.joined(separator: "\n")
    #expect(try build(late).ending.status == 1)
    #expect(try seen(build(late, "--format", "ndjson")) == all)
    let inside = "{\"users\": [\n{\"id\": \"a\", \"kind\": \"user\"}\n]}"
    #expect(try build(inside, "--format", "json").figure("users") == "1")
  }

  /// Made with `printf '{"users":[{"id":"a"}]}' | gzip -9n`.
  @Test func unpacksGzip() throws {
    let packed = try #require(
      Data(base64Encoded: "H4sIAAAAAAACA6tWKi1OLSpWsoquVspMUbJSSlSqja0FAMUbjvQWAAAA"))
    for name in ["dump.json.gz", "dump.json"] {
      let report = try build(files: [name: packed])
      #expect(try report.lines("users.csv", "user_id") == ["a"], "\(report.ending.errors)")
    }
    let folder = try build(
      files: ["in/a.json.gz": packed, "in/b.gz": Data("no".utf8)], from: ["in"])
    #expect(try folder.lines("users.csv", "user_id") == ["a"])
    let piped = try build(files: [:], from: ["-"], input: packed)
    #expect(try piped.figure("users") == "1")
    // Two members, one after the other, are one stream: here not one document.
    #expect(try build(files: ["dump.json": packed + packed]).ending.status == 1)
  }

  @Test func readsStandardInput() throws {
    let text = lines.joined(separator: "\n") + "\n{}"
    let report = try build(files: [:], from: ["-"], input: Data(text.utf8))
    #expect(try seen(report) == all)
    // The guard holds for the text column `file` too.
    #expect(try report.place("missing_field") == "'-|4|1")
  }

  /// A folder in code-point order of relative paths: `B.json`, `a-1.json` (-
  /// 0x2D), `a.json` (. 0x2E), `a/x.jsonl` (/ 0x2F), `b.ndjson`. Of user u the
  /// first wins, whatever it is called there; so does the first organization.
  /// Dot files and other endings are not read. One file is lines, one a document.
  @Test func readsAFolderInOrder() throws {
    func user(_ name: String) -> String { #"{"kind": "user", "id": "u", "name": "\#(name)"}"# }
    var files = [
      "in/b.ndjson": user("b"), "in/a/x.jsonl": #"{"kind": "user"}"# + "\n" + user("x"),
      "in/a.json": #"{"users": [{"name": "dot"}, {"id": "u", "name": "dot"}]}"#,
      "in/a-1.json": #"{"organization": {"name": "dash"}, "users": [{"id": "u", "name": "dash"}]}"#,
      "in/.hidden.json": "broken", "in/notes.txt": "broken", "in/a/.x.ndjson": "broken",
    ]
    var report = try build(files: files.mapValues { Data($0.utf8) }, from: ["in"])
    #expect(try report.user("u", "name") == "dash")
    #expect(try report.figure("organization") == "dash")
    #expect(try report.rejects() == ["duplicate_user|3", "missing_field|2"])
    #expect(try report.place("duplicate_user") == "a.json|1|29")
    files["in/B.json"] = #"{"users": [{"id": "u", "name": "B"}]}"#
    files["in/a.json"] = nil
    report = try build(files: files.mapValues { Data($0.utf8) }, from: ["in"])
    #expect(try report.user("u", "name") == "B")
    #expect(try report.place("missing_field") == "a/x.jsonl|1|1")
  }

  /// Several files are one dump, in the order given: events of the first may
  /// be of users of the second. A file's own name is shown.
  @Test func readsSeveralFiles() throws {
    let files = [
      "z.ndjson": lines[0] + "\n5", "a/users.json": #"{"users": [6, {"id": "a", "name": "Ada"}]}"#,
      "o.json": #"{"organization": {"name": "Acme", "exported_at": "2026-02-02"}}"#,
      "empty.json": "",
    ].mapValues { Data($0.utf8) }
    let order = ["z.ndjson", "empty.json", "a/users.json", "o.json"]
    let report = try build(files: files, from: order)
    #expect(try seen(report) == all)
    #expect(try report.place("wrong_type") == "z.ndjson|2|1")
    let turned = try build(files: files, from: order.reversed())
    #expect(try turned.place("wrong_type") == "users.json|1|12")
  }

  /// The first organization holds, whole; of `exported_at` the newest valid.
  @Test func keepsTheFirstOrganization() throws {
    let report = try build(
      """
      {"kind": "organization", "id": "one", "exported_at": "2026-02-01"}
      {"kind": "organization", "name": "Two", "time_zone": "Asia/Tokyo", "exported_at": "2026-02-03"}
      {"kind": "organization", "name": "Three", "exported_at": "2026-02-30"}
      {"kind": "organization", "name": "Four", "exported_at": "2026-02-02"}
      {"kind": "user", "id": "a"}
      """)
    #expect(try report.figure("organization") == "one")
    #expect(try report.figure("time_zone") == "UTC")
    #expect(try report.figure("as_of") == "2026-02-03 00:00:00")
  }

  @Test func acceptsAnEmptyFile() throws {
    let report = try build("", "--as-of", "2026-02-02T03:04:05Z", "--allow-empty")
    #expect(report.ending.status == 0)
    #expect(try report.figure("as_of") == "2026-02-02 03:04:05")
    #expect(try report.figure("users") == "0")
    #expect(try report.rejects() == [])
    #expect(try report.lines("hours.csv").count == 168)
  }

  /// 4 MiB a string, 16 MiB a record, 512 levels in what is skipped.
  @Test func rejectsWhatIsOverTheLimits() throws {
    let mebibyte = String(repeating: "x", count: 1 << 20)
    func nested(_ levels: Int) -> String {
      String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
    }
    let five = String(repeating: mebibyte, count: 5)
    let many = (0..<17).map { "\"k\($0)\": \"\(mebibyte)\"" }.joined(separator: ", ")
    let few = (0..<14).map { "\"k\($0)\": \"\(mebibyte)\"" }.joined(separator: ", ")
    let report = try build(
      """
      {"users": [{"id": "long", "name": "\(five)"}, {"id": "big", \(many)}, {"id": "fits", \(few)},
       {"id": "deep", "skipped": \(nested(600))}, {"id": "flat", "skipped": \(nested(400))}, {"id": "last"}],
       "skipped": \(nested(400))}
      """)
    #expect(try report.rejects() == ["invalid_json|3"])
    #expect(try report.lines("users.csv", "user_id").sorted() == ["fits", "flat", "last"])
  }
}
