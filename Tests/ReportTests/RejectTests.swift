import Foundation
import Testing

/// Each reason of rejection, in its order, with its first example and place.
@Suite struct RejectTests {
  private let good = """
    {"kind": "organization", "name": "Acme", "exported_at": "2026-02-10T00:00:00Z"}
    {"kind": "user", "id": "u1"}
    {"kind": "workspace", "id": "w1"}
    {"kind": "membership", "user_id": "u1", "workspace_id": "w1"}

    """

  /// Each line has the fault that it stands for, and faults of later reasons:
  /// the first reason in the documentation's order holds. Line 5 is the first here.
  @Test func countsARecordUnderTheFirstReasonThatFits() throws {
    let faults: [(String, String)] = [
      ("invalid_json", #"{"kind": "event", "user_id": true, "at": "x", "count": 0,}"#),
      ("missing_field", #"{"kind": "event", "user_id": true, "at": "x", "count": 0}"#),
      ("wrong_type", #"{"kind": "event", "user_id": true, "type": "t", "at": "x", "count": 0}"#),
      ("unknown_kind", #"{"kind": "Event", "id": true, "at": "x", "count": 0}"#),
      (
        "invalid_time",
        #"{"kind": "event", "user_id": "ghost", "type": "t", "at": "x", "count": 0}"#
      ),
      (
        "invalid_count",
        #"{"kind": "event", "user_id": "ghost", "type": "t", "at": "2026-03-01", "count": 0}"#
      ),
      ("duplicate_user", #"{"kind": "user", "id": "u1", "created_at": "x"}"#),
      ("duplicate_workspace", #"{"kind": "workspace", "id": "w1", "name": 5}"#),
      ("unknown_user", #"{"kind": "membership", "user_id": "ghost", "workspace_id": "gone"}"#),
      ("unknown_workspace", #"{"kind": "membership", "user_id": "u1", "workspace_id": "gone"}"#),
      ("duplicate_membership", #"{"kind": "membership", "user_id": "u1", "workspace_id": "w1"}"#),
      (
        "future_event",
        #"{"kind": "event", "user_id": "u1", "type": "t", "at": "2026-02-10T00:00:01Z"}"#
      ),
      (
        "unknown_user",
        #"{"kind": "event", "user_id": "ghost", "type": "t", "at": "2026-03-01"}"#
      ),
    ]
    let text = good + faults.map(\.1).joined(separator: "\n")
    let report = try build(files: ["log.ndjson": Data(text.utf8)])
    let table = try report.table("quality.csv")
    for (line, (reason, record)) in faults.enumerated().dropLast() {
      #expect(try table.cell(reason, "first_example") == record)
      #expect(try report.place(reason) == "log.ndjson|\(line + 5)|1", "\(reason)")
      #expect(try table.cell(reason, "records") == (reason == "unknown_user" ? "2" : "1"))
    }
    #expect(try report.figure("rejects") == "13")
    #expect(try report.figure("users") == "1")
    #expect(try report.figure("events") == "0")
  }

  @Test func wantsTheRequiredFields() throws {
    let report = try build(
      """
      {"users": [{}, {"id": ""}, {"id": null, "name": 5}, {"id": "v"}],
       "workspaces": [{"id": "w"}, {"name": "W"}],
       "memberships": [{"user_id": "u"}, {"workspace_id": "w"}, {"user_id": "", "workspace_id": true}],
       "events": [{"type": "t", "at": 1}, {"user_id": "u", "at": 1}, {"user_id": "u", "type": "", "at": 1},
                  {"user_id": "u", "type": "t"}, {"user_id": "u", "type": "t", "at": null}]}
      """)
    #expect(try report.rejects() == ["missing_field|12"])
    #expect(try report.place("missing_field") == "dump.json|1|12")
    #expect(try report.table("quality.csv").cell("missing_field", "first_example") == "{}")
  }

  @Test func wantsTheRequiredTypes() throws {
    let report = try build(
      """
      {"users": [5, "x", null, [], true, {"id": true}, {"id": 1.5}, {"id": 1e3}, {"id": {}}, {"id": "u"}],
       "memberships": [{"user_id": 1.0, "workspace_id": "w"}, {"user_id": "u", "workspace_id": []}],
       "events": [{"user_id": false, "type": "t", "at": 1}, {"user_id": "u", "type": 5, "at": 1}],
       "workspaces": {"id": "w"}}
      """)
    #expect(try report.rejects() == ["wrong_type|14"])
    #expect(try report.place("wrong_type") == "dump.json|1|12")
  }

  /// `null` and `""` are absent, also as a kind.
  @Test func wantsAKindOnEachLine() throws {
    let text =
      good + """
        {"id": "x"}
        {"kind": "", "id": "x"}
        {"kind": null, "id": "x"}
        {"kind": 5, "id": "x"}
        {"kind": ["user"], "id": "x"}
        [{"kind": "user", "id": "x"}]
        "user"
        {"kind": "users", "id": "x"}
        {"kind": "User", "id": "x"}
        """
    let report = try build(text)
    #expect(try report.rejects() == ["missing_field|3", "unknown_kind|2", "wrong_type|4"])
    #expect(try report.figure("users") == "1")
  }

  /// Bad UTF-8, a lone surrogate, and what JSON does not know, each inside a
  /// record whose borders are clear; the records around them count.
  @Test func keepsABadRecordApart() throws {
    let bad = [
      #"{"id": "x", "name": "\ud800"}"#, #"{"id": "x", "name": "\udc00\ud800"}"#,
      #"{"id": "x", "name": "\ud83d\u0041"}"#, #"{"id": "x", "name": "\x"}"#,
      #"{"id": 01}"#, #"{"id": 1.}"#, #"{"id": +1}"#, #"{"id": NaN}"#, #"{"id": nul}"#,
      #"{"id": "x",}"#, #"{"id" "x"}"#, #"{id: "x"}"#, #"{"id": "x" "name": "y"}"#,
      "{\"id\": \"x\", \"name\": \"a\u{01}b\"}", "{\"id\": \"x\", \"name\": \"a\nb\"}",
    ]
    var bytes = Data("{\"users\": [{\"id\": \"a\"},\n".utf8)
    for record in bad { bytes += Data((record + ",\n").utf8) }
    for name: [UInt8] in [
      [0xFF], [0xC3], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
    ] {
      bytes += Data("{\"id\": \"x\", \"name\": \"".utf8) + Data(name) + Data("\"},\n".utf8)
    }
    bytes += Data("{\"id\": \"z\"}]}".utf8)
    let report = try build(files: ["dump.json": bytes])
    #expect(try report.rejects() == ["invalid_json|\(bad.count + 5)"])
    #expect(try report.place("invalid_json") == "dump.json|2|1")
    #expect(try report.lines("users.csv", "user_id").sorted() == ["a", "z"])
  }

  @Test func wantsAWholeNumberAsCount() throws {
    func event(_ count: String) -> String {
      #"{"user_id": "a", "type": "t", "at": "2026-02-01", "count": \#(count)}"#
    }
    let bad = [
      "0", "-1", "1000001", "1.0", "1e0", "1.5", #""5""#, "true", "[]", "{}", "-0",
      "18446744073709551617",
    ]
    let fine = ["1", "1000000", "null", #""""#]
    let report = try build(
      dump(asOf: "2026-02-02", users: ["a"], events: (bad + fine).map(event)))
    #expect(try report.rejects() == ["invalid_count|\(bad.count)"])
    #expect(try report.user("a", "events") == "1000003")
  }

  /// Of duplicates the first accepted record wins; a rejected one takes no id.
  @Test func keepsTheFirstOfDuplicates() throws {
    let report = try build(
      dump(
        asOf: "2026-02-02",
        users: [
          #"{"id": "a", "name": "\ud800"}"#, #"{"id": "a", "name": "first"}"#,
          #"{"id": "a", "name": "second"}"#, #"{"id": 7, "name": "number"}"#,
          #"{"id": "7", "name": "text"}"#,
        ],
        workspaces: [#"{"id": "w", "name": "one"}"#, #"{"id": "w", "name": "two"}"#],
        memberships: [
          #"{"user_id": "a", "workspace_id": "w", "role": "editor"}"#,
          #"{"user_id": "a", "workspace_id": "w", "role": "viewer"}"#,
        ]))
    #expect(try report.lines("users.csv", "user_id", "name").sorted() == ["7|number", "a|first"])
    #expect(try report.lines("access.csv", "name", "workspace", "role") == ["first|one|editor"])
    #expect(
      try report.rejects() == [
        "duplicate_membership|1", "duplicate_user|2", "duplicate_workspace|1", "invalid_json|1",
      ])
  }

  /// The first by place, whatever is found first: an event that stands before
  /// the membership is the first `unknown_user`. Columns count characters, so
  /// the 😀 is one: `{"x": "😀é", "events": [` has 23 before the record.
  @Test func placesTheFirstExampleByItsCharacters() throws {
    let report = try build(
      """
      {"x": "😀é", "events": [{"user_id": "ghost", "type": "t", "at": 1}],
        "memberships": [{"user_id": "ghost", "workspace_id": "w"}],
        "users": [{"id": "a"},    \t{"id": "a"}]}
      """)
    #expect(try report.rejects() == ["duplicate_user|1", "unknown_user|2"])
    #expect(try report.place("unknown_user") == "dump.json|1|24")
    #expect(try report.place("duplicate_user") == "dump.json|3|30")
  }

  /// An example is cut at 200 characters, which an emoji is one of.
  @Test func cutsTheExample() throws {
    let start = #"{"name": ""#
    let record = start + String(repeating: "😀", count: 300) + "\"}"
    let report = try build("{\"users\": [{\"id\": \"a\"}, \(record)]}")
    #expect(
      try report.table("quality.csv").cell("missing_field", "first_example")
        == start + String(repeating: "😀", count: 200 - start.count))
  }
}
