import Bytes
import Civil
import Configure
import Glibc
import Ingest
import Measure
import Rank
import Render
import Write

/// One run of `build`: what it was asked for, and its stages.
struct Build {
  let command: BuildCommand
  let publisher: Publisher
  let pseudonyms: Pseudonyms?
  private let key: [UInt8]
  let target: Site
  /// Of all that the report is made of; nil where the dump cannot be read twice.
  let fingerprint: Fingerprint?
  /// Of the dump's files, before they were read.
  private let inputs: InputStates

  /// Checks what is cheap before a gigabyte is read.
  init(_ command: BuildCommand) throws {
    self.command = command
    publisher = try Publisher(
      SiteFolder(named: command.site), templatesFolder: command.templates)
    let key = try command.pseudonymise.map(KeyFile.read)
    self.key = key ?? []
    pseudonyms = key.map { Pseudonyms(key: $0) }
    target = try Site(
      output: command.output, keep: publisher.settings.keep,
      isRebuilt: command.rebuild || command.force, threads: command.options.threadCount)
    inputs = InputStates(command.options.dump)
    fingerprint = command.fingerprint(publisher.fingerprint, key ?? [], target.seed)
    warn()
  }

  /// The status of the published report where that is made of the same, and is whole.
  var statusWhereNothingChanged: Status? {
    guard let fingerprint, !command.rebuild, !command.force, target.isWhole,
      let published = target.published, !published.fingerprint.isEmpty,
      let zone = try? Zone.load(published.zone),
      published.fingerprint == fingerprint.text(in: zone),
      let json = target.publishedFile(Status.file)
    else { return nil }
    return Status(published: String(decoding: json, as: UTF8.self))
  }

  /// The dump, and the ids of users who are never ranked.
  func read() throws -> (dump: Dump, unranked: [String]) {
    let dump = try readDump(command.options, command.allowances, publisher.settings)
    if let file = inputs.firstOverwritten {
      throw fail(
        "\(file.text): was overwritten while it was read; nothing is published; write a new dump beside "
          + "the old one and put it in its place with mv, which is one step", Exit.badInput)
    }
    try refuseNobody(dump, command.options, command.allowances)
    if command.strict, dump.rejects > 0 { throw rejects(of: dump) }
    let unranked = dump.ids(of: publisher.settings.leaderboardExclude)
    guard let pseudonyms else { return (dump, unranked) }
    return (dump.pseudonymised(pseudonyms), unranked.map { pseudonyms.user($0.utf8) })
  }

  func measure(_ dump: Dump) -> Measures {
    Measure.measure(dump, points: publisher.settings.points, threads: command.options.threadCount)
  }

  func rank(_ dump: Dump, _ measures: Measures, without unranked: [String]) -> Report {
    var settings = publisher.settings
    settings.leaderboardExclude = unranked
    let ranking = Ranking(dump, measures, exclude: unranked)
    return Report(
      dump, measures, ranking, settings, publisher.words(for: dump),
      baseURL: BaseURL(command.baseURL) ?? .none)
  }

  func render(_ report: Report) throws(WriteError) -> (Publisher.Written, Status) {
    try publisher.write(
      report, to: target, base: base(report.dump), threads: command.options.threadCount)
  }

  /// A digest of what pages have from elsewhere than the records that they are about: of the program,
  /// the publisher's files with `opt_out` and `people`, the key of pseudonyms, what workspaces are
  /// called, where the report is served; and of who is in it, so that nothing of somebody who left
  /// can stay on any page.
  private func base(_ dump: Dump) -> [UInt8] {
    var base = publisher.fingerprint
    base.add(key)
    base.add(command.baseURL)
    base.add(Noun(of: dump.read).rawValue)
    var ids: [UInt8] = []
    for user in dump.users {
      ids.append(contentsOf: user.id.bytes)
      ids.append(0)
    }
    base.add(ids)
    return base.bytes
  }

  func publish(_ manifest: Manifest) throws(WriteError) {
    try target.publish(manifest)
    warn()
  }

  /// Of what stays beside the report: that stops no run.
  private func warn() {
    for left in target.takeLeftovers() { printError("rollcall: \(visible(left.description))") }
  }

  private func rejects(of dump: Dump) -> Failure {
    Failure(
      message: "records rejected: \(dump.rejects); nothing is published with --strict; "
        + "see them with rollcall check and mend them, or leave out --strict",
      code: Exit.badInput, details: dump.quality.filter { !$0.isNote }.map(described))
  }
}

// MARK: What must not be lost

extension Build {
  func manifest(_ dump: Dump, _ measures: Measures) -> Manifest {
    // What says of no moment how far it goes is no reason against any other.
    Manifest(
      asOf: dump.isDated ? Int64(dump.asOf) : 0, users: dump.users.count,
      workspaces: dump.workspaces.count, events: measures.tally.events, zone: dump.zone.name,
      fingerprint: dump.dependsOnClock || !inputs.areStill
        ? "" : fingerprint?.text(in: dump.zone) ?? "")
  }

  /// Throws where the report that is published must not be replaced by that of `manifest`.
  func refuseLoss(_ manifest: Manifest, of dump: Dump) throws {
    guard let published = published(without: dump.droppedIDs),
      let why = refusal(
        of: manifest, after: published, now: Int64(time(nil)),
        allowOlder: command.allowOlder || command.force, maxShrink: command.maxShrink)
    else { return }
    throw fail("\(command.output): \(why)", Exit.badInput)
  }

  /// What is published, but for people who are to be left out now: that they are gone is no loss.
  private func published(without ids: [String]) -> Manifest? {
    guard var published = target.published, command.maxShrink != nil, !ids.isEmpty,
      let csv = target.publishedFile("users.csv")
    else { return target.published }
    let gone = PublishedUsers(ids, in: csv)
    published.users -= gone.users
    published.events -= gone.events
    return published
  }
}

extension BuildCommand {
  /// With the options that change a report or whether there is one, the key, and the dump; nil where
  /// that cannot be read twice.
  fileprivate func fingerprint(
    _ publisher: Fingerprint, _ key: [UInt8], _ seed: UInt64
  ) -> Fingerprint? {
    var fingerprint = publisher
    for option in [options.asOf, options.timeZone, options.format.rawValue, baseURL] {
      fingerprint.add(option ?? "")
    }
    for flag in [strict, allowances.allowEmpty, allowances.merge] { fingerprint.add("\(flag)") }
    fingerprint.add(key)
    guard let files = try? InputFiles(options.dump, archives: true) else { return nil }
    return fingerprint.add(files, seed: seed, threads: options.threadCount) ? fingerprint : nil
  }
}
