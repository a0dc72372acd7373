import Foundation
import Testing

/// Standard input that is a pipe can be read once only.
@Suite struct PipeTests {
  /// The bad record stands behind a megabyte of others: its place and text are
  /// found again although the pipe has run dry.
  @Test func readsAPipeAndShowsPlacesInIt() throws {
    let scratch = try Scratch()
    let padding = String(repeating: "x", count: 1000)
    let users = (1...1500).map { #"{"kind": "user", "id": "u\#($0)", "title": "\#(padding)"}"# }
    let lines = users + [#"  {"kind": "user", "name": "nobody"}"#]
    let file = try scratch.write(lines.joined(separator: "\n"), to: "dump.ndjson")
    for command in ["cat \(file)", "gzip -c \(file)"] {
      let ending = try runInShell("\(command) | \(try Program.executable().path) check -")
      #expect(ending.status == 1)
      #expect(ending.output.contains("users         1500\n"))
      #expect(
        ending.output.hasSuffix(
          "missing_field: 1\n  first at -:1501:3\n  {\"kind\": \"user\", \"name\": \"nobody\"}\n"
            + "note: no organization: 1\n"))
    }
  }

  private func runInShell(_ command: String) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = Program.root
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
  }
}
