import Foundation
import SharedCorpus
import Testing

/// Cells that spreadsheets must not run, in every text column.
@Suite struct CSVTests {
  /// The guard by the letter of the documentation, scalar by scalar.
  private func guarded(_ text: String) -> String {
    var line = String.UnicodeScalarView()
    var wasControl = false
    for scalar in text.unicodeScalars {
      let isControl =
        scalar.properties.generalCategory == .control || scalar == "\u{2028}"
        || scalar == "\u{2029}"
      if !isControl { line.append(scalar) } else if !wasControl { line.append(" ") }
      wasControl = isControl
    }
    var result = String.UnicodeScalarView()
    var begins = true
    for scalar in line {
      if begins && "=+-@＝＋－＠".unicodeScalars.contains(scalar) { result.append("'") }
      result.append(scalar)
      begins = isSeparator(scalar) || begins && isSkipped(scalar)
    }
    return String(result)
  }

  private func isSeparator(_ scalar: UnicodeScalar) -> Bool {
    scalar == "," || scalar == ";" || scalar == "|"
  }

  private func isSkipped(_ scalar: UnicodeScalar) -> Bool {
    switch scalar.value {
    case 0x200B...0x200F, 0x2060, 0x202A...0x202E, 0xFEFF, 0x22, 0x27: true
    default: scalar.properties.isWhitespace
    }
  }

  /// The names as the program writes them, in `users.csv`.
  private func written(_ names: [String]) throws -> [String] {
    let users = try names.enumerated().map { index, name -> String in
      let user = ["kind": "user", "id": "u\(index)", "name": name]
      return String(decoding: try JSONSerialization.data(withJSONObject: user), as: UTF8.self)
    }
    let report = try build(users.joined(separator: "\n"), "--as-of", "2026-02-02")
    try #require(report.ending.status == 0, "\(report.ending.errors)")
    let table = try report.table("users.csv")
    return try names.indices.map { try table.cell("u\($0)", "name") }
  }

  /// Compared as bytes: `==` takes é and e + U+0301 for the same.
  private func expectSame(_ found: [String], _ wanted: [String], of names: [String]) {
    for (index, name) in names.enumerated() {
      #expect(Array(found[index].utf8) == Array(wanted[index].utf8), "\(name.debugDescription)")
    }
  }

  @Test func guardsWhereACellCouldBegin() throws {
    let cases = [
      ("=1+1", "'=1+1"), ("+1", "'+1"), ("-Anna", "'-Anna"), ("@anna", "'@anna"),
      ("＝1", "'＝1"), ("＋1", "'＋1"), ("－1", "'－1"), ("＠x", "'＠x"), ("--", "'--"),
      ("-", "'-"), ("a=1", "a=1"), ("a-b@c.example", "a-b@c.example"), ("1+1", "1+1"),
      ("a;=1+1;b", "a;'=1+1;b"), ("a,+b", "a,'+b"), ("a|@b", "a|'@b"), ("a:=b", "a:=b"),
      ("a; \" '=b", "a; \" ''=b"), ("a,,;|-b", "a,,;|'-b"), ("=a,=b|=c", "'=a,'=b|'=c"),
      ("a\t=1", "a =1"), ("a;\t\r\n=1", "a; '=1"), ("\t=1", " '=1"), ("\u{0}\u{1}\u{7F}=1", " '=1"),
      ("\u{85}\u{9F}=1", " '=1"), ("\u{2028}\u{2029}=1", " '=1"), ("a\u{0}b\u{1}\u{2}c", "a b c"),
      ("\u{A0}=1", "\u{A0}'=1"), ("\u{3000}=1", "\u{3000}'=1"),
      ("\u{1680}\u{2003}=1", "\u{1680}\u{2003}'=1"),
      ("\u{200B}=1", "\u{200B}'=1"), ("\u{200F}=1", "\u{200F}'=1"), ("\u{2060}=1", "\u{2060}'=1"),
      ("\u{202E}\u{202A}=1", "\u{202E}\u{202A}'=1"), ("\u{FEFF}=1", "\u{FEFF}'=1"),
      ("\u{2061}=1", "\u{2061}=1"), ("“=1", "“=1"), ("\"=1+1\"", "\"'=1+1\""), ("''=1", "'''=1"),
      ("=\u{338}1", "'=\u{338}1"), (";\u{301}=1", ";\u{301}=1"), ("\"\u{301}=1", "\"\u{301}=1"),
      ("a, b", "a, b"), (" padded ", " padded "), ("\"\"", "\"\""), ("a\r\nb", "a b"), (",", ","),
    ]
    let names = cases.map(\.0)
    expectSame(try written(names), cases.map(\.1), of: names)
    expectSame(names.map(guarded), cases.map(\.1), of: names)
  }

  @Test(arguments: Corpus.all)
  func guardsTheHostileCorpus(corpus: Corpus) throws {
    let names =
      try texts("csv/csv-injection.json", of: corpus) + corpus.lines(in: "csv")
    #expect(names.count > 40)
    expectSame(try written(names), names.map(guarded), of: names)
  }

  @Test(arguments: Corpus.all)
  func keepsGraphemeTrapsByteForByte(corpus: Corpus) throws {
    let names = try texts("text/swift-grapheme-traps.json", of: corpus).filter { $0 != "" }
    #expect(names.count > 50)
    expectSame(try written(names), names.map(guarded), of: names)
  }

  /// Of all lists in a file, by their names.
  private func texts(_ path: String, of corpus: Corpus) throws -> [String] {
    let json = try JSONSerialization.jsonObject(with: corpus.bytes(path))
    let lists = try #require(json as? [String: Any])
    return lists.keys.sorted().flatMap { lists[$0] as? [String] ?? [] }
  }

  /// The guard goes by the column: ids, words and types are text, a change of
  /// -1 is none. Without an event the workspace's last active is empty.
  @Test func guardsTextColumnsAlone() throws {
    let report = try build(
      """
      {"organization": {"name": "=Acme", "exported_at": "2026-03-16"},
       "users": [{"id": "-5", "name": "=n", "email": "@e", "role": "+r"}, {"id": "b", "status": "-s"},
                 {"id": "c"}],
       "workspaces": [{"id": "=w", "name": "=a"}, {"id": "v", "name": "=b"}],
       "memberships": [{"user_id": "-5", "workspace_id": "=w", "role": "=m"},
                       {"user_id": "-5", "workspace_id": "v"}],
       "events": [{"user_id": "-5", "type": "=t", "at": "2026-03-16", "workspace_id": "=w"},
                  {"user_id": "c", "type": "=t", "at": "2026-03-16", "count": 2},
                  {"user_id": "-5", "type": "=t", "at": "2026-03-09"}, {"name": ";=x"}]}
      """)
    #expect(try report.figure("organization") == "'=Acme")
    #expect(
      try report.lines(
        "users.csv", "user_id", "name", "email", "role", "status", "state", "workspaces",
        "last_active_from"
      ).sorted() == [
        "'-5|'=n|'@e|'+r|active|active|'=a; '=b|'=t", "b|b|||'-s|'-s||", "c|c|||active|active||'=t",
      ])
    #expect(
      try report.lines("access.csv", "user_id", "workspace_id", "workspace", "role").sorted()
        == ["'-5|'=w|'=a|'=m", "'-5|v|'=b|"])
    #expect(try report.lines("types.csv") == ["'=t|1|2|4|4"])
    #expect(try report.board("week") == ["1|NEW|c|2", "2|-1|'-5|1"])
    #expect(
      try report.workspace("'=w").lines("user_id", "name", "role", "state")
        == ["'-5|'=n|'=m|active"])
    #expect(
      try report.table("quality.csv").cell("missing_field", "first_example") == #"{"name": ";'=x"}"#
    )
  }

  /// Every table is written by the letter of RFC 4180, with these columns.
  @Test func writesTheseColumns() throws {
    let report = try build(dump(asOf: "2026-02-02", users: ["a"], workspaces: ["w"]))
    let board = "rank,change,user_id,name,email,score,events,active_days,from,to,time_zone"
    let calendar = "from,to,days,active,contributing,events,score,logins,new_users"
    let columns = [
      "index.csv": "metric,value",
      "activity.csv": "date,active,active_7d,active_28d,events,score,logins,new_users",
      "weeks.csv": calendar, "months.csv": calendar,
      "hours.csv": "weekday,hour,events", "types.csv": "type,points,users,events_28,events",
      "retention.csv": "cohort,users,week,active",
      "users.csv":
        "user_id,name,email,role,status,bot,state,workspace_count,workspaces,created_at,last_login,last_active,last_active_from,active_days_28,events_28,events,score,time_zone,page",
      "workspaces.csv":
        "workspace_id,name,archived,members,active_28d,events_28,events,score,last_active,created_at,time_zone,page",
      "access.csv":
        "user_id,name,email,status,workspace_id,workspace,role,since,last_active,days_idle,state,time_zone",
      "dormant.csv":
        "user_id,name,email,role,created_at,last_login,last_active,days_idle,workspace_count,state,time_zone,page",
      "quality.csv": "reason,records,first_example,file,line,column",
      "about.csv": "term,definition",
      "leaderboard/week.csv": board, "leaderboard/last-week.csv": board,
      "leaderboard/month.csv": board, "leaderboard/last-month.csv": board,
      "leaderboard/year.csv": board, "leaderboard/all.csv": board,
    ]
    for (file, names) in columns.sorted(by: { $0.key < $1.key }) {
      #expect(try report.table(file).columns.joined(separator: ",") == names, "\(file)")
    }
    #expect(
      try report.workspace("w").columns.joined(separator: ",")
        == "user_id,name,email,role,since,last_active,active_days_28,events_28,events,score,score_month,score_last_month,state,time_zone"
    )
    let page = try report.user("a", "page").dropLast(5) + ".csv"
    #expect(try report.table(String(page)).columns == ["date", "events", "score", "logins"])
  }
}
