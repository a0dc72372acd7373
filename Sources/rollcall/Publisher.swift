import Configure
import Dispatch
import Render
import Synchronization
import Write

/// Brings the publisher's own files and a report together, and writes the site.
struct Publisher {
  let settings: Settings
  private let siteFolder: String
  private let templatesFolder: String

  /// What was written.
  struct Written: Sendable {
    var pages = 0
    var files = 0
    var bytes = 0
  }

  /// Reads what is cheap to check before a gigabyte is read.
  init(siteFolder: String, templatesFolder: String) throws {
    self.siteFolder = siteFolder
    self.templatesFolder = templatesFolder
    settings = try Publisher.settings(in: siteFolder)
  }

  private static func settings(in folder: String) throws -> Settings {
    let path = "\(folder)/site.yml"
    guard let bytes = Files.read(path) else { return Settings() }
    do throws(SettingsError) {
      return try Settings.parse(String(decoding: bytes, as: UTF8.self), file: path)
    } catch {
      throw fail(error.description, Exit.badSettings)
    }
  }

  func write(_ report: Report, to site: Site, threads: Int) throws(WriteError) -> Written {
    let outline = Outline(report)
    try makeFolders(site, hasUsers: !report.dump.users.isEmpty)
    let work = Work(site, threads: threads)
    try work.forEach(Table.all.count) { index, _, sink throws(WriteError) in
      let table = Table.all[index]
      let csv = outline.csv(of: table)
      try sink.write(csv.bytes, table.path + ".csv")
    }
    let renderers = (0..<threads).map { _ in PageRenderer(outline) }
    let lent = Lent(renderers)
    try work.forEach(report.dump.users.count) { user, worker, sink throws(WriteError) in
      try lent[worker].user(user, write: sink.write)
    }
    try work.forEach(report.dump.workspaces.count) { workspace, worker, sink throws(WriteError) in
      try lent[worker].workspace(workspace, write: sink.write)
    }
    return work.written
  }

  private func makeFolders(_ site: Site, hasUsers: Bool) throws(WriteError) {
    for folder in ["assets", "leaderboard", "users", "workspaces"] { try site.makeFolder(folder) }
    guard hasUsers else { return }
    for number in 0..<256 {
      let hex = String(number, radix: 16)
      try site.makeFolder("users/\(number < 16 ? "0" : "")\(hex)")
    }
  }
}

/// Values that each belong to one worker.
struct Lent<Value>: @unchecked Sendable {
  private let values: [Value]
  init(_ values: [Value]) { self.values = values }
  subscript(worker: Int) -> Value { values[worker] }
}

/// Spreads numbered pieces of work over threads, and stops at the first error.
final class Work: Sendable {
  private let site: Site
  private let threads: Int
  private let total = Mutex(Publisher.Written())
  private let failure = Mutex<(index: Int, error: WriteError)?>(nil)

  /// Counts what one worker writes.
  final class Sink: @unchecked Sendable {
    private let site: Site
    fileprivate(set) var written = Publisher.Written()

    init(_ site: Site) { self.site = site }

    func write(_ bytes: [UInt8], _ path: String) throws(WriteError) {
      try site.write(bytes, to: path)
      written.files += 1
      written.bytes += bytes.count
      if path.hasSuffix(".html") { written.pages += 1 }
    }
  }

  init(_ site: Site, threads: Int) {
    self.site = site
    self.threads = threads
  }

  var written: Publisher.Written { total.withLock { $0 } }

  /// Calls `body` with each number below `count`, the worker's number and its
  /// sink. Throws the error of the lowest number that failed.
  func forEach(
    _ count: Int, _ body: @Sendable (Int, Int, Sink) throws(WriteError) -> Void
  ) throws(WriteError) {
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: min(threads, count)) { worker in
      let sink = Sink(site)
      while failure.withLock({ $0 == nil }) {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { break }
        do throws(WriteError) {
          try body(index, worker, sink)
        } catch {
          failure.withLock { if index < $0?.index ?? .max { $0 = (index, error) } }
        }
      }
      total.withLock { total in
        total.files += sink.written.files
        total.pages += sink.written.pages
        total.bytes += sink.written.bytes
      }
    }
    if let failed = failure.withLock({ $0 }) { throw failed.error }
  }
}
