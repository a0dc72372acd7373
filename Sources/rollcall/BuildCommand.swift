import ArgumentParser
import Bytes
import Civil
import Configure
import Glibc
import Ingest
import Measure
import Rank
import Render
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

  @Option(help: "The folder with the page templates.")
  var templates: String?

  @Option(help: "Where the report will be served; the CSVs then hold full addresses.")
  var baseURL = ""

  @Option(
    help: ArgumentHelp(
      "Publish no names, emails and descriptions, and pseudonyms for ids, made with the key in this file.",
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

  @Flag(help: "Publish over a report whose data goes up to a later time.")
  var allowOlder = false

  @Flag(help: "Both --rebuild and --allow-older.")
  var force = false

  @Flag(help: "Print the report's status.json, with what the run did, instead of a summary.")
  var json = false

  @Flag(help: "Print on standard error how long each stage took.")
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
    let start = Progress.now()
    var stages = Timings(isShown: timings)
    let publisher = try Publisher(
      SiteFolder(named: site), templatesFolder: templates ?? Files.folder("Templates"))
    let key = try pseudonymise.map(KeyFile.read)
    let target = try Site(
      output: output, keep: publisher.settings.keep, threads: options.threadCount)
    warn(of: target)
    var fingerprint = publisher.fingerprint
    addOptions(to: &fingerprint)
    fingerprint.add(key ?? [])
    let canRepeat = addDump(to: &fingerprint)
    stages.end("fingerprint")
    if canRepeat, !rebuild, !force, let status = statusWhereSame(target, fingerprint) {
      report(status, start, unchanged: target.path)
      return
    }
    var dump = try readDump(options, allowances, publisher.settings)
    stages.end("read")
    try refuseNobody(dump, options, allowances)
    try refuseRejects(of: dump)
    var settings = publisher.settings
    settings.leaderboardExclude = dump.ids(of: settings.leaderboardExclude)
    let pseudonyms = key.map { Pseudonyms(key: $0) }
    if let pseudonyms {
      dump = dump.pseudonymised(pseudonyms)
      settings.leaderboardExclude = settings.leaderboardExclude.map { pseudonyms.user($0.utf8) }
    }
    let threads = options.threadCount
    let measures = Measure.measure(dump, points: settings.points, threads: threads)
    stages.end("measure")
    // What says of no moment how far it goes is no reason against any other.
    let manifest = Manifest(
      asOf: dump.isDated ? Int64(dump.asOf) : 0, users: dump.users.count,
      workspaces: dump.workspaces.count, events: measures.tally.events, zone: dump.zone.name,
      fingerprint: canRepeat && !dump.dependsOnClock ? fingerprint.text(in: dump.zone) : "")
    if let published = published(target, without: dump.droppedIDs),
      let why = refusal(
        of: manifest, after: published, now: Int64(time(nil)), allowOlder: allowOlder || force,
        maxShrink: maxShrink)
    {
      throw fail("\(output): \(why)", Exit.badInput)
    }
    let ranking = Ranking(dump, measures, exclude: settings.leaderboardExclude)
    let report = Report(dump, measures, ranking, settings, baseURL: BaseURL(baseURL) ?? .none)
    stages.end("rank")
    let (written, status) = try publisher.write(report, to: target, threads: threads)
    stages.end("pages")
    try target.publish(manifest)
    warn(of: target)
    stages.end("publish")
    let seconds = Progress.now() - start
    print(
      json
        ? status.json(changed: written.changed, seconds: seconds)
        : Summary(dump, measures, written, target.path, publisher.site, seconds: seconds)
          .description)
  }

  private func refuseRejects(of dump: Dump) throws {
    guard strict, dump.rejects > 0 else { return }
    for row in dump.quality where !row.isNote { printError(described(row)) }
    throw fail(
      "records rejected: \(dump.rejects); nothing is published with --strict; "
        + "see them with rollcall check and mend them, or leave out --strict",
      Exit.badInput)
  }
}

extension BuildCommand {
  /// The options that change a report or whether there is one.
  private func addOptions(to fingerprint: inout Fingerprint) {
    for option in [options.asOf, options.timeZone, options.format.rawValue, baseURL] {
      fingerprint.add(option ?? "")
    }
    for flag in [strict, allowances.allowEmpty, allowances.merge] { fingerprint.add("\(flag)") }
  }

  /// False where the dump cannot be read twice.
  private func addDump(to fingerprint: inout Fingerprint) -> Bool {
    guard let files = try? InputFiles(options.dump, archives: true) else { return false }
    return fingerprint.add(files, threads: options.threadCount)
  }

  /// The status of the published report where it is made of the same; else nil.
  private func statusWhereSame(_ target: Site, _ fingerprint: Fingerprint) -> Status? {
    guard let published = target.published, !published.fingerprint.isEmpty,
      let zone = try? Zone.load(published.zone),
      published.fingerprint == fingerprint.text(in: zone),
      let json = target.publishedFile(Status.file)
    else { return nil }
    return Status(published: String(decoding: json, as: UTF8.self))
  }

  /// What is published, but for people who are to be left out now: that they are gone is no loss.
  private func published(_ target: Site, without ids: [String]) -> Manifest? {
    guard var published = target.published, maxShrink != nil, !ids.isEmpty,
      let csv = target.publishedFile("users.csv")
    else { return target.published }
    let gone = PublishedUsers(ids, in: csv)
    published.users -= gone.users
    published.events -= gone.events
    return published
  }

  /// Of what stays beside the report: that stops no run.
  private func warn(of target: Site) {
    for left in target.takeLeftovers() { printError("rollcall: \(visible(left.description))") }
  }

  private func report(_ status: Status, _ start: Double, unchanged folder: String) {
    let seconds = Progress.now() - start
    print(
      json
        ? status.json(changed: 0, seconds: seconds)
        : visible("\(folder): made of the same already; nothing is written"))
  }
}
