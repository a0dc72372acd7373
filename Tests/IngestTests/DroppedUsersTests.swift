import Bytes
import Testing

@testable import Ingest

@Suite struct DroppedUsersTests {
  private let dropped = DroppedUsers(["u1", "7", "Ada, the first"])

  @Test(arguments: [
    "{\"user_id\": \"u1\"}", "{\"user_id\":7}", "{\"by\": [1,7 ]}", "{\"by\": \"Ada, the first\"",
    "{\"u1\": 5}", "u1", "{\"by\": \"U1\"}", "{\"path\": \"/users/u1/7-up\"}", "export-u1.json",
  ])
  func areNamedByAWholeWord(record: String) {
    #expect(dropped.isNamed(in: record.utf8))
  }

  @Test(arguments: [
    "", "{\"user_id\": \"u12\"}", "{\"user_id\":77}", "{\"by\": \"Ada\"}", "{\"z1\": \"u 1\"}",
    "2027.json",
    "xu1",
  ])
  func areNotNamedByAPartOfAWord(record: String) {
    #expect(!dropped.isNamed(in: record.utf8))
  }

  @Test func haveAllIdsThatSettingsJoin() {
    var options = IngestOptions()
    options.optOut = ["c"]
    options.people = [
      .same(["a", "b"]), .apart(["c", "x"]), .same(["b", "c"]), .same(["y", "z"]), .same(["c"]),
    ]
    #expect(Set(options.leftOut) == ["a", "b", "c"])
    options.optOut = []
    #expect(options.leftOut.isEmpty)
  }

  @Test func areNamedNowhereWhereThereAreNone() {
    #expect(!DroppedUsers.none.isNamed(in: "{\"user_id\": \"\"}".utf8))
  }

  @Test func areNamedByWhatTheirRecordsTell() {
    var dropped = dropped
    let arena = Arena()
    dropped.add(arena.keep("Zoë Ö"))
    dropped.add(.empty)
    let long = String(repeating: "x", count: 300)
    dropped.add(arena.keep(long))
    #expect(dropped.isNamed(in: "of \(long.dropLast(20))".utf8))
    #expect(!dropped.isNamed(in: "of \(long.prefix(255))".utf8))
    #expect(dropped.isNamed(in: unescaped(#"{"by": "zo\u00eb \u00D6"}"#.utf8)))
    // However it is spelled: decomposed, in capitals, without accents, with a blank of no break.
    for spelling in ["zoe\u{308} o\u{308}", "ZOË Ö", "Zoe O", "Zoë\u{A0}Ö", "ＺＯË  Ö"] {
      #expect(dropped.isNamed(in: "of \(spelling)".utf8), "\(spelling)")
    }
    for name in ["zoe-o.png", "Zoë_Ö (2).zip", "x/zoe.o.json"] {
      #expect(dropped.isNamed(in: name.utf8), "\(name)")
    }
    #expect(!dropped.isNamed(in: unescaped(#"{"by": "Zoë Or"}"#.utf8)))
    dropped.add(arena.keep("张伟"))
    #expect(dropped.isNamed(in: "由张伟提交".utf8))
  }

  /// Escapes are read as far as the text goes, valid or not.
  @Test(arguments: [
    (#"a\"b\\c\/d\ne"#, "a\"b\\c/d e"), (#"\u0041\ud83d\ude00\ud83d"#, "A\u{1F600}\u{FFFD}"),
    (#"\u00"#, " 00"), (#"\"#, "\\"), (#"x\u12"#, "x 12"), ("é", "é"),
  ])
  func areLookedForInWhatEscapesMean(json: String, text: String) {
    #expect(String(decoding: unescaped(json.utf8), as: UTF8.self) == text)
  }
}
