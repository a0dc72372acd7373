import Bytes
import Dispatch

// Takes files of other systems' exports, gives native records as lines of NDJSON, each with
// where it is from; never decides what a record counts for.

/// The exports among the inputs, read in three passes: users and workspaces, then where each key
/// first stands, then events. An archive is read once more than that, to find out what is in it.
/// Nothing depends on the order of an archive's entries, nor on the number of threads.
package final class Exports: @unchecked Sendable {
  package let inputs: Inputs
  private let threads: Int
  private let progress: @Sendable (Int) -> Void
  private var directory = Directory()
  private var known = KnownPeople.none
  private let seen = SeenKeys()
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

  /// Reads users and workspaces, and where each key first stands; `take` gets the records of
  /// directories that are rejected.
  package func learn(_ take: @escaping @Sendable (Int, NativeLines) -> Void) throws(InputError) {
    try read(
      .directories, files.filter { $0.format.isDirectory || $0.format == .zulip }, threads: 1, take)
    known = KnownPeople(directory)
    for index in files.indices where files[index].format == .slackMessages {
      guard let name = files[index].folderName, let parent = files[index].parent else { continue }
      files[index].conversation = SlackPlace(
        folder: name, among: directory.folders[parent], arena)
    }
    try read(.keys, files.filter { !$0.format.isDirectory }, threads: threads) { _, _ in }
  }

  /// Reads events and whom they name; `take` gets each chunk's native records and the number of
  /// the worker, below `threads`. May be done more than once.
  package func readEvents(_ take: @escaping @Sendable (Int, NativeLines) -> Void) throws(InputError)
  {
    try read(.events, files.filter { !$0.format.isDirectory }, threads: threads, take)
  }

  /// Reads events once more, in order, by persons.
  package func printEvents(
    of people: PrintedPeople, _ take: @escaping @Sendable (NativeLines) -> Void
  ) throws(InputError) {
    self.people = people
    try read(.events, files.filter { !$0.format.isDirectory }, threads: 1) { take($1) }
  }

  private func read(
    _ pass: Pass, _ files: [ForeignFile], threads: Int,
    _ take: @escaping @Sendable (Int, NativeLines) -> Void
  ) throws(InputError) {
    let queue = PassQueue(files, progress: progress)
    let workers = (0..<threads).map { _ in
      Worker(Sink(pass, seen: seen, known: known, people: people))
    }
    DispatchQueue.concurrentPerform(iterations: threads) { number in
      let sink = workers[number].sink
      let converter = ChunkConverter(sink)
      let window = Window()
      while let (file, chunk, chunkNumber) = queue.next(into: window) {
        converter.convert(chunk, of: file, window)
        if let offset = converter.broken {
          return queue.fail(file, at: offset, chunk: chunkNumber)
        }
        if !sink.lines.isEmpty {
          take(number, sink.lines)
          sink.lines.removeAll()
        }
      }
    }
    if let failure = queue.failure { throw failure }
    for worker in workers {
      directory.merge(worker.sink.finish())
      sinks.append(worker.sink)
    }
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
