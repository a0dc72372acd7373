import Bytes
import Convert

// Takes a dump that was read, gives the same dump with its events grouped: what it
// gives is read by `build` as the report's records. Never settles anything itself.

/// Which records a compacted dump has.
package enum Compacted: Sendable {
  case everything
  /// For a history of events beside the newest users and workspaces.
  case events
  /// Organization, users and workspaces, as they stand: what `known` takes.
  case directory
}

/// A piece of one file of a compacted dump. All pieces of a file follow each other.
package struct CompactedPiece: Sendable {
  package let file: String
  package let bytes: [UInt8]
}

/// A dump whose events of one user, workspace, type and hour of the clock are one:
/// their counts summed, `at` the newest. `build` makes the same report of it, but
/// for the places of rejects, as nothing it shows is finer than hours but the
/// newest times.
///
/// Everything else is there as it is, byte for byte: other records, events that
/// `build` would reject or note. Users on `opt_out` are nowhere in it. Exports are
/// converted before.
package struct CompactedDump: ~Copyable {
  /// Whether the passed records of a source make a document, which are no lines.
  package let hasDocument: Bool
  /// How many events are in groups.
  package let grouped: Int
  private var groups: EventGroups?
  private var passed: PassedRecords

  /// Reads the dump of `inputs`. Users, workspaces, the zone and as-of of `known` hold as if they
  /// were in it, and are not given again.
  ///
  /// - Parameters:
  ///   - isPart: whether it is a part of a file, of which the whole is not known.
  ///   - allowsEmpty: whether there may be no user.
  package init(
    _ inputs: Inputs, known: [Source], keeping kept: Compacted, isPart: Bool = false,
    allowsEmpty: Bool, _ options: IngestOptions,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) throws(InputError) {
    var options = options
    var (sources, unconverted) = try CompactedDump.natives(inputs, &options)
    let hashes = inputs.isNative && !isPart && kept != .directory
    var (settling, hasContent) = try Ingest.readAll(
      Inputs(native: known + sources), known: known.count, hashes: hashes, options,
      progress: progress)
    let frame = try settling.frame()
    if !isPart, !allowsEmpty { try settling.refuseNobody(frame, hasContent: hasContent) }
    // A part of the directory has not yet the zone of all of it.
    if kept != .directory {
      try settling.refuse(frame)
      try settling.refuseTwins(frame, from: known.count)
    }
    if inputs.isNative {
      unconverted.origins = ReadFiles.origins(
        settling.locate.inputs, settling.readers.flatMap(\.compacted), from: known.count)
    }
    let workers = frame.events.settled(asOf: frame.asOf, countsNoted: false)
    let rows = settling.readers.map(GroupedRows.init)
    let header = CompactedHeader(
      settling, frame, unconverted, known: known.count, keeping: kept,
      grouped: Set(zip(settling.readers, rows).flatMap { $1.sources(of: $0) }))
    passed = PassedRecords(
      settling, known: known.count, keeping: kept, of: frame.roster,
      grouped: rows, header: header.line)
    hasDocument = settling.locate.facts.dropFirst(known.count).contains { $0.format == .json }
    let events = frame.events.group(workers)
    grouped = kept == .directory ? 0 : events.count
    guard kept != .directory else { return }
    groups = EventGroups(
      events, frame, arenas: settling.readers.map(\.arena) + [frame.arena],
      threads: options.threads, header: header.lines(grouped: grouped))
  }

  /// Where rollcall's own records are, all in one file where there are exports. Then `options`
  /// need not join persons any more.
  private static func natives(
    _ inputs: Inputs, _ options: inout IngestOptions
  ) throws(InputError) -> ([Source], Unconverted) {
    guard !inputs.isNative else { return (inputs.native, Unconverted()) }
    var unconverted = Unconverted()
    let given = options
    let spool = try Spool(name: "exports") { print throws(InputError) in
      unconverted = try Ingest.convert(inputs, given, print: print)
    }
    if !options.people.isEmpty {
      // Accounts are part of persons from here on, so that it could not be counted again.
      unconverted.notes[.peopleNamesNoAccount, default: 0] += 0
      options.people = []
    }
    options.format = .ndjson
    return ([Source(name: "exports", path: spool.path, spool: spool)], unconverted)
  }

  /// The next piece; nil at the end.
  package mutating func next() throws(InputError) -> CompactedPiece? {
    if let bytes = groups?.next() { return CompactedPiece(file: "events.ndjson", bytes: bytes) }
    groups = nil
    return try passed.next()
  }
}

/// Which event rows of one reader were grouped: one bit a row.
struct GroupedRows: Sendable {
  private var bits: [UInt64]
  private let count: Int

  /// Of rows that are settled.
  init(_ reader: RecordReader) {
    count = reader.events.count
    var bits = [UInt64](repeating: 0, count: (count + 63) / 64)
    reader.events.forEachRun(in: 0..<count) { rows, first in
      for index in rows.indices where rows[index].user != Roster.unknown {
        bits[(first + index) >> 6] |= 1 << UInt64((first + index) & 63)
      }
    }
    self.bits = bits
  }

  subscript(row: Int) -> Bool { bits[row >> 6] >> UInt64(row & 63) & 1 == 1 }

  /// The sources of the reader with rows that were.
  func sources(of reader: RecordReader) -> Set<Int> {
    var sources: Set<Int> = []
    for read in reader.chunks where !sources.contains(read.chunk.source) {
      if read.rows.contains(where: { self[$0] }) { sources.insert(read.chunk.source) }
    }
    return sources
  }

  /// Whether all `rows` were.
  func holdsAll(_ rows: Range<Int>) -> Bool { rows.allSatisfy { self[$0] } }
}
