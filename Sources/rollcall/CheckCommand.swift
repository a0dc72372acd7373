import ArgumentParser
import Bytes
import Configure
import Ingest

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Reads a dump and says what is in it and what is wrong with it.",
    discussion: "Ends with 1 when a record was rejected, else with 0.")

  @OptionGroup var options: DumpOptions

  func run() throws {
    let dump = try readDump(options, Settings())
    print("organization  \(visible(dump.organization.name.string))")
    print("time zone     \(dump.zone.name)")
    print("users         \(dump.users.count)")
    print("workspaces    \(dump.workspaces.count)")
    print("memberships   \(dump.memberships.count)")
    print("event records \(dump.events.count)")
    print("rejected      \(dump.rejects)")
    for row in dump.quality {
      print(described(row))
      if row.place != nil { print("  \(visible(row.example))") }
    }
    guard !dump.isEmpty else {
      throw fail(InputError(.noValidRecord(rejected: nil), at: start).description, Exit.badInput)
    }
    if dump.rejects > 0 { throw ExitCode(Exit.badInput) }
  }

  /// Of the first file that is read.
  private var start: Place {
    let file = (try? Source.list(options.dump))?.first?.name
    return Place(file: file ?? "-", line: 1, column: 1)
  }
}

/// A reason with its count, and under it where it first occurs. Not what stands
/// there, which may name people.
func described(_ row: QualityRow) -> String {
  var lines = ["\(row.reason.name): \(row.records)"]
  if let place = row.place {
    lines.append("  first at \(place.file):\(place.line):\(place.column)")
  }
  return lines.map(visible).joined(separator: "\n")
}

/// Reads a dump for a command, with progress on a terminal.
func readDump(_ options: DumpOptions, _ settings: Settings) throws -> Dump {
  let ingest = try options.ingestOptions(settings)
  do throws(InputError) {
    let inputs = try options.inputs()
    let total = inputs.isNative ? Ingest.size(of: inputs.native) : nil
    let progress = Progress("reading", total: total, unit: .bytes)
    defer { progress.finish() }
    return try Ingest.read(inputs, ingest) { progress.update($0) }
  } catch {
    throw fail(error.description, Exit.badInput)
  }
}
