import ArgumentParser
import Bytes
import Configure
import Ingest
import Synchronization

struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Prints any input as native records, as NDJSON.",
    discussion: """
      The output has names and emails: keep it as safe as the exports. People are joined and left \
      out as site.yml says.
      """)

  @OptionGroup var options: DumpOptions

  @Option(help: "The folder with site.yml, for people and opt_out.")
  var site: String?

  func run() throws {
    let settings = try SiteFolder(named: site).settings
    let ingest = try options.ingestOptions(settings)
    let failure = Atomic<Int32>(0)
    let isEmpty = Atomic<Bool>(true)
    do throws(InputError) {
      try Ingest.convert(try options.inputs(), ingest) { bytes in
        guard !bytes.isEmpty, failure.load(ordering: .relaxed) == 0 else { return }
        isEmpty.store(false, ordering: .relaxed)
        failure.store(bytes.withUnsafeBytes(StandardOutput.write), ordering: .relaxed)
      }
    } catch {
      throw fail(error.description, Exit.badInput)
    }
    let code = failure.load(ordering: .relaxed)
    if code != 0 { throw StandardOutput.failure(code) }
    guard !isEmpty.load(ordering: .relaxed) else {
      throw fail(
        "nothing to convert: no record of rollcall or of a known export in the input; "
          + "rollcall check says what there is", Exit.badInput)
    }
  }
}
