import Foundation

/// Test cases that stand beside the repository on the machines where rollcall is made.
enum SharedCorpus {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../../shared/corpus").standardizedFileURL

  static let isThere = FileManager.default.fileExists(atPath: folder.path)

  static func read<Value: Decodable>(_ path: String, as type: Value.Type) throws -> Value {
    try JSONDecoder().decode(type, from: Data(contentsOf: folder.appending(path: path)))
  }
}
