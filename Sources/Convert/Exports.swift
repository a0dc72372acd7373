import Bytes
import Dispatch

// Takes files of other systems' exports, gives native records as lines of NDJSON, each with
// where it is from; never decides what a record counts for.

/// The exports among the inputs, read in two passes: users and workspaces, then events. Where a
/// record is there twice, events are read in two passes more: where each key first stands, and then
/// events by that. An archive is read once more, to find out what is in it. Nothing depends on the
/// order of an archive's entries, nor on the number of threads.
package final class Exports: @unchecked Sendable {
  package let inputs: Inputs
  private let threads: Int
  private let progress: @Sendable (Int) -> Void
  private var directory = Directory()
  private var known = KnownPeople.none
  private var keys = Keys.sought(SeenKeys())
  private var people = PrintedPeople.all
  private var files: [ForeignFile]
  /// Texts of all workers live in these.
  private var sinks: [Sink] = []
  private let arena = Arena()

  package init(
    _ inputs: Inputs, threads: Int, progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) {
    self.inputs = inputs
    self.threads = max(1, threads)
    self.progress = progress
    files = inputs.foreign
  }

  package var isEmpty: Bool { files.isEmpty && inputs.notRead.isEmpty }

  /// Reads users and workspaces; `take` gets the records of directories that are rejected.
  package func learn(_ take: @escaping @Sendable (NativeLines) -> Void) throws(InputError) {
    _ = try read(
      .directories, files.filter { $0.format.isDirectory || $0.format == .zulip }, threads: 1
    ) { take($1) }
    known = KnownPeople(directory)
    for index in files.indices where files[index].format == .slackMessages {
      guard let name = files[index].folderName, let parent = files[index].parent else { continue }
      files[index].conversation = SlackPlace(
        folder: name, among: directory.folders[parent], arena)
    }
  }

  private var eventFiles: [ForeignFile] { files.filter { !$0.format.isDirectory } }

  /// Reads events and whom they name, by one reader a thread, whom `take` gives each chunk's native
  /// records; gives the readers. May be done more than once.
  package func readEvents<Reader: Sendable>(
    by makeReader: () -> Reader, take: @escaping @Sendable (Reader, NativeLines) -> Void
  ) throws(InputError) -> [Reader] {
    if case .sought = keys {
      let readers = (0..<threads).map { _ in makeReader() }
      let isUnique = try read(.events, eventFiles, threads: threads) { take(readers[$0], $1) }
      if isUnique {
        keys = .unique
        return readers
      }
      try learnKeys()
    }
    let readers = (0..<threads).map { _ in makeReader() }
    _ = try read(.events, eventFiles, threads: threads) { take(readers[$0], $1) }
    return readers
  }

  /// Reads events for whom they name alone.
  package func readNames() throws(InputError) { _ = try readEvents(by: {}, take: { _, _ in }) }

  private func learnKeys() throws(InputError) {
    let seen = SeenKeys()
    keys = .sought(seen)
    _ = try read(.keys, eventFiles, threads: threads) { _, _ in }
    keys = .known(seen)
  }

  /// Reads events once more, in order, by persons.
  package func printEvents(
    of people: PrintedPeople, _ take: @escaping @Sendable (NativeLines) -> Void
  ) throws(InputError) {
    self.people = people
    _ = try read(.events, eventFiles, threads: 1) { take($1) }
  }

  /// False where events were to be read without knowing their keys and one of these is there twice:
  /// nothing is kept then.
  private func read(
    _ pass: Pass, _ files: [ForeignFile], threads: Int,
    _ take: @escaping @Sendable (Int, NativeLines) -> Void
  ) throws(InputError) -> Bool {
    let queue = PassQueue(files, progress: progress)
    var sought: SeenKeys?
    if pass == .events, case .sought(let seen) = keys { sought = seen }
    let workers = (0..<threads).map { _ in
      Worker(Sink(pass, keys: keys, known: known, people: people))
    }
    DispatchQueue.concurrentPerform(iterations: threads) { [sought] number in
      let sink = workers[number].sink
      let converter = ChunkConverter(sink)
      let window = Window()
      while sought?.hasRepeated != true, let (file, chunk, chunkNumber) = queue.next(into: window) {
        converter.convert(chunk, of: file, window)
        if let offset = converter.broken {
          return queue.fail(file, at: offset, chunk: chunkNumber)
        }
        if !sink.lines.isEmpty {
          take(number, sink.lines)
          sink.lines.removeAll()
        }
      }
      sink.handOnKeys()
    }
    if sought?.hasRepeated == true { return false }
    if let failure = queue.failure { throw failure }
    for worker in workers {
      directory.merge(worker.sink.finish())
      sinks.append(worker.sink)
    }
    return true
  }

  private struct Worker: @unchecked Sendable {
    let sink: Sink
    init(_ sink: Sink) { self.sink = sink }
  }

  /// All that the exports tell of people and workspaces, when events are read.
  package func told() -> Told {
    let first = inputs.native.count + inputs.foreign.count
    return Told(
      directory,
      notRead: inputs.notRead.indices.map { Position(source: first + $0, offset: 0) },
      of: self)
  }
}
