import Foundation
import Testing

/// `rollcall init`: a folder to start from.
@Suite struct InitTests {
  private let scratch: Scratch
  private let dump: String

  init() throws {
    scratch = try Scratch()
    dump = try scratch.write(
      ReportTests.dump(asOf: "2026-02-02", users: ["u1"]), to: "dump.json")
  }

  private func make(_ options: String..., in folder: String = "mine") throws -> Ending {
    try Program.run(["init", scratch.path(folder)] + options)
  }

  private func build(to output: String, site: String = "mine") throws -> Ending {
    try Program.run([
      "build", dump, "--output", scratch.path(output), "--site", scratch.path(site),
    ])
  }

  private func files(below folder: String) throws -> [String: Data] {
    let folder = scratch.url.appending(path: folder)
    var files: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      files[path] = FileManager.default.contents(atPath: folder.appending(path: path).path)
    }
    return files
  }

  private func shipped(_ path: String) -> Data? {
    FileManager.default.contents(atPath: Program.root.appending(path: path).path)
  }

  /// A variable of the shell that is not set would write at the root.
  @Test func refusesAnEmptyName() throws {
    #expect(try Program.run(["init", ""]).status == 64)
  }

  @Test func makesAFolderThatBuildsAtOnce() throws {
    let made = try make(in: "new/mine")
    let folder = scratch.path("new/mine")
    #expect(made.status == 0, "\(made.errors)")
    #expect(
      made.output == """
        \(folder)/site.yml
        \(folder)/about-you.md
        \(folder)/about.md
        \(folder)/announcement.md
        \(folder)/pages/questions.md
        next: rollcall build DUMP --site \(folder)

        """)
    #expect(try files(below: "new/mine")["site.yml"] == shipped("site/site.yml"))
    let built = try build(to: "public", site: "new/mine")
    #expect(built.status == 0, "\(built.errors)")
    let overview = try String(contentsOfFile: scratch.path("public/index.html"), encoding: .utf8)
    #expect(overview.contains("<strong>Welcome.</strong>"))
    #expect(overview.contains("<a href=\"questions.html\">Questions</a>"))
  }

  @Test func makesAFolderInALanguage() throws {
    #expect(try make("--language", "de").status == 0)
    for text in ["about.md", "announcement.md", "pages/questions.md"] {
      let made = try files(below: "mine")[text]
      #expect(made != nil && made == shipped("site/words/de/\(text)"), "\(text)")
      #expect(made != shipped("site/words/en/\(text)"), "\(text)")
    }
    let settings = String(
      decoding: try #require(try files(below: "mine")["site.yml"]), as: UTF8.self)
    #expect(settings.contains("\nlanguage: de\n"))
    #expect(try build(to: "public").status == 0)
    let overview = try String(contentsOfFile: scratch.path("public/index.html"), encoding: .utf8)
    #expect(overview.contains("<html lang=\"de\" dir=\"ltr\">"))
    #expect(overview.contains("<a href=\"questions.html\">Fragen</a>"))
    let again = try make("--language", "fr", "--with-assets")
    #expect(again.status == 2)
    #expect(
      again.errors == "rollcall: \(scratch.path("mine")): has a site.yml already; "
        + "set language there, and give no --language\n")
    let unknown = try make("--language", "../de", in: "other")
    #expect(unknown.status == 64)
    #expect(
      unknown.errors == "rollcall: --language: no words for '../de'; "
        + "there are ar, de, en, es, fr, ja, pl\n")
    #expect(!FileManager.default.fileExists(atPath: scratch.path("other")))
  }

  /// A language of which the program has a file of words and no texts.
  @Test func takesTextsInEnglishWhereALanguageHasNone() throws {
    let program = scratch.url.appending(path: "rollcall")
    try FileManager.default.copyItem(at: Program.executable(), to: program)
    try FileManager.default.copyItem(
      at: Program.root.appending(path: "site"), to: scratch.url.appending(path: "site"))
    try scratch.write("users: Gebruikers\n", to: "site/words/nl.yml")
    let made = try Program.run(
      ["init", "mine", "--language", "nl"], folder: scratch.url, program: program)
    #expect(made.status == 0, "\(made.errors)")
    #expect(try files(below: "mine")["about.md"] == shipped("site/words/en/about.md"))
    #expect(
      try files(below: "mine")["pages/questions.md"] == shipped("site/words/en/pages/questions.md"))
  }

  /// Copied, they change nothing.
  @Test func addsTemplatesAndAssetsOnRequest() throws {
    #expect(try make().status == 0)
    #expect(try build(to: "before").status == 0)
    try FileManager.default.removeItem(atPath: scratch.path("mine/pages"))
    let added = try make("--with-templates", "--with-assets")
    #expect(added.status == 0, "\(added.errors)")
    #expect(!added.output.contains("next:"))
    let mine = try files(below: "mine")
    #expect(mine["pages/questions.md"] == nil)
    for path in ["assets/rollcall.css", "assets/search.js"] {
      #expect(mine[path] == shipped("site/\(path)"), "\(path)")
    }
    #expect(mine["Templates/page.mustache"] == shipped("Templates/page.mustache"))
    try scratch.write(
      shipped("site/words/en/pages/questions.md") ?? Data(), to: "mine/pages/questions.md")
    #expect(try build(to: "after").status == 0)
    // The mark hangs on the seed that a first report draws.
    #expect(
      try files(below: "after").filter { $0.key != ".rollcall" }
        == files(below: "before").filter { $0.key != ".rollcall" })
  }

  @Test func writesOverNothing() throws {
    try scratch.write("ours", to: "mine/about.md")
    let nowhere = scratch.path("nowhere")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("mine/announcement.md"), withDestinationPath: nowhere)
    let made = try make()
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.output.contains("mine/about.md: is there already, and stays as it is\n"))
    #expect(try files(below: "mine")["about.md"] == Data("ours".utf8))
    #expect(!FileManager.default.fileExists(atPath: nowhere))
    let before = try files(below: "mine")
    let again = try make()
    #expect(again.status == 2)
    #expect(
      again.errors == "rollcall: \(scratch.path("mine")): has a site.yml already; nothing is "
        + "written; add to it by --with-assets or --with-templates, or name another folder\n")
    #expect(try files(below: "mine") == before)
  }

  @Test func refusesAFolderThatCannotBe() throws {
    try scratch.write("text", to: "file")
    let made = try make(in: "file/mine")
    #expect(made.status == 2)
    #expect(
      made.errors == "rollcall: \(scratch.path("file")): is no folder; "
        + "name a folder that you may write to\n")
  }

  /// The commit is the builder's to give; a report never has it.
  @Test func tellsACommitNowhereButInItsVersion() throws {
    let told = try Program.run(["--version"]).output
    let version = try #require(told.firstMatch(of: /^(\d+\.\d+\.\d+)( \([0-9A-Za-z.+~-]+\))?\n$/))
    #expect(try make().status == 0)
    #expect(try build(to: "public").status == 0)
    let status = try String(contentsOfFile: scratch.path("public/status.json"), encoding: .utf8)
    #expect(status.hasPrefix("{\n  \"version\": \"\(version.1)\",\n"))
  }
}
