import Bytes
import Configure
import Convert
import Glibc
import Synchronization

extension Ingest {
  /// Hands `print` the native records that the inputs become as NDJSON, persons joined and
  /// without who is on `opt_out`: of native users who are joined with others, of native dumps in
  /// their order, then of exports. Gives what is not in them.
  @discardableResult
  package static func convert(
    _ inputs: Inputs, _ options: IngestOptions, print: @escaping @Sendable ([UInt8]) -> Void
  ) throws(InputError) -> Unconverted {
    let copy = StandardInputCopy()
    let reader = RecordReader(dropping: .none)
    let window = Window()
    let queue = ChunkQueue(inputs.native, format: options.format, copy: copy) { _ in }
    while let chunk = queue.next(into: window) { reader.read(chunk, window) }
    if let failure = queue.failure { throw failure }
    try Twins(sources: inputs.native, facts: queue.facts, copy: copy).refuse()
    let natives = NativePeople([reader], inputs.native, copy)
    let exports = Exports(inputs, threads: options.threads)
    let rejected = Mutex<[UInt8]>([])
    try exports.learn { lines in rejected.withLock { $0 += lines.bytes } }
    try exports.readNames()
    let population = Population(
      exports.told(), natives: natives.accounts(namedIn: options.people),
      isNative: natives.contains, rules: options.people)
    let arena = Arena()
    let left = DroppedUsers(options.leftOut).with(accountsIn: [reader]).with(population.persons)
      .with(namesIn: reader)
    let dropped = Set(left.texts.map { arena.keep($0) })
    let known = left.isEmpty ? [] : population.accountIDs
    func isKnown(_ id: Text) -> Bool { natives.contains(id) || known.contains(id) }
    let workspaces = left.isEmpty ? [] : Set(reader.workspaces.map(\.id))
    var nobody = "?"
    while isKnown(arena.keep(nobody)) || workspaces.contains(arena.keep(nobody)) { nobody += "?" }
    let people = PrintedPeople(
      population, dropped: dropped, nobody: arena.keep(nobody),
      names: { !left.isEmpty && left.isNamed(in: $0) },
      isNobody: { !left.isEmpty && !isKnown($0) && left.isNamed(in: $0.bytes) },
      // Which workspaces exports have is known only once all are printed.
      isNoWorkspace: {
        !left.isEmpty && inputs.isNative && left.isNamed(in: $0)
          && !workspaces.contains(arena.keep($0))
      })
    print(population.joinedNatives(without: dropped).bytes)
    try printNative(inputs, options, copy, people, print)
    print(population.lines(without: dropped, aliases: population.aliases).bytes)
    print(rejected.withLock { $0 })
    try exports.printEvents(of: people) { print($0.bytes) }
    return Unconverted(
      origins: ReadFiles.origins(inputs, reader.compacted),
      notes: population.notes.mapValues(\.records),
      leftOut: leftOut(population.persons, reader.users, dropped))
  }

  /// How many persons are `dropped`.
  private static func leftOut(
    _ persons: Persons, _ natives: [UserRecord], _ dropped: Set<Text>
  ) -> Int {
    var others = Set(natives.map(\.id)).intersection(dropped)
    var count = 0
    for accounts in persons.groups where accounts.contains(where: { dropped.contains($0.id) }) {
      count += 1
      others.subtract(accounts.map(\.id))
    }
    return count + others.count
  }

  private static func printNative(
    _ inputs: Inputs, _ options: IngestOptions, _ copy: StandardInputCopy, _ people: PrintedPeople,
    _ print: ([UInt8]) -> Void
  ) throws(InputError) {
    let queue = ChunkQueue(
      inputs.native, format: options.format, copy: copy, rereads: true
    ) { _ in }
    let records = NativeRecords(people)
    let window = Window()
    while let chunk = queue.next(into: window) {
      var lines = NativeLines()
      for record in chunk.records ?? lineBorders(window.bytes) {
        let position = Position(
          source: chunk.source, offset: chunk.offset + record.range.lowerBound)
        switch record.fate {
        case .parsed:
          records.add(
            UnsafeRawBufferPointer(rebasing: window.bytes[record.range]), section: chunk.section,
            at: position, to: &lines)
        case .tooLong: lines.invalid(at: position)
        case .notAnArray: lines.wrongType(at: position)
        }
      }
      print(lines.bytes)
    }
    if let failure = queue.failure { throw failure }
  }

  /// Lines that are not blank.
  private static func lineBorders(_ bytes: UnsafeRawBufferPointer) -> [Chunk.Record] {
    bytes.split(separator: 10).compactMap { line in
      line.allSatisfy(isJSONSpace) ? nil : Chunk.Record(line.startIndex..<line.endIndex)
    }
  }
}

/// What is told of exports beside their records.
package struct Unconverted: Sendable {
  /// As those of `ReadFiles`.
  var origins: Set<String> = []
  var notes: [ConvertNote: Int] = [:]
  /// How many persons on `opt_out` there are.
  var leftOut = 0
}
