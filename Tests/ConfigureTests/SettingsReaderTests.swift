import Testing

@testable import Configure

@Suite struct SettingsReaderTests {
  @Test func readsEveryKey() throws {
    let settings = try Settings.parse(
      """
      # A comment.
      title: "Acme: the year"
      time_zone: Europe/Berlin
      points:
        login: 2
        task.completed: 1000
        "7": 0
      leaderboard_exclude:
        - u1
        - 1002
      opt_out: [u3, "004"]
      accent: "#2456C7"
      logo: logo.svg
      navigation:
        - title: Rules
          to: rules.html
        - title: Home
          to: https://acme.example/a:b
      keep: [.well-known/, robots.txt, "users/a b"]
      """, file: "site.yml")
    var expected = Settings()
    expected.title = "Acme: the year"
    expected.timeZone = "Europe/Berlin"
    let points = ["login": 2, "logout": 0, "task.completed": 1000, "7": 0]
    expected.points = Dictionary(uniqueKeysWithValues: points.map { (Array($0.utf8), $1) })
    expected.leaderboardExclude = ["u1", "1002"]
    expected.optOut = ["u3", "004"]
    expected.accent = "#2456C7"
    expected.logo = "logo.svg"
    expected.navigation = [
      Settings.Link(title: "Rules", address: "rules.html"),
      Settings.Link(title: "Home", address: "https://acme.example/a:b"),
    ]
    expected.keep = [".well-known", "robots.txt", "users/a b"]
    #expect(settings == expected)
  }

  @Test(arguments: [
    "", "\n# nothing\n", "~", "title: ~", "title: ~\npoints: null\nopt_out: null\nnavigation: ~",
    "points: {}\nopt_out: []\nnavigation: []",
  ])
  func keepsWhatIsNotSet(text: String) throws {
    #expect(try Settings.parse(text, file: "site.yml") == Settings())
  }

  @Test(arguments: ["/", "/etc", "..", "a/../..", "a//b", "./a", "a/.", ".rollcall", "a\\0b"])
  func keepsOnlyWhatLiesInTheReport(path: String) {
    let error = SettingsError(
      file: "site.yml", line: 1, column: 8,
      what: "keep: expected a path in the report, such as .well-known or robots.txt")
    #expect(throws: error) {
      try Settings.parse("keep: [\"\(path)\"]", file: "site.yml")
    }
  }

  @Test func readsEveryKeyThatItNames() throws {
    for key in Settings.keys {
      #expect(try Settings.parse("\(key): ~", file: "site.yml") == Settings())
    }
  }

  /// é as one scalar and as two look alike and are two types.
  @Test func tellsTypesApartByTheirBytes() throws {
    let settings = try Settings.parse("points:\n  caf\u{E9}: 5\n  cafe\u{301}: 7", file: "s")
    #expect(settings.points[[0x63, 0x61, 0x66, 0xC3, 0xA9]] == 5)
    #expect(settings.points[[0x63, 0x61, 0x66, 0x65, 0xCC, 0x81]] == 7)
  }

  /// The whole message, place and all.
  @Test(arguments: [
    (
      "tittle: x",
      "1:1: unknown key 'tittle'; did you mean 'title'?"
    ),
    (
      "title: x\ncolour_of_the_sky: blue",
      "2:1: unknown key 'colour_of_the_sky'; known are title, time_zone, points, "
        + "leaderboard_exclude, opt_out, accent, logo, navigation, keep, people, language, words, "
        + "contact, zip"
    ),
    ("5", "1:1: expected keys and values such as 'title: Usage report'"),
    ("- title", "1:1: expected keys and values such as 'title: Usage report'"),
    (
      "title: a\npoints: {}\ntitle: b",
      "3:1: the key 'title' comes more than once; keep one of them"
    ),
    ("points:\n  a: 1\n  a: 2", "3:3: the key 'a' comes more than once; keep one of them"),
    ("title: [a]", "1:8: title: expected a text"),
    ("language: a b", "1:11: language: expected a language's tag such as de or pt-BR"),
    ("language: -de", "1:11: language: expected a language's tag such as de or pt-BR"),
    ("words: {userz: x}", "1:9: unknown key 'userz'; did you mean 'users'?"),
    ("words: x", "1:8: expected keys and texts such as 'users: Users'"),
    ("title: ''", "1:8: title: expected a text"),
    (
      "\n\ntime_zone: Europe/Kyjiw",
      "3:12: time_zone: no time zone 'Europe/Kyjiw'; did you mean 'Europe/Kyiv'?"
    ),
    (
      "time_zone: Mars/Olympus-Mons",
      "1:12: time_zone: no time zone 'Mars/Olympus-Mons'; use a name such as Europe/Berlin"
    ),
    ("time_zone: {a: b}", "1:12: time_zone: expected a text"),
    (
      "points: 5",
      "1:9: points: expected a number for each event type, such as 'login: 0'"
    ),
    ("points:\n  login: -1", "2:10: points: expected a whole number from 0 to 1000"),
    ("points:\n  login: 1001", "2:10: points: expected a whole number from 0 to 1000"),
    ("points:\n  login: 1.5", "2:10: points: expected a whole number from 0 to 1000"),
    ("points:\n  login: many", "2:10: points: expected a whole number from 0 to 1000"),
    ("points:\n  login: ''", "2:10: points: expected a whole number from 0 to 1000"),
    ("points:\n  login: [1]", "2:10: points: expected a whole number from 0 to 1000"),
    (
      "points:\n  login: 99999999999999999999",
      "2:10: points: expected a whole number from 0 to 1000"
    ),
    (
      "leaderboard_exclude: u1",
      "1:22: leaderboard_exclude: expected a list of ids, one a line after '- '"
    ),
    ("opt_out: {a: b}", "1:10: opt_out: expected a list of ids, one a line after '- '"),
    ("title:", "1:1: title: has no value; give one, or take the key out"),
    (
      "zip: true\nopt_out:\n#  - u42\n",
      "2:1: opt_out: has no value; give one, or take the key out"
    ),
    ("opt_out:\n  -\n", "2:4: opt_out: expected a text"),
    ("opt_out:\n  - u1\n  - [u2]", "3:5: opt_out: expected a text"),
    ("accent: blue", "1:9: accent: expected a colour such as \"#2456c7\", in quotes"),
    ("accent: '#12345'", "1:9: accent: expected a colour such as \"#2456c7\", in quotes"),
    ("accent: '#12345g'", "1:9: accent: expected a colour such as \"#2456c7\", in quotes"),
    ("accent: '2456c7'", "1:9: accent: expected a colour such as \"#2456c7\", in quotes"),
    ("logo: a/b.svg", "1:7: logo: expected the name of a file in site/assets"),
    ("logo: ../b.svg", "1:7: logo: expected the name of a file in site/assets"),
    ("navigation: x", "1:13: navigation: expected a list of '- title: …' with 'to: …'"),
    ("navigation:\n  - x", "2:5: navigation: expected 'title' and 'to'"),
    (
      "navigation:\n  - title: A\n    two: b.html",
      "3:5: unknown key 'two'; did you mean 'to'?"
    ),
    (
      "navigation:\n  - title: A",
      "2:5: navigation: expected 'title', and 'to' with a page or an https address"
    ),
    (
      "navigation:\n  - title: ''\n    to: a.html",
      "2:5: navigation: expected 'title', and 'to' with a page or an https address"
    ),
    (
      "navigation:\n  - title: Up\n    to: users/../../other",
      "2:5: navigation: expected 'title', and 'to' with a page or an https address"
    ),
  ])
  func saysWhatIsWrongAndWhere(text: String, expected: String) {
    do throws(SettingsError) {
      _ = try Settings.parse(text, file: "site.yml")
      Issue.record("no error for \(text)")
    } catch {
      #expect(error.description == "site.yml:" + expected)
    }
  }

  @Test(arguments: [
    "javascript:alert(1)", "http://acme.example", "//acme.example", "/etc/passwd", "https://",
    "data:x", "a\\\\b", "", "mailto:a@b", "\\t//acme.example", " /acme.example", "a\\x7F",
  ])
  func refusesAnAddressThatIsNoPage(address: String) {
    #expect(throws: SettingsError.self) {
      try Settings.parse(
        "navigation:\n  - title: A\n    to: \"\(address)\"", file: "site.yml")
    }
  }

  @Test(arguments: [
    "title: [", "title: \"", "\ttitle: x", "a: b: c", "title: x\n  y: z", "&a *b", "title: *no",
    "%YAML 9.9\n---\ntitle: x", "title: x\n---\ntitle: y", "title: \u{1}", "title: *x\n",
  ])
  func saysWhereYAMLIsBroken(text: String) {
    do throws(SettingsError) {
      _ = try Settings.parse(text, file: "site.yml")
      Issue.record("no error for \(text)")
    } catch {
      #expect(error.what.hasPrefix("not valid YAML ("), "\(error)")
      #expect(error.what.hasSuffix("); compare with the file that rollcall ships"))
      #expect(error.line >= 1 && error.column >= 1)
    }
  }
}
