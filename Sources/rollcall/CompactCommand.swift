import ArgumentParser
import Bytes
import Configure
import Convert
import Ingest
import Write

struct CompactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compact",
    abstract: "Groups the events of a dump by user, workspace, type and hour.",
    discussion: """
      The result is a dump that gives the same report, so that raw events can be deleted. It has \
      names and emails.
      """)

  @OptionGroup var options: DumpOptions

  @Option(help: "The folder with site.yml: its time zone, people, and who is left out.")
  var site: String?

  @Option(help: "A folder that does not exist yet, or - for standard output.")
  var output = "compacted"

  @Option(
    help: ArgumentHelp(
      "A dump whose users and workspaces are known and not written; also its zone and as-of.",
      valueName: "file"))
  var known: [FilePath] = []

  @Flag(help: "Leave out organization, users, workspaces and memberships.")
  var eventsOnly = false

  @Flag(help: "Leave out all but organization, users and workspaces: what --known takes.")
  var directoryOnly = false

  @OptionGroup var allowances: Allowances

  /// For Spark, which sends splits and ends lines at either of CR and LF.
  @Flag(help: .hidden) var splits = false
  @Flag(help: .hidden) var piped = false

  private var isPrinted: Bool { output == "-" || piped }

  func validate() throws {
    for (name, value) in [("--output", output), ("--site", site ?? "")]
    where !RawArguments.isPlain(value) {
      throw ValidationError("\(name): this is not UTF-8; give another name.")
    }
    guard !(eventsOnly && directoryOnly) else {
      throw ValidationError("--events-only, --directory-only: give one of them.")
    }
  }

  func run() throws {
    do {
      let folder = isPrinted ? nil : try PrivateFolder(output)
      try compact(into: folder)
    } catch let error as WriteError {
      throw fail(error.description, Exit.badSettings)
    }
  }

  private func compact(into folder: PrivateFolder?) throws {
    var dump = try read()
    if isPrinted, dump.hasDocument {
      throw fail(
        "--output -: a JSON document is no lines; name a folder with --output", Exit.usage)
    }
    var bytes = 0
    while let piece = try next(&dump) {
      bytes += piece.bytes.count
      if let folder {
        try folder.append(piece.bytes, to: piece.file)
      } else {
        let lines = piped ? Piped.escaped(piece.bytes) : piece.bytes
        try lines.withUnsafeBytes(StandardOutput.print)
      }
    }
    try folder?.publish()
    if !isPrinted { print(visible("\(output): \(dump.grouped) events grouped, \(bytes) bytes")) }
  }

  private func read() throws -> CompactedDump {
    var ingest = try options.ingestOptions(try SiteFolder(named: site).settings)
    ingest.merges = allowances.merge
    do throws(InputError) {
      let inputs = splits ? Inputs(native: Piped.splits()) : try options.inputs()
      let known = try InputFiles(known).sources
      let total = inputs.isNative ? Ingest.size(of: known + inputs.native) : nil
      let progress = Progress("reading", total: total, unit: .bytes)
      defer { progress.finish() }
      return try CompactedDump(
        inputs, known: known, keeping: kept, isPart: splits || piped,
        allowsEmpty: allowances.allowEmpty, ingest
      ) { progress.update($0) }
    } catch {
      throw failure(error)
    }
  }

  private var kept: Compacted {
    eventsOnly ? .events : directoryOnly ? .directory : .everything
  }

  private func next(_ dump: inout CompactedDump) throws -> CompactedPiece? {
    do throws(InputError) {
      return try dump.next()
    } catch {
      throw failure(error)
    }
  }
}
