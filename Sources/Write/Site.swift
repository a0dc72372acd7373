// Takes paths and bytes, gives a published folder; never looks into the bytes.

import Bytes
import CPlatform
import Glibc
import Synchronization

/// A report on its way to its folder: written beside it, then put in its place in
/// one step, so that readers see the old report or the new one.
///
/// A file that the old report has with the same bytes keeps its time, so that web
/// servers, mirrors and backups see only what changed: it is linked, not written.
///
/// - Note: One run at a time publishes to a folder; the lock goes with the
///   process, however it ends.
package final class Site: Sendable {
  /// In each report; its first line tells that the folder is one.
  static let marker = FilePath.reportMark

  /// Under which what is in the report is hashed: by chance, and the same as in the report that it
  /// replaces.
  package let seed: UInt64

  /// The absolute path of the report.
  package var path: String { target.path }
  /// What is known of the report that is published there now.
  package var published: Manifest? { old?.report?.manifest }
  /// Whether all files of that report are there.
  package let isWhole: Bool

  let target: Target
  private let lock: Lock
  let old: Published?
  let staging: Staging
  /// In which the new report is made; nil where that has a new folder.
  let spare = Mutex<Spare?>(nil)
  private let keep: [ReportPath]
  /// What somebody else has in the report, and is to be carried over.
  let kept: [ReportPath]
  /// What the disk does while pages are made; with one thread all is done in order.
  let writeback = Mutex<Writeback?>(nil)
  let isThreaded: Bool
  /// How many threads look through folders.
  private let disk: Int
  let isRebuilt: Bool
  let base = Atomic<UInt64>(0)
  /// Whether files of the old report could be linked.
  let hasLinks = Atomic(false)
  let user = geteuid()
  let staged = Mutex<[String: (new: Folder, old: Folder?)]>([:])
  let written = Mutex(Written())

  /// Checks what is cheap before what is long: that `output` can be written and that it is a report
  /// of ours, or empty, or not there; and that nothing in it is somebody else's, but for what is
  /// to be kept.
  ///
  /// - Parameters:
  ///   - keep: paths in the report of what is to be kept, with all that is below them.
  ///   - isRebuilt: whether every file is made, also where the old report was made of the same.
  ///   - threads: how many write the new report; more remove what it replaces.
  package init(
    output: String, keep: [String] = [], isRebuilt: Bool = false, threads: Int = 1
  ) throws(WriteError) {
    isThreaded = threads > 1
    self.isRebuilt = isRebuilt
    // The modes of files and folders do not depend on who starts the run.
    umask(0o022)
    target = try Target(output)
    try Site.checkParent(target.parent, output)
    lock = try Lock(target, output)
    old = try Published(target, output)
    seed = old?.report?.contents?.seed ?? .random(in: .min ... .max)
    let keep = keep.map { ReportPath($0) }
    let disk = isThreaded ? 4 * threads : 1
    let belongings = Belongings(contents: old?.report?.contents, keep: keep, successor: nil)
    let others = try old.map { old throws(WriteError) in
      try belongings.others(in: old.folder, output, threads: disk)
    }
    if let strangers = others?.strangers, !strangers.isEmpty {
      throw WriteError(path: output, reason: .strangers(strangers.map(\.text)))
    }
    self.keep = keep
    kept = others?.kept ?? []
    isWhole = others?.own == old?.report?.contents?.count
    self.disk = disk
    staging = Staging(target, keep: keep, threads: disk)
    try staging.clear(like: old?.report?.contents)
  }

  deinit {
    endWriteback()
    staged.withLock { $0 = [:] }
    staging.remove()
  }

  /// What this run and those before left beside the report, as they could not remove it. Says so
  /// once.
  package func takeLeftovers() -> [WriteError] { staging.takeLeftovers() }

  private static func checkParent(_ parent: Folder, _ output: String) throws(WriteError) {
    guard let status = parent.status else {
      throw WriteError(path: output, reason: .system(Folder.why()))
    }
    guard status.st_mode & S_IWOTH == 0 || status.st_mode & S_ISVTX != 0 else {
      throw WriteError(path: output, reason: .openParent)
    }
    guard faccessat(parent.descriptor, ".", W_OK, AT_EACCESS) == 0 else {
      throw WriteError(path: output, reason: .system(Folder.why()))
    }
  }

  /// The bytes of a file of the published report; nil where there is none.
  package func publishedFile(_ name: String) -> [UInt8]? { old?.folder.file(name)?.bytes }

  /// Puts the report in its place.
  package func publish(_ manifest: Manifest) throws(WriteError) {
    guard let root = staged.withLock({ $0[""]?.new }) else { return }
    try carry(to: root, isRepeated: false)
    let contents = written.withLock {
      Contents(
        $0.files, paths: $0.paths, inputs: $0.inputs, seed: seed,
        base: base.load(ordering: .relaxed))
    }
    if let left = spare.withLock({ $0?.removeOthers(than: contents, threads: disk) }) {
      throw WriteError(path: left.path.text, reason: .system(left.why ?? ""))
    }
    let mark = Array(manifest.text.utf8) + contents.bytes
    let same = old?.folder.file(Site.marker, holding: mark)
    _ = try put(mark, to: Site.marker, called: Site.marker, in: (root, old?.folder), same)
    endWriteback()
    // One flush for all files: 0.4 s for 40,000, where one each takes minutes.
    guard platform_syncfs(root.descriptor) == 0 else { throw failure(path) }
    guard fchmod(root.descriptor, old.map { $0.status.st_mode & 0o7777 } ?? 0o755) == 0 else {
      throw failure(path)
    }
    try swap()
    // What came into the old report while the new one was flushed.
    try carry(to: root, isRepeated: true)
    guard fsync(target.parent.descriptor) == 0 else { throw failure(path) }
    staged.withLock { $0 = [:] }
    spare.withLock { $0 = nil }
    if !isSpare || !staging.leaveSpare() { staging.remove() }
  }

  /// Whether the report that was replaced serves as a spare. It is looked through once more, as
  /// somebody may have put something into it.
  private var isSpare: Bool {
    guard let old, wantsSpare, hasLinks.load(ordering: .relaxed),
      let others = try? Belongings(contents: known, keep: keep, successor: nil)
        .others(in: old.folder, path, threads: disk)
    else { return false }
    return others.isEmpty
  }

  private func carry(to root: Folder, isRepeated: Bool) throws(WriteError) {
    guard let old, !kept.isEmpty else { return }
    let carrying = Carrying(from: old.folder, to: root, isRepeated: isRepeated)
    for path in kept { try carrying.carry(path) }
  }

  /// A report changes places with the old one; otherwise there is nothing, or an empty folder.
  private func swap() throws(WriteError) {
    guard let folder = staging.folder?.descriptor else { return }
    let (from, to) = (Staging.report.terminated, target.name.terminated)
    let parent = target.parent.descriptor
    if renameat(folder, from, parent, to) != 0 {
      guard errno == ENOTEMPTY || errno == EEXIST else { throw swapFailure() }
      // What came meanwhile is not ours.
      guard let old, old.report != nil, isStill(old) else {
        throw WriteError(path: path, reason: .replaced)
      }
      guard platform_exchange(folder, from, parent, to) == 0 else { throw swapFailure() }
    }
  }

  private func isStill(_ old: Published) -> Bool {
    target.parent.status(of: target.name.terminated).map {
      $0.st_dev == old.status.st_dev && $0.st_ino == old.status.st_ino
    } ?? false
  }

  private func swapFailure() -> WriteError {
    switch errno {
    case EINVAL, ENOSYS, EXDEV, EBUSY: WriteError(path: path, reason: .noExchange)
    default: failure(path)
    }
  }

  func failure(_ path: String) -> WriteError {
    WriteError(path: path, reason: .system(Folder.why()))
  }

  private func endWriteback() {
    writeback.withLock { writeback in
      writeback?.end()
      writeback = nil
    }
  }
}
