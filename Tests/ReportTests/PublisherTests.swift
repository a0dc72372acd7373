import Foundation
import Testing

/// What a publisher can make his own without a compiler, as the documentation says.
@Suite struct PublisherTests {
  private let dump =
    #"{"organization": {"id": "acme", "name": "Acme"}, "users": [{"id": "u1", "name": "Ada"}]}"#

  private func copyOfTemplates(in scratch: Scratch) throws -> String {
    let folder = scratch.path("Templates")
    try FileManager.default.copyItem(
      atPath: Program.root.appendingPathComponent("Templates").path, toPath: folder)
    return folder
  }

  private func text(_ path: String, in scratch: Scratch) throws -> String {
    try String(contentsOfFile: scratch.path("public/\(path)"), encoding: .utf8)
  }

  @Test func takesTemplatesColoursAndPages() throws {
    let scratch = try Scratch()
    let templates = try copyOfTemplates(in: scratch)
    try scratch.write(
      "<p>Title: {{title}} of {{organization}}</p>\n", to: "Templates/header.mustache")
    try scratch.write("accent: \"#7a1f5c\"\ntitle: Ours\n", to: "site/site.yml")
    try scratch.write("# Rules & more\n\nSee [users](users.html).\n", to: "site/pages/rules.md")
    let file = try scratch.write(dump, to: "dump.json")
    let ending = try Program.run([
      "build", file, "--output", scratch.path("public"), "--site", scratch.path("site"),
      "--templates", templates,
    ])
    try #require(ending.status == 0, "\(ending.errors)")
    #expect(try text("users.html", in: scratch).contains("<p>Title: Users of Acme</p>"))
    let rules = try text("rules.html", in: scratch)
    #expect(rules.contains("<p>Title: Rules &amp; more of Acme</p>"))
    #expect(rules.contains(#"<a href="users.html">users</a>"#))
    let assets = try FileManager.default.contentsOfDirectory(atPath: scratch.path("public/assets"))
    let theme = try #require(assets.first { $0.hasPrefix("theme-") && $0.hasSuffix(".css") })
    #expect(try text("assets/\(theme)", in: scratch) == ":root { --accent: #7a1f5c }\n")
    #expect(rules.contains(#"href="assets/\#(theme)""#))
  }

  private func build(
    _ scratch: Scratch, _ options: String...
  ) throws -> Ending {
    try scratch.write("", to: "site/assets/.keep")
    let file = try scratch.write(dump, to: "dump.json")
    return try Program.run(
      ["build", file, "--output", scratch.path("public"), "--site", scratch.path("site")] + options)
  }

  /// Pictures, links, styles and the navigation lead to files under the names that they have.
  @Test func leadsToAssetsByTheNamesThatTheyHave() throws {
    let scratch = try Scratch()
    try scratch.write("plan", to: "site/assets/plan b?.png")
    try scratch.write("font", to: "site/assets/own.woff2")
    try scratch.write("p { src: url(\"own.woff2\"), url(other.woff2) }", to: "site/assets/own.css")
    try scratch.write(
      "navigation:\n  - title: Plan\n    to: assets/own.css#top\n", to: "site/site.yml")
    try scratch.write(
      "# Plans\n\n![Plan](assets/plan%20b%3F.png) [font](./assets/own.woff2?v=1) [all](users.html)\n",
      to: "site/pages/plans.md")
    try scratch.write("See <assets/own.css> or [it](assets/own.css).\n", to: "site/announcement.md")
    let ending = try build(scratch)
    try #require(ending.status == 0, "\(ending.errors)")
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path("public/assets"))
    let plan = try #require(names.first { $0.hasPrefix("plan-b--") }, "\(names)")
    let styles = names.filter { $0.hasPrefix("own-") && $0.hasSuffix(".css") }
    let fonts = names.filter { $0.hasPrefix("own-") && $0.hasSuffix(".woff2") }
    try #require(styles.count == 1 && fonts.count == 1)
    let page = try text("plans.html", in: scratch)
    #expect(page.contains("<img src=\"assets/\(plan)\" alt=\"Plan\">"))
    #expect(page.contains("<a href=\"assets/\(fonts[0])?v=1\">font</a>"))
    #expect(page.contains("<a href=\"users.html\">all</a>"))
    #expect(page.contains("<a href=\"assets/\(styles[0])#top\">Plan</a>"))
    #expect(
      try text("index.html", in: scratch).contains("<a href=\"assets/\(styles[0])\">it</a>"))
    let folder = try FileManager.default.contentsOfDirectory(atPath: scratch.path("public/users"))
    let users = try FileManager.default.contentsOfDirectory(
      atPath: scratch.path("public/users/\(folder[0])"))
    let user = try #require(users.first { $0.hasSuffix(".html") })
    #expect(
      try text("users/\(folder[0])/\(user)", in: scratch)
        .contains("<a href=\"../../assets/\(styles[0])#top\">Plan</a>"))
    #expect(
      try text("assets/\(styles[0])", in: scratch)
        == "p { src: url(\"\(fonts[0])\"), url(other.woff2) }")
  }

  @Test(arguments: [
    ("pages/plans.md", "# Plans\n\n![Plan](assets/none.png)\n", ":3: 'assets/none.png' leads"),
    ("about.md", "[a](assets/)\n", ":1: 'assets/' leads"),
    ("announcement.md", "a\n\nb\n[a](./assets/none.css)\n", ":4: './assets/none.css' leads"),
  ])
  func refusesAnAssetThatIsNowhere(file: String, markdown: String, words: String) throws {
    let scratch = try Scratch()
    try scratch.write("", to: "site/site.yml")
    try scratch.write(markdown, to: "site/\(file)")
    let ending = try build(scratch)
    #expect(ending.status == 2)
    #expect(
      ending.errors == "rollcall: \(scratch.path("site"))/\(file)\(words) "
        + "to no file in the folder assets; put the file there, or mend the link\n")
    #expect(!FileManager.default.fileExists(atPath: scratch.path("public")))
  }

  @Test func refusesNavigationToAnAssetThatIsNowhere() throws {
    let scratch = try Scratch()
    try scratch.write("navigation:\n  - {title: Plan, to: assets/none.pdf}\n", to: "site/site.yml")
    let ending = try build(scratch)
    #expect(ending.status == 2)
    #expect(
      ending.errors == "rollcall: \(scratch.path("site"))/site.yml: navigation: "
        + "'assets/none.pdf' leads to no file in \(scratch.path("site"))/assets; "
        + "put the file there, or mend the entry\n")
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      ("a long text of words. ", 200_000, "is longer than 256 KiB; split it into several pages"),
      ("| a ", 60_000, "would take too long or grow too much"),
      ("![[]()", 40_000, "would take too long or grow too much"),
      ("> ", 100_000, "would take too long or grow too much"),
    ])
  func refusesATextThatWouldTakeTooLong(unit: String, count: Int, words: String) throws {
    let scratch = try Scratch()
    try scratch.write("", to: "site/site.yml")
    try scratch.write(String(repeating: unit, count: count), to: "site/pages/long.md")
    let ending = try build(scratch)
    #expect(ending.status == 2)
    #expect(
      ending.errors.hasPrefix(
        "rollcall: \(scratch.path("site"))/pages/long.md:1: this text \(words)"))
  }

  /// Shown at any depth by a server, it can neither link nor load anything unless it is told where.
  @Test func showsTextAloneWhereNobodySaidTheAddress() throws {
    let scratch = try Scratch()
    try scratch.write("", to: "site/site.yml")
    #expect(try build(scratch).status == 0)
    let page = try text("404.html", in: scratch)
    #expect(page.contains("<h1>Page not found</h1>"))
    #expect(page.contains("<p>This page doesn&#39;t exist or was removed</p>"))
    for sign in [" href", " src=", "<script", "<link", "<style", "<form", "<a"] {
      #expect(!page.contains(sign), "\(sign)")
    }
    #expect(try build(scratch, "--base-url", "https://r.example/x").status == 0)
    let linked = try text("404.html", in: scratch)
    #expect(linked.contains("action=\"https://r.example/x/search.html\""))
    #expect(linked.contains("src=\"https://r.example/x/assets/moment.js\""))
    for address in linked.components(separatedBy: " href=\"").dropFirst() {
      #expect(address.hasPrefix("https://r.example/x/") || address.hasPrefix("#"), "\(address)")
    }
  }

  /// Of templates and assets that a publisher has not, the program's own are taken; whichever
  /// folder of templates is named, or the one beside site.yml.
  @Test func laysFilesOverThoseOfTheProgramOneByOne() throws {
    let scratch = try Scratch()
    try scratch.write("", to: "site/site.yml")
    try scratch.write("/* ours */", to: "site/assets/charts.js")
    try scratch.write("<p>Beside {{organization}}</p>\n", to: "site/Templates/header.mustache")
    #expect(try build(scratch).status == 0)
    let page = try text("users.html", in: scratch)
    #expect(page.contains("<p>Beside Acme</p>"))
    #expect(try text("404.html", in: scratch).contains("<h1>Page not found</h1>"))
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path("public/assets"))
    for name in ["rollcall-", "search-", "tables-", "theme-", "charts-"] {
      #expect(names.contains { $0.hasPrefix(name) && page.contains("assets/\($0)\"") }, "\(name)")
    }
    let charts = try #require(names.first { $0.hasPrefix("charts-") })
    #expect(try text("assets/\(charts)", in: scratch) == "/* ours */")
    try scratch.write("<p>Named {{organization}}</p>\n", to: "named/header.mustache")
    #expect(try build(scratch, "--templates", scratch.path("named")).status == 0)
    #expect(try text("users.html", in: scratch).contains("<p>Named Acme</p>"))
  }

  /// As `make install` lays it, from a folder with a `site.yml` alone: with styles and search.
  @Test func findsTheFilesOfTheProgramWhereItIsInstalled() throws {
    let scratch = try Scratch()
    try scratch.write("title: Ours\n", to: "here/site/site.yml")
    let file = try scratch.write(dump, to: "dump.json")
    let files = FileManager.default
    for folder in ["bin", "share/rollcall"] {
      try files.createDirectory(
        atPath: scratch.path("usr/\(folder)"), withIntermediateDirectories: true)
    }
    let program = scratch.path("usr/bin/rollcall")
    try files.copyItem(atPath: Program.executable().path, toPath: program)
    for folder in ["site", "Templates"] {
      try files.createSymbolicLink(
        atPath: scratch.path("usr/share/rollcall/\(folder)"),
        withDestinationPath: Program.root.appendingPathComponent(folder).path)
    }
    let ending = try Program.run(
      ["build", file, "--output", scratch.path("public")],
      folder: scratch.url.appending(path: "here"),
      program: URL(filePath: program))
    try #require(ending.status == 0, "\(ending.errors)")
    let page = try text("users.html", in: scratch)
    #expect(page.contains("Ours"))
    for name in ["rollcall-", "search-"] { #expect(page.contains("assets/\(name)"), "\(name)") }
    let styles = try files.contentsOfDirectory(atPath: scratch.path("public/assets"))
      .filter { $0.hasPrefix("rollcall-") }
    #expect(styles.count == 1)
  }

  @Test(arguments: [
    ("href=\"{{root}}assets/rollcal.css\"", 22, "rollcal.css", "; did you mean 'rollcall.css'? "),
    ("<img src='assets/none.png'>", 18, "none.png", ". "),
  ])
  func refusesATemplateThatNamesAnAssetThatIsNowhere(
    template: String, column: Int, name: String, guess: String
  ) throws {
    let scratch = try Scratch()
    try scratch.write("", to: "site/site.yml")
    try scratch.write("<p>\n\(template)</p>\n", to: "site/Templates/header.mustache")
    let ending = try build(scratch)
    #expect(ending.status == 2)
    #expect(
      ending.errors == "rollcall: \(scratch.path("site"))/Templates/header.mustache:2:\(column): "
        + "there is no file '\(name)' in the folder assets\(guess)There are: charts.js, "
        + "favicon.svg, lists-address.js, lists-menus.js, lists-order.js, lists-read.js, "
        + "lists-rows.js, lists-texts.js, lists.css, lists.js, moment.js, moving.js and 6 more.\n"
    )
    #expect(!FileManager.default.fileExists(atPath: scratch.path("public")))
  }

  /// A folder of that name elsewhere is none of ours.
  @Test func takesAddressesThatLeadElsewhere() throws {
    let scratch = try Scratch()
    try scratch.write("", to: "site/site.yml")
    try scratch.write(
      "<a href=\"https://acme.example/assets/plan.pdf\">{{title}}</a> myassets/x assets/\n",
      to: "site/Templates/header.mustache")
    #expect(try build(scratch).status == 0)
    #expect(
      try text("users.html", in: scratch).contains("\"https://acme.example/assets/plan.pdf\""))
  }

  @Test func refusesANameThatPagesDoNotOffer() throws {
    let scratch = try Scratch()
    let templates = try copyOfTemplates(in: scratch)
    try scratch.write("<p>\n {{titel}}</p>\n", to: "Templates/header.mustache")
    let file = try scratch.write(dump, to: "dump.json")
    let ending = try Program.run([
      "build", file, "--output", scratch.path("public"), "--templates", templates,
    ])
    #expect(ending.status == 2)
    #expect(ending.errors.hasPrefix("rollcall: \(templates)/header.mustache:2:2: "))
    #expect(ending.errors.contains("did you mean 'title'?") || ending.errors.contains("title"))
    #expect(!FileManager.default.fileExists(atPath: scratch.path("public")))
  }

  /// 230 members: two pages of them, and one CSV.
  @Test func splitsLongListsOfMembers() throws {
    let ids = (1...230).map { "u\($0)" }
    let users = ids.map { #"{"id": "\#($0)"}"# }.joined(separator: ",")
    let members = ids.map { #"{"user_id": "\#($0)", "workspace_id": "w1"}"# }.joined(separator: ",")
    let scratch = try Scratch()
    let file = try scratch.write(
      #"{"users": [\#(users)], "workspaces": [{"id": "w1"}], "memberships": [\#(members)]}"#,
      to: "dump.json")
    let ending = try Program.run([
      "build", file, "--output", scratch.path("public"), "--base-url", "https://r.example/x",
    ])
    try #require(ending.status == 0, "\(ending.errors)")
    func rows(_ path: String) throws -> Int {
      try text(path, in: scratch).components(separatedBy: "<tr><th").count - 2
    }
    #expect(try rows("workspaces/w-w1.html") == 200)
    #expect(try rows("workspaces/w-w1.2.html") == 30)
    #expect(try rows("users.2.html") == 30)
    #expect(try rows("access.2.html") == 30)
    #expect(try text("404.html", in: scratch).contains(#"href="https://r.example/x/users.html""#))
  }
}
