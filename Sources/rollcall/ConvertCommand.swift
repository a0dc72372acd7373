import ArgumentParser
import Bytes
import Configure
import Glibc
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
        failure.store(ConvertCommand.write(bytes), ordering: .relaxed)
      }
    } catch {
      throw fail(error.description, Exit.badInput)
    }
    let code = failure.load(ordering: .relaxed)
    guard code == 0 else {
      throw fail("standard output: \(String(cString: strerror(code)))", Exit.badSettings)
    }
  }

  /// Writes to standard output; gives 0, or why it failed.
  private static func write(_ bytes: [UInt8]) -> Int32 {
    bytes.withUnsafeBytes { bytes in
      var done = 0
      while done < bytes.count {
        let count = Glibc.write(1, bytes.baseAddress.map { $0 + done }, bytes.count - done)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return errno }
        done += count
      }
      return 0
    }
  }
}
