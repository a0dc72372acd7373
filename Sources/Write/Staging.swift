import Bytes
import Glibc
import Synchronization

/// A hidden folder beside the report, for one run: in it the new report is made, and the one
/// before, after they have changed places, waits for its removal.
///
/// It holds a mark that names its report. By that the next run knows what a killed one left;
/// whatever has no such mark is somebody else's, and left alone.
final class Staging: Sendable {
  /// The report in it.
  static let report = FileName("report")
  private static let mark = FileName("mark")

  private let target: Target
  private let keep: [ReportPath]
  private let threads: Int
  /// Fresh for each run, so that what an earlier one left is never in the way.
  private let name: FileName
  private let made = Mutex<Folder?>(nil)

  init(_ target: Target, keep: [ReportPath], threads: Int) {
    self.target = target
    self.keep = keep
    self.threads = threads
    name = target.beside(Hex.text((0..<8).map { _ in UInt8.random(in: .min ... .max) }))
  }

  var folder: Folder? { made.withLock { $0 } }

  /// The folder of the new report, which nobody else may look into yet. nil with a reason.
  func begin() throws(WriteError) -> Folder {
    guard let folder = target.parent.make(name.terminated, mode: 0o700) else { throw failure() }
    guard Staging.take(folder) else { throw busy }
    made.withLock { $0 = folder }
    guard folder.write(Staging.text(target), to: Staging.mark.terminated) != nil else {
      throw failure()
    }
    guard let root = folder.make(Staging.report.terminated) else { throw failure() }
    return root
  }

  /// Whether it is this run's: false while another run holds it. It goes with the process. Two runs
  /// meet here where somebody has removed the lock beside the report.
  private static func take(_ folder: Folder) -> Bool {
    flock(folder.descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK
  }

  private var busy: WriteError { WriteError(path: target.path, reason: .busy) }

  private func failure() -> WriteError {
    WriteError(path: target.path, reason: .system(Folder.why()))
  }

  private static func text(_ target: Target) -> [UInt8] {
    Array("Made by rollcall for the report ".utf8) + target.name.bytes
      + Array("; the next run removes it.\n".utf8)
  }

  /// Removes it, with the report that it holds. Returns what stays.
  func remove() -> WriteError? {
    let isMade = made.withLock { made in
      defer { made = nil }
      return made != nil
    }
    return isMade ? remove(name) : nil
  }

  /// Removes what killed runs left. Returns what stays; throws where another run makes a report.
  func clear() throws(WriteError) -> [WriteError] {
    guard let entries = target.parent.entries else { throw failure() }
    let prefix = target.beside("").bytes
    let names = entries.filter { entry in
      let suffix = entry.name.bytes.dropFirst(prefix.count)
      return entry.name.bytes.starts(with: prefix) && suffix.count == 16
        && suffix.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }.map(\.name).sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
    for name in names {
      guard Folder.open(name.terminated, in: target.parent).map(Staging.take) ?? true else {
        throw busy
      }
    }
    return names.compactMap(remove)
  }

  private func remove(_ name: FileName) -> WriteError? {
    let path = target.path(of: name)
    guard let folder = Folder.open(name.terminated, in: target.parent) else {
      return errno == ENOENT ? nil : WriteError(path: path, reason: .leftover(Folder.why()))
    }
    guard isMarked(folder) else { return WriteError(path: path, reason: .unmarked) }
    if let root = Folder.open(Staging.report.terminated, in: folder),
      let left = empty(root)
    {
      let inner = "\(path)/\(Staging.report.text)/\(left.path.text)"
      return left.why.map { WriteError(path: inner, reason: .leftover($0)) }
        ?? WriteError(path: inner, reason: .stranger)
    }
    // The mark last, so that the next run knows what a killed removal left.
    let isGone =
      folder.remove(Staging.report, AT_REMOVEDIR) && folder.remove(Staging.mark, 0)
      && target.parent.remove(name, AT_REMOVEDIR)
    return isGone ? nil : WriteError(path: path, reason: .leftover(Folder.why()))
  }

  /// An unfinished report goes as a whole, as all of it was made or copied by a run. One that
  /// stood in its place may hold what somebody else has put there since it was looked through.
  private func empty(_ root: Folder) -> Removal.Left? {
    let report = (try? Published.report(in: root, "")) ?? nil
    if let contents = report?.contents {
      let belongings = Belongings(
        contents: contents, keep: keep,
        successor: Folder.open(target.name.terminated, in: target.parent))
      // The list last, as the mark.
      let removal = Removal(threads: threads, except: ReportPath(Site.marker)) {
        belongings.mayGo($0, $1, $2)
      }
      removal.empty(root)
      if let left = removal.left { return left }
    }
    let removal = Removal(threads: threads)
    removal.empty(root)
    return removal.left
  }

  /// A run that was killed before it wrote the mark has left nothing else.
  private func isMarked(_ folder: Folder) -> Bool {
    guard let entries = folder.entries else { return false }
    guard let (bytes, _) = folder.file(Staging.mark.terminated) else { return entries.isEmpty }
    return bytes == Staging.text(target)
      || entries.count == 1 && Staging.text(target).starts(with: bytes)
  }
}
