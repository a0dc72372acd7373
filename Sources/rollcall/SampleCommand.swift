import ArgumentParser
import Bytes
import Sample

struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Writes a made-up dump to standard output, the same for the same options.")

  @Option(help: "How many users.") var users = 250
  @Option(help: "How many events.") var events = 60_000
  @Option(help: "How many workspaces.") var workspaces = 14
  @Option(help: "How many days of activity.") var days = 400
  @Option(help: "Another number makes another organization.") var seed: UInt64 = 1
  @Option(help: "The language of titles, workspaces and descriptions.") var language = "en"
  @Flag(help: "One record a line instead of one document.") var ndjson = false

  func run() throws {
    do {
      let options = try SampleOptions(
        users: users, events: events, workspaces: workspaces, days: days, seed: seed,
        ndjson: ndjson, language: language)
      try writeSample(options, to: StandardOutput.print)
    } catch let error as SampleError {
      throw fail(visible(error.description), Exit.usage)
    }
  }
}
