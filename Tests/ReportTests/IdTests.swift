import Foundation
import Testing

/// Ids are compared as text, byte by byte; absent fields, and names of pages.
@Suite struct IdTests {
  /// Written without point or exponent, read exactly, also beyond 2^53 and 2^64.
  @Test func readsIntegersExactly() throws {
    let ids = [
      "9007199254740992", "9007199254740993", "-9007199254740993", "18446744073709551616",
      "18446744073709551617", "123456789012345678901234567890", "-0", "7",
    ]
    let report = try build(
      dump(
        asOf: "2026-02-02", users: ids.map { "{\"id\": \($0), \"name\": \"n\"}" },
        events: [
          "9007199254740993 t 2026-02-01 3", "123456789012345678901234567890 t 2026-02-01 4",
          #"{"user_id": 18446744073709551617, "type": "t", "at": "2026-02-01", "count": 5}"#,
          #"{"user_id": 0, "type": "t", "at": "2026-02-01", "count": 6}"#,
          "-0 t 2026-02-01", "07 t 2026-02-01", "7.0 t 2026-02-01",
        ]))
    #expect(
      try report.lines("users.csv", "user_id", "events").sorted() == [
        "'-9007199254740993|0", "0|6", "123456789012345678901234567890|4",
        "18446744073709551616|0", "18446744073709551617|5", "7|0", "9007199254740992|0",
        "9007199254740993|3",
      ])
    #expect(try report.rejects() == ["unknown_user|3"])
  }

  /// Neither case, nor blanks, nor é against e + U+0301 are the same.
  @Test func keepsIdsApartByTheirBytes() throws {
    let ids = ["a", "A", " a", "a ", "é", "e\u{301}"]
    let report = try build(
      dump(
        asOf: "2026-02-02",
        users: ids.enumerated().map { #"{"id": "\#($1)", "name": "n\#($0)"}"# },
        events: ids.enumerated().map {
          #"{"user_id": "\#($1)", "type": "t", "at": "2026-02-01", "count": \#($0 + 1)}"#
        }))
    #expect(try report.rejects() == [])
    #expect(
      try report.lines("users.csv", "name", "events").sorted()
        == ["n0|1", "n1|2", "n2|3", "n3|4", "n4|5", "n5|6"])
  }

  /// `null` and `""` are absent in every field; nothing is trimmed; unknown
  /// keys are ignored; of a key repeated inside a record the last holds, also
  /// when it is absent.
  @Test func takesNullAndEmptyForAbsent() throws {
    let report = try build(
      """
      {"organization": {"id": "o", "name": "first", "name": " Acme ", "exported_at": "2026-02-02"},
       "users": [
         {"id": "a", "name": "", "email": null, "role": "", "status": null, "bot": "",
          "created_at": "", "last_login_at": null},
         {"id": "b", "name": " B ", "x": {"id": "c"}, "role": "bot ", "email": " b@x "},
         {"id": "x", "id": "c", "name": "C", "name": "", "bot": true, "bot": null}],
       "events": [
         {"user_id": "a", "type": "t", "at": "2026-02-01", "workspace_id": "", "count": null},
         {"user_id": "b", "user_id": "a", "type": "t", "at": "x", "at": "2026-02-01", "count": 0, "count": 2},
         {"user_id": "a", "user_id": null, "type": "t", "at": "2026-02-01"}]}
      """)
    #expect(
      try report.lines("users.csv", "user_id", "name", "email", "role", "status", "bot", "events")
        .sorted() == [
          "a|a|||active|false|3", "b| B | b@x |bot |active|false|0", "c|c|||active|false|0",
        ])
    #expect(try report.figure("organization") == " Acme ")
    #expect(try report.notes() == [])
    #expect(try report.rejects() == ["missing_field|1"])
  }

  /// A page's path comes from the id alone, in one of 256 folders, is unique
  /// without regard to case, and leads nowhere else.
  @Test func namesPagesAfterIds() throws {
    let ids = [
      "a", "A", "../../../etc/passwd", "/etc/passwd", "con", "NUL", "index", "a/b", "a\\\\b",
      "a:b", "a?b", ".", "..", "-", "é", "e\u{301}", "É", "x\\u0000y", "x",
      String(repeating: "long", count: 500),
    ]
    func report(named name: String) throws -> Report {
      try build(
        dump(
          asOf: "2026-02-02", users: ids.map { #"{"id": "\#($0)", "name": "\#(name)"}"# },
          workspaces: ids.map { #"{"id": "\#($0)", "name": "\#(name)"}"# }))
    }
    let first = try report(named: "one")
    for (file, folder) in [("users.csv", "users"), ("workspaces.csv", "workspaces")] {
      let pages = try first.lines(file, "page")
      #expect(pages.count == ids.count)
      #expect(Set(pages.map { $0.lowercased() }).count == ids.count)
      for page in pages {
        #expect(page.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
        #expect(page.hasPrefix(folder + "/") && !page.contains(".."))
        _ = try first.table(page.dropLast(5) + ".csv")
        let html = first.folder.path("public/" + page)
        #expect(FileManager.default.fileExists(atPath: html))
      }
      #expect(try report(named: "two").lines(file, "page").sorted() == pages.sorted())
    }
    for page in try first.lines("users.csv", "page") {
      let parts = page.split(separator: "/")
      #expect(parts.count == 3)
      #expect(parts[1].count == 2 && parts[1].allSatisfy(\.isHexDigit))
    }
  }

  /// Scripts find a page by its id: see `path` in search.js.
  @Test func writesIdsIntoNames() throws {
    let long = String(repeating: "ab_", count: 30)
    let report = try build(
      dump(
        asOf: "2026-02-02", users: ["a"],
        workspaces: ["u1", "usr_01H", "-a", "é", "a b", "a\\tb", long].map { #"{"id": "\#($0)"}"# })
    )
    let pages = try report.lines("workspaces.csv", "page").map { $0.dropFirst(13).dropLast(5) }
    #expect(
      Set(pages.filter { $0.utf8.count < 24 })
        == ["u1", "-usr-5f01-48", "--2da", "--c3-a9"])
    #expect(pages.filter { $0.utf8.count == 33 }.count == 3)
  }

  @Test func writesFullAddressesWithABaseURL() throws {
    let given = dump(asOf: "2026-02-02", users: ["a"], workspaces: ["w"])
    let plain = try build(given)
    let full = try build(given, "--base-url", "https://acme.example/people/")
    for file in ["users.csv", "workspaces.csv", "dormant.csv"] {
      #expect(
        try full.lines(file, "page")
          == plain.lines(file, "page").map { "https://acme.example/people/" + $0 })
    }
    let hostile = try build(given, "--base-url", #"HTTPS://acme.example/"a" onx=1,=1+1;=2"#)
    let address = "https://acme.example/%22a%22%20onx=1%2C=1+1%3B=2/"
    #expect(
      try hostile.lines("users.csv", "page")
        == plain.lines("users.csv", "page").map { address + $0 })
    #expect(try hostile.text("404.html").contains("href=\"\(address)users.html\""))
  }
}
