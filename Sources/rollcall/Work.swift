import Dispatch
import Render
import Synchronization
import Write

/// Values that each belong to one worker.
struct Lent<Value>: @unchecked Sendable {
  private let values: [Value]
  init(_ values: [Value]) { self.values = values }
  subscript(worker: Int) -> Value { values[worker] }
}

/// Values that workers leave for later.
final class Gathered<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private let values = Mutex<[Key: Value]>([:])

  var all: [Key: Value] { values.withLock { $0 } }

  subscript(key: Key) -> Value? {
    get { values.withLock { $0[key] } }
    set { values.withLock { $0[key] = newValue } }
  }
}

/// Spreads numbered pieces of work over threads, and stops at the first error.
final class Work: Sendable {
  let site: Site
  let threads: Int
  private let total = Mutex(Publisher.Written())
  private let failure = Mutex<(index: Int, error: WriteError)?>(nil)

  /// Counts what one worker writes.
  final class Sink: @unchecked Sendable {
    private let site: Site
    fileprivate(set) var written = Publisher.Written()

    init(_ site: Site) { self.site = site }

    func write(_ bytes: [UInt8], _ path: String) throws(WriteError) {
      try write(path, nil) { (bytes, nil) }
    }

    func write(
      _ path: String, _ input: UInt128?, _ make: () -> PageRenderer.Made
    ) throws(WriteError) {
      let (bytes, isNew) = try site.write(path, madeOf: input, make)
      count(bytes: bytes, isNew: isNew)
      if path.hasSuffix(".html") { written.pages += 1 }
    }

    /// Counts a file.
    func count(bytes: Int, isNew: Bool) {
      if isNew { written.changed += 1 }
      written.files += 1
      written.bytes += bytes
    }
  }

  init(_ site: Site, threads: Int) {
    self.site = site
    self.threads = threads
  }

  var written: Publisher.Written { total.withLock { $0 } }

  func add(_ sink: Sink) {
    total.withLock { total in
      total.files += sink.written.files
      total.pages += sink.written.pages
      total.changed += sink.written.changed
      total.bytes += sink.written.bytes
    }
  }

  /// Calls `body` with each number below `count`, the worker's number and its
  /// sink. Throws the error of the lowest number that failed.
  func forEach(
    _ count: Int, _ body: @Sendable (Int, Int, Sink) throws(WriteError) -> Void
  ) throws(WriteError) {
    let next = Atomic(0)
    let hasFailed = Atomic(false)
    DispatchQueue.concurrentPerform(iterations: min(threads, count)) { worker in
      let sink = Sink(site)
      while !hasFailed.load(ordering: .relaxed) {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { break }
        do throws(WriteError) {
          try body(index, worker, sink)
        } catch {
          hasFailed.store(true, ordering: .relaxed)
          failure.withLock { if index < $0?.index ?? .max { $0 = (index, error) } }
        }
      }
      add(sink)
    }
    if let failed = failure.withLock({ $0 }) { throw failed.error }
  }
}
