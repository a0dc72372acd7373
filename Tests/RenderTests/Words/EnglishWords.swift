import Configure
import Foundation

/// The program's English, and over it other texts.
func englishWords(_ yaml: String = "") throws -> Words {
  let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../site/words/en.yml").path
  let english = try WordsFile(String(contentsOfFile: path, encoding: .utf8), file: "en.yml")
  return try Language(
    Language.english, english: english, own: .none,
    overlays: [WordsFile(yaml, file: "own.yml")]
  ).words(.workspaces)
}
