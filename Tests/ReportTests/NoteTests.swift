import Foundation
import Testing

/// Less than a reject: the record counts, the field does not.
@Suite struct NoteTests {
  /// The sum of records of all notes, and whether one names `word`.
  private func notes(_ report: Report) throws -> (records: Int, text: String) {
    let rows = try report.notes()
    return (rows.compactMap { Int($0.split(separator: "|")[1]) }.reduce(0, +), rows.joined())
  }

  @Test(arguments: [
    #""name": 5"#, #""name": ["x"]"#, #""email": true"#, #""role": {}"#, #""title": 1"#,
    #""status": 3"#, #""bot": "yes""#, #""bot": 1"#, #""created_at": "soon""#,
    #""created_at": true"#, #""last_login_at": "2026-02-30""#, #""description": []"#,
    #""last_login_at": "2026-02-02T00:00:01Z""#,
  ])
  func takesAnOddFieldOfAUserForAbsent(field: String) throws {
    let report = try build(
      dump(asOf: "2026-02-02", users: [#"{"id": "a", \#(field)}"#, "b"]))
    let word = String(field.dropFirst().prefix { $0 != "\"" })
    let found = try notes(report)
    #expect(found.records == 1)
    #expect(found.text.contains(word))
    #expect(try report.rejects() == [])
    #expect(
      try report.lines(
        "users.csv", "name", "email", "role", "status", "bot", "state", "created_at", "last_login"
      ).sorted() == ["a|||active|false|never||", "b|||active|false|never||"])
  }

  @Test(arguments: [
    #""name": 5"#, #""archived": "yes""#, #""archived": 0"#, #""created_at": "x""#,
    #""description": 1.5"#,
  ])
  func takesAnOddFieldOfAWorkspaceForAbsent(field: String) throws {
    let report = try build(
      dump(asOf: "2026-02-02", users: ["a"], workspaces: [#"{"id": "w", \#(field)}"#]))
    #expect(try notes(report).records == 1)
    #expect(try report.rejects() == [])
    #expect(
      try report.lines("workspaces.csv", "workspace_id", "name", "archived", "created_at")
        == ["w|w|false|"])
  }

  @Test(arguments: [#""role": 5"#, #""since": "2026-13-01""#, #""since": {}"#])
  func takesAnOddFieldOfAMembershipForAbsent(field: String) throws {
    let report = try build(
      dump(
        asOf: "2026-02-02", users: ["a"], workspaces: ["w"],
        memberships: [#"{"user_id": "a", "workspace_id": "w", \#(field)}"#]))
    #expect(try notes(report).records == 1)
    #expect(try report.rejects() == [])
    #expect(try report.lines("access.csv", "user_id", "role", "since") == ["a||"])
  }

  /// Outside any workspace: of the wrong type, or unknown. `7` is a workspace.
  @Test func countsAnEventWithoutItsWorkspace() throws {
    func event(_ workspace: String) -> String {
      #"{"user_id": "a", "type": "t", "at": "2026-02-01", "workspace_id": \#(workspace)}"#
    }
    let odd = ["1.5", "true", "[]", #""gone""#, "8"]
    let plain = ["null", #""""#, "7", #""7""#]
    let report = try build(
      dump(
        asOf: "2026-02-02", users: ["a"], workspaces: ["7"], events: (odd + plain).map(event)))
    #expect(try notes(report).records == odd.count)
    #expect(try notes(report).text.contains("workspace"))
    #expect(try report.rejects() == [])
    #expect(try report.user("a", "events") == "9")
    #expect(try report.table("workspaces.csv").cell("7", "events") == "2")
  }

  @Test func notesOddFieldsOfTheOrganization() throws {
    let report = try build(
      """
      {"organization": {"id": 1.5, "name": 5, "description": true, "time_zone": 1, "url": [],
       "exported_at": "x"},
       "users": [{"id": "a", "last_login_at": "2025-02-02T00:00:00Z"}]}
      """)
    #expect(try notes(report).records >= 6)
    #expect(try report.rejects() == [])
    #expect(try report.figure("organization") == "Organization")
    #expect(try report.figure("time_zone") == "UTC")
    #expect(try report.figure("as_of") == "2025-02-02 00:00:00")
  }

  @Test func notesThatThereIsNoOrganizationOrNoName() throws {
    let without = try build(#"{"users": [{"id": "a"}]}"#, "--as-of", "2026-02-02")
    #expect(try without.figure("organization") == "Organization")
    #expect(try without.notes().count == 1)
    #expect(try without.notes().joined().contains("organization"))
    let nameless = try build(
      #"{"organization": {"id": 42, "name": ""}, "users": [{"id": "a"}]}"#, "--as-of", "2026-02-02")
    #expect(try nameless.figure("organization") == "42")
    #expect(try nameless.notes().count == 1)
  }

  /// Joined after as-of: kept as it is, without a note. D is 2026-02-02, and
  /// c joined on D, though later than as-of: c is new and counts among new_28d.
  @Test func keepsCreationAndMembershipLaterThanAsOf() throws {
    let report = try build(
      dump(
        asOf: "2026-02-02T10:00:00Z",
        users: [
          #"{"id": "a", "created_at": "2027-01-01"}"#,
          #"{"id": "c", "created_at": "2026-02-02T20:00:00Z"}"#,
        ], workspaces: [#"{"id": "w", "created_at": "2028-01-01"}"#],
        memberships: [#"{"user_id": "a", "workspace_id": "w", "since": "2029-01-01"}"#]))
    #expect(try report.notes() == [])
    #expect(
      try report.lines("users.csv", "user_id", "created_at", "state").sorted()
        == ["a|2027-01-01 00:00:00|never", "c|2026-02-02 20:00:00|new"])
    #expect(try report.lines("access.csv", "since") == ["2029-01-01 00:00:00"])
    #expect(try report.lines("workspaces.csv", "created_at") == ["2028-01-01 00:00:00"])
    #expect(try report.figure("new_28d") == "1")
  }

  /// Noted twice on one user: two fields, two notes. The place is the record's.
  @Test func placesANoteAtItsRecord() throws {
    let report = try build(
      "{\"users\": [{\"id\": \"a\"},\n  {\"id\": \"b\", \"name\": 5, \"email\": 6}]}",
      "--as-of", "2026-02-02")
    let places = try report.lines("quality.csv", "reason", "records", "file", "line", "column")
      .filter { $0.hasPrefix("note:") && $0.hasSuffix("|1|dump.json|2|3") }
    #expect(places.count == 2)
  }
}
