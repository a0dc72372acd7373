import Bytes
import Civil
import Configure
import Convert
import Dispatch
import Glibc

// Takes the files of a dump, gives its accepted records with every doubt
// settled; never measures anything and never prints.

/// What reading depends on beside the dump.
package struct IngestOptions: Sendable {
  package var format = InputFormat.auto
  package var threads = 1
  /// `--time-zone`.
  package var zone: Zone?
  /// The zone of `site.yml`, for dumps that name none.
  package var fallbackZone: Zone?
  /// `--as-of`, before the zone is known.
  package var asOf: TimeText?
  /// The machine's clock, which counts only where nothing else says when.
  package var now = Instant(time(nil))
  /// Ids of users to leave out altogether.
  package var optOut: [String] = []
  /// Which accounts are one person.
  package var people: [PeopleRule] = []
  /// Ids of users who are never ranked.
  package var leaderboardExclude: [String] = []
  /// Whether files that were exported at different times are parts of one dump.
  package var merges = false
  /// Whether `Dump.joins` is wanted.
  package var listsJoins = false

  package init() {}

  /// `optOut`, with all ids that `people` says one person has, where one of them is on it: she is
  /// left out also while the dump or the export that names the one is not there.
  var leftOut: [String] {
    var all = optOut
    var rest = people.compactMap { if case .same(let ids) = $0 { ids } else { nil } }
    while let place = rest.firstIndex(where: { !Set(all).isDisjoint(with: $0) }) {
      all += rest.remove(at: place)
    }
    return all
  }
}

package enum Ingest {
  /// Reads dumps of rollcall alone.
  package static func read(
    _ files: InputFiles, _ options: IngestOptions,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) throws(InputError) -> Dump {
    try read(Inputs(native: files), options, progress: progress)
  }

  /// Reads a dump and exports. `progress` is told now and then how many bytes are read.
  ///
  /// The result does not depend on `options.threads`.
  package static func read(
    _ inputs: Inputs, _ options: IngestOptions,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) throws(InputError) -> Dump {
    let (settling, hasContent) = try readAll(inputs, options, progress: progress)
    return try settling.dump(hasContent: hasContent)
  }

  /// Reads every record and settles nothing yet.
  ///
  /// - Parameters:
  ///   - known: of how many first sources no events are kept.
  ///   - hashes: whether the digests of dumps are wanted.
  static func readAll(
    _ inputs: Inputs, known: Int = 0, hashes: Bool = false, _ options: IngestOptions,
    progress: @escaping @Sendable (Int) -> Void
  ) throws(InputError) -> (settling: Settling, hasContent: Bool) {
    let copy = StandardInputCopy()
    var dropped = DroppedUsers(options.leftOut)
    func readNatives(again: Bool) throws(InputError) -> (ChunkQueue, [RecordReader]) {
      let queue = ChunkQueue(
        inputs.native, format: options.format, copy: copy, rereads: again, hashes: hashes,
        progress: progress)
      let readers = (0..<max(1, options.threads)).map { _ in
        RecordReader(dropping: dropped, known: known)
      }
      DispatchQueue.concurrentPerform(iterations: readers.count) { [readers] number in
        let window = Window()
        while let chunk = queue.next(into: window) { readers[number].read(chunk, window) }
      }
      if let failure = queue.failure { throw failure }
      return (queue, readers)
    }
    var (queue, readers) = try readNatives(again: false)
    let everybody = dropped.with(accountsIn: readers)
    if everybody != dropped {
      // Who is left out is known only when all accounts of a person are.
      dropped = everybody
      (queue, readers) = try readNatives(again: true)
    }
    try Twins(sources: inputs.native, facts: queue.facts, copy: copy).refuse()
    let natives = NativePeople(readers, inputs.native, copy)
    let exports = try ExportReading(
      inputs, options, natives, dropping: dropped, progress: progress)
    let nativeReaders = readers.count
    if let exports {
      dropped = exports.dropped
      readers += exports.readers
    }
    let locate = RecordLocator(
      sources: inputs.sources, facts: queue.facts, copy: copy, inputs: inputs, dropped: dropped)
    let settling = Settling(
      readers: readers, options: options, dropped: dropped, locate: locate,
      natives: nativeReaders, people: exports?.population,
      joins: exports.flatMap { joins(of: $0, natives, options) },
      input: findings(inputs, queue.facts))
    return (settling, queue.hasContent || !inputs.isNative)
  }

  private static func joins(
    of exports: ExportReading, _ natives: NativePeople, _ options: IngestOptions
  ) -> Joins? {
    guard options.listsJoins else { return nil }
    let arena = Arena()
    return exports.population.joins(natives: natives.all(arena), rules: options.people) {
      exports.dropped.contains($0.memory)
    }
  }

  private static func findings(_ inputs: Inputs, _ facts: [SourceFacts]) -> InputFindings {
    var findings = InputFindings()
    findings.leftOut = inputs.leftOut
    for (source, facts) in zip(inputs.native, facts) where facts.format == .json {
      if facts.absentSections.contains(.user) { findings.withoutUsers.add(source.name) }
      if facts.absentSections.contains(.event) { findings.withoutEvents.add(source.name) }
    }
    return findings
  }

  /// How many bytes the files have; nil where one cannot tell. Opens nothing: to
  /// look into a pipe would take bytes from it.
  package static func size(of sources: [Source]) -> Int? {
    var total = 0
    for source in sources {
      var status = stat()
      let result = source.isStandardInput ? fstat(0, &status) : stat(source.path.cString, &status)
      guard result == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
      total += Int(status.st_size)
    }
    return total
  }
}
