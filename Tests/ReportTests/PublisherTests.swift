import Foundation
import Testing

/// What a publisher can make his own without a compiler, as the README says.
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
      try text(path, in: scratch).components(separatedBy: "<tr data-id=").count - 1
    }
    #expect(try rows("workspaces/w-w1.html") == 200)
    #expect(try rows("workspaces/w-w1.2.html") == 30)
    #expect(try rows("users.2.html") == 30)
    #expect(try rows("access.2.html") == 30)
    #expect(try text("404.html", in: scratch).contains(#"href="https://r.example/x/users.html""#))
  }
}
