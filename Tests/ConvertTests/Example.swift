import Configure
import Foundation
import Testing

/// Files of exports, and the native records and notes that they become: one of the examples in
/// `Fixtures`, which are worked out by hand, one file a source.
struct Example: Sendable, CustomTestStringConvertible {
  let title: String
  /// By the path in the input, which is a folder.
  private(set) var files: [(path: String, text: String)] = []
  private(set) var people: [PeopleRule] = []
  /// Each a record (`user {…}`), the reason of a reject, or a note with its count; in any order.
  private(set) var gives: [String] = []
  /// What stops the run instead.
  private(set) var stops: String?

  var testDescription: String { title }

  /// All of `Fixtures/NAME.txt`: after `== TITLE`, parts that begin with `-- ` and the path of a
  /// file, `people`, `gives` or `stops`.
  static func all(in name: String) throws -> [Example] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/\(name).txt")
    let text = try String(contentsOf: file, encoding: .utf8)
    return try text.components(separatedBy: "\n== ").map {
      try Example($0.hasPrefix("== ") ? String($0.dropFirst(3)) : $0)
    }
  }

  private init(_ text: String) throws {
    let parts = text.components(separatedBy: "\n-- ")
    title = parts[0].trimmingCharacters(in: .newlines)
    for part in parts.dropFirst() {
      var lines = part.components(separatedBy: "\n")
      let name = lines.removeFirst()
      while lines.last == "" { lines.removeLast() }
      switch name {
      case "people": people = lines.map(Example.rule)
      case "gives": gives = lines
      case "stops": stops = lines.joined(separator: "\n")
      default: files.append((name, lines.map { $0 + "\n" }.joined()))
      }
    }
    try #require(!files.isEmpty, "\(title): without a file")
  }

  /// `same: ID, ID` or `apart: ID, ID`.
  private static func rule(_ line: String) -> PeopleRule {
    let ids = line.drop { $0 != ":" }.dropFirst().components(separatedBy: ",")
      .map { $0.trimmingCharacters(in: .whitespaces) }
    return line.hasPrefix("same") ? .same(ids) : .apart(ids)
  }

  /// Writes the files into `folder`. `␍` stands for a carriage return, `DEEP` for arrays in each
  /// other beyond the limit.
  func write(to folder: URL) throws {
    for (path, text) in files {
      let deep = String(repeating: "[", count: 513) + String(repeating: "]", count: 513)
      let text = text.replacingOccurrences(of: "␍", with: "\r")
        .replacingOccurrences(of: "DEEP", with: deep)
      let file = folder.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }
}
