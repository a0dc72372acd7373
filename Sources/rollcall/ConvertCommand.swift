import ArgumentParser
import Bytes
import Configure
import Ingest
import Synchronization

struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Prints the native records that any inputs become, as NDJSON.",
    discussion: """
      What is printed holds names and emails: keep it as safe as the exports. Persons are joined \
      and left out as site.yml says.
      """)

  @OptionGroup var options: DumpOptions

  @Option(help: "The folder with site.yml, for people and opt_out.")
  var site: String?

  func run() throws {
    let settings = try SiteFolder(named: site).settings
    let ingest = try options.ingestOptions(settings)
    let failure = Atomic<Int32>(0)
    do throws(InputError) {
      try Ingest.convert(try options.inputs(), ingest) { bytes in
        guard failure.load(ordering: .relaxed) == 0 else { return }
        failure.store(bytes.withUnsafeBytes(StandardOutput.write), ordering: .relaxed)
      }
    } catch {
      throw fail(error.description, Exit.badInput)
    }
    let code = failure.load(ordering: .relaxed)
    if code != 0 { throw StandardOutput.failure(code) }
  }
}
