import Bytes
import Glibc
import Synchronization

/// A hidden folder beside the report, for one run: in it the new report is made, and the one
/// before, after they have changed places, waits for its removal, or as a spare for the next run.
///
/// It holds a mark that names its report. By that the next run knows what a killed one left;
/// whatever has no such mark is somebody else's, and left alone.
final class Staging: Sendable {
  /// The report in it.
  static let report = FileName("report")
  static let mark = FileName("mark")

  let target: Target
  let keep: [ReportPath]
  let threads: Int
  let made = Mutex<Hidden?>(nil)
  /// What the run before has left to be brought up to date.
  let spare = Mutex<Folder?>(nil)
  private let left = Mutex<[WriteError]>([])

  struct Hidden: Sendable {
    let name: FileName
    let folder: Folder
  }

  init(_ target: Target, keep: [ReportPath], threads: Int) {
    self.target = target
    self.keep = keep
    self.threads = threads
  }

  var folder: Folder? { made.withLock { $0?.folder } }

  /// What this run and those before left beside the report, as they could not remove it. Says so once.
  func takeLeftovers() -> [WriteError] {
    left.withLock { left in
      defer { left = [] }
      return left
    }
  }

  func tell(_ error: WriteError?) {
    if let error { left.withLock { $0.append(error) } }
  }

  /// Fresh for each run, so that what an earlier one left is never in the way.
  func freshName() -> FileName {
    target.beside(Hex.text((0..<8).map { _ in UInt8.random(in: .min ... .max) }))
  }

  /// The folder of the new report, which nobody else may look into yet.
  ///
  /// - Parameters:
  ///   - folders: of the new report.
  ///   - usesSpare: whether that folder may be a spare.
  func begin(
    _ folders: [String], usesSpare: Bool
  ) throws(WriteError) -> (root: Folder, spare: Spare?) {
    let name = freshName()
    guard let folder = target.parent.make(name.terminated, mode: 0o700) else { throw failure() }
    guard Staging.take(folder) else { throw busy }
    made.withLock { $0 = Hidden(name: name, folder: folder) }
    guard folder.write(Staging.text(target), to: Staging.mark.terminated) != nil else {
      throw failure()
    }
    if let spare = try takeSpare(into: folder, for: folders, isWanted: usesSpare) {
      return (spare.root, spare)
    }
    guard let root = folder.make(Staging.report.terminated) else { throw failure() }
    return (root, nil)
  }

  /// Whether it is this run's: false while another run holds it. It goes with the process. Two runs
  /// meet here where somebody has removed the lock beside the report.
  static func take(_ folder: Folder) -> Bool {
    flock(folder.descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK
  }

  var busy: WriteError { WriteError(path: target.path, reason: .busy) }

  func failure() -> WriteError {
    WriteError(path: target.path, reason: .system(Folder.why()))
  }

  static func text(_ target: Target) -> [UInt8] { textStart + target.name.bytes + textEnd }

  static let textStart = Array("Made by rollcall for the report ".utf8)
  static let textEnd = Array("; the next run removes it.\n".utf8)

  /// Removes it, with the report that it holds.
  func remove() {
    let hidden = made.withLock { made in
      defer { made = nil }
      return made
    }
    if let hidden { remove(hidden.name) }
  }

  /// Removes what runs left that were killed, and a spare that is of no use. Throws where another run
  /// makes a report.
  ///
  /// - Parameter published: the list of the report that is there now.
  func clear(like published: Contents?) throws(WriteError) {
    guard let entries = target.parent.entries else { throw failure() }
    try clear(entries, like: published?.head)
    for report in gone(entries) { clear(entries, of: report) }
  }

  private func clear(
    _ entries: [Folder.Entry], like published: Contents.Head?
  ) throws(WriteError) {
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
    try findSpare(like: published)
    for name in names { remove(name) }
  }

  /// Other reports, of which there is nothing in this folder but what their runs left.
  private func gone(_ entries: [Folder.Entry]) -> [FileName] {
    var names: Set<FileName> = []
    for entry in entries where entry.isFolder && entry.name.bytes.starts(with: Target.hidden.utf8) {
      guard let folder = Folder.open(entry.name.terminated, in: target.parent),
        let text = Staging.mark(in: folder), text.starts(with: Staging.textStart),
        text.suffix(Staging.textEnd.count) == Staging.textEnd[...]
      else { continue }
      let name = FileName(text.dropFirst(Staging.textStart.count).dropLast(Staging.textEnd.count))
      if name != target.name, !target.sibling(name).isReport { names.insert(name) }
    }
    return names.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
  }

  /// Nobody else would remove it. Where a run is about to make that report, it does.
  private func clear(_ entries: [Folder.Entry], of report: FileName) {
    let other = Staging(target.sibling(report), keep: keep, threads: threads)
    guard let lock = try? Lock(other.target, other.target.path) else { return }
    try? other.clear(entries, like: nil)
    for error in other.takeLeftovers() { tell(error) }
    withExtendedLifetime(lock) {}
  }

  func remove(_ name: FileName) { tell(removing(name)) }

  /// Returns what stays.
  private func removing(_ name: FileName) -> WriteError? {
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
    guard !root.isMountPoint else {
      return Removal.Left(path: ReportPath(""), why: Removal.mounted)
    }
    let report = (try? Published.report(in: root, "")) ?? nil
    if let contents = report?.contents {
      let belongings = Belongings(
        contents: contents, keep: keep,
        successor: Folder.open(target.name.terminated, in: target.parent))
      // The list last, as the mark.
      let removal = Removal(
        threads: threads, except: { $0 == ReportPath(Site.marker) },
        mayGo: { belongings.mayGo($0, $1, $2) })
      removal.empty(root)
      if let left = removal.left { return left }
    }
    let removal = Removal(threads: threads)
    removal.empty(root)
    return removal.left
  }

  /// A run that was killed before it wrote the mark has left nothing else.
  func isMarked(_ folder: Folder) -> Bool {
    guard let entries = folder.entries else { return false }
    guard let bytes = Staging.mark(in: folder) else { return entries.isEmpty }
    return bytes == Staging.text(target)
      || entries.count == 1 && Staging.text(target).starts(with: bytes)
  }

  /// What its mark says, as far as one may be long; nil where there is none.
  static func mark(in folder: Folder) -> [UInt8]? {
    guard let (file, _) = folder.openFile(mark.terminated) else { return nil }
    defer { close(file) }
    return Folder.read(1024, from: file)
  }
}
