import Bytes
import Foundation
import Testing

/// Each row of each table of formats, by the examples in `Fixtures`.
@Suite struct ExampleTests {
  private static let names = [
    "Files", "People", "Slack", "Mattermost", "Zulip", "GitHub", "Okta", "Entra", "Google",
  ]

  @Test(arguments: try names.flatMap(Example.all))
  func becomesWhatTheExampleSays(_ example: Example) throws {
    let folder = try Scratch()
    try example.write(to: folder.url)
    if let stops = example.stops {
      let error = #expect(throws: InputError.self) { try Converted([folder.url.path]) }
      #expect(error?.description == stops)
      return
    }
    let converted = try Converted([folder.url.path], people: example.people)
    let wanted = example.gives.map(Converted.spelling(example:)).sorted()
    for line in wanted.difference(from: converted.lines).insertions.map(\.text) {
      Issue.record("missing: \(line)")
    }
    for line in converted.lines.difference(from: wanted).insertions.map(\.text) {
      Issue.record("not expected: \(line)")
    }
    #expect(!converted.text.contains("SECRET"))
  }

  /// Threads change nothing.
  @Test(arguments: [1, 3]) func isTheSameWithAnyNumberOfThreads(threads: Int) throws {
    for example in try Self.names.flatMap(Example.all) where example.stops == nil {
      let folder = try Scratch()
      try example.write(to: folder.url)
      let one = try Converted([folder.url.path], people: example.people, threads: threads)
      let eight = try Converted([folder.url.path], people: example.people, threads: 8)
      #expect(one.lines == eight.lines, "\(example.title)")
    }
  }
}

extension CollectionDifference<String>.Change {
  var text: String {
    switch self {
    case .insert(_, let text, _), .remove(_, let text, _): text
    }
  }
}

/// A folder of its own for one test, removed with the value.
final class Scratch {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("rollcall-convert-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }
}
