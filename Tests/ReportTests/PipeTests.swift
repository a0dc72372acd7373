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

  /// Results that did not arrive are no success, whatever else the run did.
  @Test(arguments: [
    "check D", "build D --output P", "build D --output P --json", "sample", "--help",
  ])
  func endsWith2WhenResultsCannotBeWritten(command: String) throws {
    let scratch = try Scratch()
    let file = try scratch.write(#"{"users": [{"id": "a"}]}"#, to: "dump.json")
    let words = command.replacing(" D", with: " \(file)").replacing("P", with: scratch.path("p"))
    let program = try Program.executable().path
    for (redirection, why) in [
      ("> /dev/full", "No space left on device"), (">&-", "Bad file descriptor"),
    ] {
      let ending = try runInShell(
        "\(program) \(words) \(redirection) 2> \(scratch.path("errors"))")
      let errors = try String(contentsOfFile: scratch.path("errors"), encoding: .utf8)
      #expect(ending.status == 2, "\(words): \(errors)")
      #expect(errors == "rollcall: standard output: \(why)\n")
    }
  }

  /// What is opened first would else be read as standard input, or get what is printed.
  @Test func readsNothingElseForAClosedStandardInput() throws {
    let scratch = try Scratch()
    let program = try Program.executable().path
    let ending = try runInShell(
      "\(program) build - --output \(scratch.path("p")) <&- 2> \(scratch.path("errors"))")
    #expect(ending.status == 1)
    #expect(
      try String(contentsOfFile: scratch.path("errors"), encoding: .utf8)
        == "rollcall: -: cannot be read (Bad file descriptor); check the path and its permissions\n"
    )
    let file = try scratch.write(#"{"users": [{"id": "a"}]}"#, to: "dump.json")
    let silent = try runInShell("\(program) build \(file) --output \(scratch.path("p")) 2>&-")
    #expect(silent.status == 0)
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
