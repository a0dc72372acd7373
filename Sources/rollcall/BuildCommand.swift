import ArgumentParser
import Bytes
import Configure
import Write

struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Reads a dump and publishes its report.")

  @OptionGroup var options: DumpOptions
  @OptionGroup var allowances: Allowances

  @Option(help: "The folder of the report, or a link to it.")
  var output = "public"

  @Option(help: "The folder with site.yml, Markdown pages and assets.")
  var site: String?

  @Option(help: "The folder with page templates of your own.")
  var templates: String?

  @Option(help: "Where the report will be served; the CSVs then hold full addresses.")
  var baseURL = ""

  @Option(
    help: ArgumentHelp(
      "Publish pseudonyms for ids, made with the key in this file, and no names, emails or descriptions.",
      valueName: "keyfile"))
  var pseudonymise: String?

  @Flag(help: "Publish nothing when a record was rejected.")
  var strict = false

  @Option(
    help: ArgumentHelp(
      "Publish nothing when users, workspaces or events fell by more than this.",
      valueName: "percent"))
  var maxShrink: Int?

  @Flag(help: "Make the report anew although nothing changed.")
  var rebuild = false

  @Flag(help: "Replace a report whose data goes up to a later time.")
  var allowOlder = false

  @Flag(help: "Both --rebuild and --allow-older.")
  var force = false

  @Flag(help: "Print the report's status.json, with what the run did, instead of a summary.")
  var json = false

  @Flag(help: "Print on standard error how long each stage took, in seconds and in CPU time.")
  var timings = false

  func validate() throws {
    for (name, value) in [
      ("--output", output), ("--site", site), ("--templates", templates),
      ("--pseudonymise", pseudonymise), ("--base-url", baseURL),
    ] where !RawArguments.isPlain(value ?? "") {
      throw ValidationError("\(name): this is not UTF-8; give another name.")
    }
    guard maxShrink.map({ (0...100).contains($0) }) ?? true else {
      throw ValidationError("--max-shrink \(maxShrink ?? 0): give a percentage from 0 to 100.")
    }
    guard BaseURL(baseURL) != nil else {
      throw ValidationError(
        visible(
          "--base-url '\(baseURL)': give an address with http:// or https:// and a host, "
            + "such as https://reports.example/acme/, without '?' and '#'."))
    }
  }

  func run() throws {
    do {
      try build()
    } catch let error as WriteError {
      throw fail(error.description, error.reason == .busy ? Exit.busy : Exit.badSettings)
    }
  }

  private func build() throws {
    var stages = Timings(isShown: timings)
    let build = try Build(self)
    stages.end("fingerprint")
    if let status = build.statusWhereNothingChanged {
      return print(
        json
          ? status.json(changed: 0, seconds: stages.total)
          : visible("\(build.target.path): made of the same already; nothing is written"))
    }
    let (dump, unranked) = try build.read()
    stages.end("read")
    let measures = build.measure(dump)
    stages.end("measure")
    let manifest = build.manifest(dump, measures)
    try build.refuseLoss(manifest, of: dump)
    let report = build.rank(dump, measures, without: unranked)
    stages.end("rank")
    let (written, status) = try build.render(report)
    stages.end("pages")
    try build.publish(manifest)
    stages.end("publish")
    print(
      json
        ? status.json(changed: written.changed, seconds: stages.total)
        : Summary(
          report, written, build.target.path, build.publisher.site, seconds: stages.total
        ).description)
  }
}
