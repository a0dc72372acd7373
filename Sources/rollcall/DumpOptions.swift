import ArgumentParser
import Bytes
import Civil
import Configure
import Convert
import Glibc
import Ingest

/// What every command that reads a dump is told about it.
struct DumpOptions: ParsableArguments {
  @Argument(help: "A file, a folder, an archive, or - for standard input.")
  var dump: [FilePath]

  @Option(help: "The time up to which the data goes: RFC 3339, a date, or Unix time.")
  var asOf: String?

  @Option(help: "The time zone in which days begin and end, such as Europe/Berlin.")
  var timeZone: String?

  @Option(help: "What the dump is: auto, json or ndjson.")
  var format = InputFormat.auto

  @Option(help: "The number of threads; 0 for one per core.")
  var threads = 0

  var threadCount: Int {
    threads > 0 ? threads : max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  }

  func validate() throws {
    guard (0...256).contains(threads) else {
      throw ValidationError("--threads \(threads): give a number from 0 to 256.")
    }
  }

  /// The files, told apart by what is in them; with a format given, dumps of rollcall.
  func inputs() throws(InputError) -> Inputs {
    format == .auto
      ? try Inputs(try InputFiles(dump, archives: true), threads: threadCount)
      : Inputs(native: try InputFiles(dump))
  }

  /// The options for reading, with the zone loaded and the time understood.
  func ingestOptions(_ settings: Settings) throws -> IngestOptions {
    var options = IngestOptions()
    options.format = format
    options.threads = threadCount
    options.optOut = settings.optOut
    options.people = settings.people
    options.leaderboardExclude = settings.leaderboardExclude
    options.zone = try timeZone.map(zone)
    options.fallbackZone = try? settings.timeZone.map { try Zone.load($0) }
    options.asOf = try asOf.map(moment)
    return options
  }

  private func zone(_ name: String) throws -> Zone {
    do {
      return try Zone.load(name)
    } catch ZoneError.unknown(_, let suggestion) {
      let cure = suggestion.map { "did you mean '\($0)'?" } ?? "use a name such as Europe/Berlin"
      throw fail("--time-zone: no time zone '\(name)'; \(cure)", Exit.usage)
    } catch ZoneError.noZoneFiles(let folder) {
      throw fail(
        "--time-zone: \(ZoneError.noZoneFiles(in: folder))", Exit.usage)
    }
  }

  private func moment(_ text: String) throws -> TimeText {
    var copy = text
    let time = copy.withUTF8 { TimeText(string: UnsafeRawBufferPointer($0)) }
    switch time {
    case .instant: return time
    case .date(let day) where (1970...2100).contains(day.civil.year): return time
    case .date, .absent, .invalid:
      throw fail(
        "--as-of: '\(text)' is no time from 1970 to 2100; "
          + "use one such as 2026-11-24T10:00:00Z or 2026-11-24",
        Exit.usage)
    }
  }
}

/// What is doubtful in a dump, and yet meant.
struct Allowances: ParsableArguments {
  @Flag(help: "Accept a dump without any user.")
  var allowEmpty = false

  @Flag(help: "Read files that were exported at different times as parts of one dump.")
  var merge = false
}

extension InputFormat: ExpressibleByArgument {}
