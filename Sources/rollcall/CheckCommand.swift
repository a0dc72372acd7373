import ArgumentParser
import Bytes
import Configure
import Ingest
import Render

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Reads a dump and says what is in it and what is wrong with it.",
    discussion: "Ends with 1 when a record was rejected, else with 0.")

  @OptionGroup var options: DumpOptions
  @OptionGroup var allowances: Allowances

  @Option(
    help: "A folder with a site.yml, to read with its settings, look for its ids and list joins.")
  var site: String?

  func run() throws {
    let settings = try site.map { try SiteFolder(named: $0).settings }
    let dump = try readDump(
      options, allowances, settings ?? Settings(), listsJoins: site != nil)
    print("organization  \(visible(dump.organization.name.string))")
    print("time zone     \(dump.zone.name)")
    print("users         \(dump.users.count)")
    print("workspaces    \(dump.workspaces.count)")
    print("memberships   \(dump.memberships.count)")
    print("event records \(dump.events.count)")
    print("rejected      \(dump.rejects)")
    for line in dump.read.hasExports ? FoundTable(dump.read.systems).lines : [] { print(line) }
    for row in dump.quality {
      print(described(row))
      if !row.example.isEmpty { print("  \(visible(row.example))") }
    }
    for remark in dump.input.remarks { print(visible(remark.sentence)) }
    for (key, ids) in [
      ("opt_out", dump.input.unknownOptOut), ("leaderboard_exclude", dump.input.unknownExcluded),
    ] {
      for id in ids { print(visible("\(key): nobody has the id '\(id)'")) }
    }
    for line in dump.joins.map(JoinList.init)?.lines ?? [] {
      print(visible(line))
    }
    try refuseNobody(dump, options, allowances)
    if dump.rejects > 0 { throw ExitCode(Exit.badInput) }
  }
}

/// A dump without anybody is what a failed export makes, unless somebody says that it is not.
func refuseNobody(_ dump: Dump, _ options: DumpOptions, _ allowances: Allowances) throws {
  guard dump.hasNoUser, !allowances.allowEmpty else { return }
  let file = (try? InputFiles(options.dump, archives: true))?.sources.first?.name
  let place = Place(file: file ?? "-", line: 1, column: 1)
  throw fail(InputError(.noUser, at: place).description, Exit.badInput)
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
func readDump(
  _ options: DumpOptions, _ allowances: Allowances, _ settings: Settings,
  listsJoins: Bool = false
) throws -> Dump {
  var ingest = try options.ingestOptions(settings)
  ingest.merges = allowances.merge
  ingest.listsJoins = listsJoins
  do throws(InputError) {
    let inputs = try options.inputs()
    let total = inputs.isNative ? Ingest.size(of: inputs.native) : nil
    let progress = Progress("reading", total: total, unit: .bytes)
    defer { progress.finish() }
    return try Ingest.read(inputs, ingest) { progress.update($0) }
  } catch {
    throw failure(error)
  }
}

/// Why an input cannot be read, as the end of the run.
func failure(_ error: InputError) -> Failure {
  let isUsage = if case .noSuchDay = error.reason { true } else { false }
  return fail(error.description, isUsage ? Exit.usage : Exit.badInput)
}
