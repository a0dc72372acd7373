import Foundation
import Testing

@testable import Configure

@Suite struct LanguageTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../site/words")

  private static func file(_ code: String) throws -> WordsFile {
    let path = folder.appendingPathComponent("\(code).yml").path
    return try WordsFile(String(contentsOfFile: path, encoding: .utf8), file: "\(code).yml")
  }

  private static func language(
    _ code: String = "en", own: String = "", over overlays: String...
  ) throws -> Language {
    try Language(
      code, english: file("en"), own: WordsFile(own, file: "own.yml"),
      overlays: overlays.map { try WordsFile($0, file: "site.yml") })
  }

  private func message(_ yaml: String, code: String = "en", own: String = "") -> String {
    do {
      _ = try Self.language(code, own: own, over: yaml)
      return ""
    } catch { return "\(error)" }
  }

  @Test func hasAnEnglishTextForEveryPhraseAndNoOther() throws {
    let english = try Self.file("en")
    #expect(Set(english.texts.keys).union(Phrase.nouns) == Set(Phrase.allCases))
    #expect(Set(english.texts.keys).isDisjoint(with: Phrase.nouns))
  }

  /// A gap in a file of the program's own would be read in English.
  @Test(
    arguments: try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".yml") }.map { String($0.dropLast(4)) }.sorted())
  func isWholeInEveryFileOfTheProgram(code: String) throws {
    let file = try Self.file(code)
    for phrase in Phrase.allCases where !Phrase.nouns.contains(phrase) {
      #expect(file.texts[phrase] != nil, "\(code).yml lacks \(phrase.key)")
    }
    for noun in Noun.allCases {
      #expect(
        Set(file.nouns[noun, default: [:]].keys) == Set(Phrase.nouns), "\(code).yml: \(noun)")
    }
    _ = try Language(code, english: Self.file("en"), own: file, overlays: [])
  }

  @Test func takesEachKeyFromTheFirstFileThatHasIt() throws {
    let words = try Self.language(
      "de", own: "users: Nutzer\nname: Name\nemail: E-Mail", over: "users: Leute",
      "users: Personen\nemail: Post"
    ).words(.workspaces)
    #expect(words.string(.users) == "Leute")
    #expect(words.string(.email) == "Post")
    #expect(words.string(.name) == "Name")
    #expect(words.string(.score) == "Score")
    #expect(words.borrowed == Phrase.allCases.count - 3)
    #expect(try Self.language(over: "users: People").words(.workspaces).borrowed == 0)
  }

  @Test func callsWorkspacesByTheirNounUnlessWordedAnew() throws {
    let language = try Self.language()
    #expect(language.words(.channels).string(.workspaces) == "Channels")
    #expect(
      try Self.language(over: "workspaces: Teams").words(.apps).string(.workspaces) == "Teams")
    #expect(
      try Self.language(over: "nouns: {apps: {workspaces: Tools}}").words(.apps)
        .string(.workspaces) == "Tools")
  }

  @Test func chosesTheFormOfTheLanguageThatATextIsIn() throws {
    let words = try Self.language(
      "pl", own: "plural: polish\nn_users: {one: '1 osoba', few: '{n} osoby', many: '{n} osób'}"
    ).words(.workspaces)
    #expect(words.pieces(.nUsers, 1) == [.bytes(Array("1 osoba".utf8))])
    #expect(words.pieces(.nUsers, 22) == [.place(.n), .bytes(Array(" osoby".utf8))])
    #expect(words.pieces(.nUsers, 12) == [.place(.n), .bytes(Array(" osób".utf8))])
    #expect(words.pieces(.nRows, 22) == [.place(.n), .bytes(Array(" rows".utf8))])
  }

  @Test(arguments: [
    ("userz: x", "site.yml:1:1: unknown key 'userz'; did you mean 'users'?"),
    ("\n\nnouns: {teams: {}}", "unknown key 'teams'"),
    ("a: b\nusers: [a]", "unknown key 'a'"),
    ("users: [a]", "site.yml:1:1: users: expected a text, not a list"),
    ("months: [a, b]", "site.yml:1:1: months: expected a list of 12 texts"),
    ("months: x", "site.yml:1:1: months: expected a list of 12 texts"),
    ("users: {one: a, other: b}", "expected a text, as it changes with no number"),
    ("n_users: {one: a}", "site.yml:1:1: n_users: expected the forms one, other, and no other"),
    ("n_users: {one: a, few: b, other: c}", "expected the forms one, other, and no other"),
    ("n_users: {some: a}", "unknown key 'some'"),
    ("users: '{n} users'", "users: expected no places in braces, as in en.yml"),
    ("rows_shown: '{from}'", "expected the places {from}, {total}, {to}, as in en.yml"),
    ("users: '{hat}'", "site.yml:1:8: users: there is no place {hat}; keep those of en.yml"),
    ("users: '{n'", "site.yml:1:8: users: a brace without its other one; write places as {n}"),
    ("users: 'n}'", "a brace without its other one"),
    ("users: ''", "site.yml:1:8: users: expected a text"),
    ("users: x\nusers: y", "site.yml:2:1: the key 'users' comes more than once"),
    ("- x", "site.yml:1:1: expected keys and texts such as 'users: Users'"),
    ("users: '", "not valid YAML"),
  ])
  func namesWhatIsWrongAndWhere(yaml: String, expected: String) {
    #expect(message(yaml).contains(expected), "\(message(yaml))")
  }

  @Test func refusesAnUnknownRule() {
    #expect(
      message("", code: "xx", own: "plural: some").hasPrefix(
        "own.yml:1:1: plural: no rule 'some'; there are none, one, french"))
  }

  @Test func leavesTheNumberOutWhereWordsSayIt() {
    #expect(message("n_users: {one: a single user, other: '{n} users'}") == "")
    #expect(message("n_users: many users") == "")
  }
}
