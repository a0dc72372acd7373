import Foundation
import Testing

/// README and articles: nothing leads nowhere, and the README stays short.
@Suite struct DocumentationTests {
  private static let catalog = Program.root.appending(path: "Sources/rollcall/rollcall.docc")

  static func article(_ name: String) throws -> String {
    try String(contentsOf: catalog.appending(path: "\(name).md"), encoding: .utf8)
  }

  private static func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: catalog.path).sorted()
      .filter { $0.hasSuffix(".md") }.map { String($0.dropLast(3)) }
  }

  private func readme() throws -> String {
    try String(contentsOf: Program.root.appending(path: "README.md"), encoding: .utf8)
  }

  private func text(outsideCode text: String) -> String {
    text.replacing(/(?s)```.*?```/, with: "").replacing(/`[^`]*`/, with: "code")
  }

  @Test func keepsTheReadmeShort() throws {
    let readme = try readme()
    #expect(readme.split(separator: "\n", omittingEmptySubsequences: false).count <= 250)
    #expect(readme.split(whereSeparator: \.isWhitespace).count <= 2000)
  }

  @Test func leadsFromTheReadmeToFilesAndHeadings() throws {
    let readme = try readme()
    let headings = self.headings(of: readme)
    for link in text(outsideCode: readme).matches(of: /\]\(([^)]+)\)|src="([^"]+)"/) {
      let target = String(link.1 ?? link.2 ?? "")
      if target.hasPrefix("https://") { continue }
      if target.hasPrefix("#") {
        #expect(headings.contains(String(target.dropFirst())), "\(target)")
      } else {
        let parts = target.split(separator: "#").map(String.init)
        let file = Program.root.appending(path: parts[0])
        #expect(FileManager.default.fileExists(atPath: file.path), "\(target)")
        guard let heading = parts.dropFirst().first else { continue }
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(self.headings(of: text).contains(heading), "\(target)")
      }
    }
  }

  /// As addresses name them.
  private func headings(of text: String) -> Set<String> {
    Set(
      text.matches(of: /(?m)^##+ (.+)$/).map { match in
        String(match.1).lowercased().replacing(" ", with: "-").replacing(/[^a-z0-9-]/, with: "")
      })
  }

  /// Links of DocC, `doc:NAME`, alone or with words.
  @Test func leadsFromArticlesToArticles() throws {
    let names = try Self.names()
    for name in names {
      let text = text(outsideCode: try Self.article(name))
      for link in text.matches(of: /doc:([A-Za-z-]+)|\]\(([^)]+)\)/) {
        let target = String(link.1 ?? link.2 ?? "")
        let isThere =
          target.hasPrefix("https://") || names.contains(target.replacing("doc:", with: ""))
        #expect(isThere, "\(name): \(target)")
      }
    }
  }

  @Test func reachesEveryArticle() throws {
    let topics = try Self.article("rollcall")
    let readme = try readme()
    for name in try Self.names() where name != "rollcall" {
      #expect(topics.contains("<doc:\(name)>"), "\(name)")
      #expect(readme.contains("rollcall.docc/\(name).md"), "\(name)")
    }
  }

  /// In the order in which data passes them.
  @Test func namesEveryStage() throws {
    let sources = Program.root.appending(path: "Sources").path
    let manifest = try String(
      contentsOf: Program.root.appending(path: "Package.swift"), encoding: .utf8)
    let targets = manifest.matches(of: /arget\(\s*name: "([A-Za-z]+)"/).map { String($0.1) }
      .filter { FileManager.default.fileExists(atPath: "\(sources)/\($0)") }
      .filter { $0.wholeMatch(of: /C[A-Z].*/) == nil }
    let named = try Self.article("How-It-Is-Built").matches(of: /(?m)^\| `([A-Za-z]+)` \|/)
      .map { String($0.1) }
    #expect(named.sorted() == targets.sorted())
  }
}
