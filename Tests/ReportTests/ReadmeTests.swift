import Foundation
import Testing

/// README and articles say what the program does: options, defaults, files and columns.
@Suite struct ReadmeTests {
  private let readme: String

  init() throws {
    readme = try String(
      contentsOf: Program.root.appendingPathComponent("README.md"), encoding: .utf8)
  }

  @Test(arguments: ["init", "build", "check", "compact", "convert", "mail", "sample"])
  func namesEveryOptionAndNoOther(command: String) throws {
    let everywhere: Set = ["--help", "--version"]
    let help = try Program.run(["help", command]).output
    let offered = Set(help.matches(of: /--[a-z][a-z-]+/).map { String($0.output) })
      .subtracting(everywhere)
    let named = Set(try section(command).matches(of: /`(--[a-z][a-z-]+)`/).map { String($0.1) })
      .subtracting(everywhere)
    #expect(!offered.isEmpty)
    #expect(named == offered)
  }

  /// `sample`'s table has a column of defaults, and so has the help.
  @Test func namesTheDefaultsOfASample() throws {
    let help = try Program.run(["help", "sample"]).output
    let defaults = help.matches(of: /(?s)(--[a-z]+) <[^(]*\(default:\s+([0-9]+)\)/)
      .map { "\($0.1) \($0.2)" }
    let named = try section("sample").matches(of: /`(--[a-z]+)` \| ([0-9,]+) \|/)
      .map { "\($0.1) \($0.2.filter { $0 != "," })" }
    #expect(defaults.count == 5)
    #expect(named == defaults)
  }

  @Test func namesEveryColumnAndNoOther() throws {
    let site = try Scratch()
    try site.write("", to: "site.yml")
    try site.write("# Handbook\n\nText.\n", to: "pages/handbook.md")
    try site.write("# Terms\n\n### Active\n\nSeen.\n", to: "about.md")
    let text = dump(
      asOf: "2026-02-02", users: ["u1"], workspaces: ["w1"], memberships: ["u1 w1"],
      events: ["u1 t 2026-02-01 1 w1"])
    let report = try build(text, "--site", site.url.path)
    try #require(report.ending.status == 0, "\(report.ending.errors)")
    let folder = report.folder.path("public")
    let paths = try #require(FileManager.default.enumerator(atPath: folder)?.allObjects)
      .compactMap { $0 as? String }.filter { $0.hasSuffix(".csv") }
    let written = try Set(paths.map { try report.table($0).columns.joined(separator: ",") })
    let named = Set(
      try DocumentationTests.article("Tables").matches(
        of: /(?m)^\| `[^|]+\.csv` \| [^\n]+ \| `([a-z0-9_,]+)` \|$/
      )
      .map { String($0.1) })
    #expect(written.count == 17)
    #expect(named == written)
  }

  /// What stands between the heading of `command` and the next heading.
  private func section(_ command: String) throws -> String {
    let parts = readme.components(separatedBy: "### `rollcall \(command)")
    try #require(parts.count == 2, "one heading for \(command)")
    return parts[1].components(separatedBy: "\n##")[0]
  }
}
