import ArgumentParser
import Configure
import Ingest
import Measure
import Render
import Write

struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Reads a dump and publishes its report.")

  @OptionGroup var options: DumpOptions

  @Option(help: "The folder of the report.")
  var output = "public"

  @Option(help: "The folder with site.yml, Markdown pages and assets.")
  var site: String?

  @Option(help: "The folder with the page templates.")
  var templates: String?

  @Option(help: "Where the report will be served; the CSVs then hold full addresses.")
  var baseURL = ""

  @Flag(help: "Publish nothing when a record was rejected.")
  var strict = false

  @Flag(help: "Print on standard error how long each stage took.")
  var timings = false

  func run() throws {
    let start = Progress.now()
    var stages = Timings(isShown: timings)
    let publisher = try Publisher(
      siteFolder: site ?? Files.folder("site"),
      templatesFolder: templates ?? Files.folder("Templates"))
    do {
      let target = try Site(output: output)
      let dump = try readDump(options, publisher.settings)
      stages.end("read")
      if strict, dump.rejects > 0 {
        for row in dump.quality where !row.isNote { printError(described(row)) }
        throw fail(
          "records rejected: \(dump.rejects); nothing is published with --strict; "
            + "mend them, or leave out --strict",
          Exit.badInput)
      }
      let threads = options.threadCount
      let measures = Measure.measure(dump, points: publisher.settings.points, threads: threads)
      stages.end("measure")
      let report = Report(dump, measures, publisher.settings, baseURL: baseURL)
      stages.end("rank")
      let written = try publisher.write(report, to: target, threads: threads)
      stages.end("pages")
      try target.publish()
      stages.end("publish")
      print(Summary(dump, measures, written, target.target, seconds: Progress.now() - start))
    } catch let error as WriteError {
      throw fail(error.description, error.reason == .busy ? Exit.busy : Exit.badSettings)
    }
  }
}
