import Foundation
import Testing

/// The README says what the program does: options, files and columns.
@Suite struct ReadmeTests {
  private let readme: String

  init() throws {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../README.md").path
    readme = try String(contentsOfFile: path, encoding: .utf8)
  }

  @Test(arguments: ["build", "check", "sample"])
  func namesEveryOption(command: String) throws {
    let help = try Program.run(["help", command]).output
    let offered = options(in: help).subtracting(["--help", "--version"])
    let section = try #require(readme.components(separatedBy: "### `rollcall \(command)").last)
    let named = options(in: section.components(separatedBy: "\n##")[0])
    #expect(!offered.isEmpty)
    #expect(offered.subtracting(named) == [])
    #expect(
      named.subtracting(offered).subtracting(["--help", "--version"]).isEmpty || command != "build")
  }

  @Test func namesEveryColumn() throws {
    let report = try build(
      #"{"users": [{"id": "u1"}], "workspaces": [{"id": "w1"}], "#
        + #""events": [{"user_id": "u1", "type": "t", "at": "2026-02-01T00:00:00Z"}]}"#)
    let folder = report.folder.path("public")
    let files = try #require(FileManager.default.enumerator(atPath: folder)).compactMap {
      $0 as? String
    }
    .filter { $0.hasSuffix(".csv") }
    #expect(files.count > 15)
    for file in files {
      let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
      let first = text.unicodeScalars.prefix { $0 != "\r" }.filter {
        $0 != "\u{FEFF}" && $0 != "\""
      }
      let header = String(String.UnicodeScalarView(first))
      #expect(readme.contains("`\(header)`"), "\(file): \(header)")
    }
  }

  private func options(in text: String) -> Set<String> {
    Set(text.matches(of: /--[a-z][a-z-]+/).map { String($0.output) })
  }
}
