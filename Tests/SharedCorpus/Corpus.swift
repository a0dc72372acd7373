import Foundation

/// Hostile and odd texts: a few of our own, and beside the repository, on the machines where
/// rollcall is made, many of other people's. Both folders are laid out alike; either may lack a
/// file.
package struct Corpus: Sendable, CustomStringConvertible {
  package let description: String
  private let folder: URL

  package static let own = Corpus(description: "own", folder: "../Corpus")
  package static let others = Corpus(description: "others'", folder: "../../../shared/corpus")

  /// Those that are there.
  package static let all = [own, others].filter(\.isThere)

  private init(description: String, folder: String) {
    self.description = description
    self.folder =
      URL(filePath: #filePath).deletingLastPathComponent().appending(path: folder)
      .standardizedFileURL
  }

  private var isThere: Bool { has("") }

  package func has(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: path).path)
  }

  package func text(_ path: String) throws -> String {
    String(decoding: try bytes(path), as: UTF8.self)
  }

  package func bytes(_ path: String) throws -> Data {
    try Data(contentsOf: folder.appending(path: path))
  }

  package func read<Value: Decodable>(_ path: String, as type: Value.Type) throws -> Value {
    try JSONDecoder().decode(type, from: bytes(path))
  }

  /// Paths of the files in the folder `path`, by name; none where there is no folder.
  package func files(in path: String, ending: String) throws -> [String] {
    guard has(path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: path).path)
      .filter { $0.hasSuffix(ending) }.sorted().map { "\(path)/\($0)" }
  }

  /// Of all text files in the folder `path`, the lines that are not empty.
  package func lines(in path: String) throws -> [String] {
    try files(in: path, ending: ".txt")
      .flatMap { try text($0).components(separatedBy: .newlines) }.filter { !$0.isEmpty }
  }
}
