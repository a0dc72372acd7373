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

  private let target: Target
  private let lock: Lock
  let old: Published?
  private let staging: Staging
  /// What somebody else has in the report, and is to be carried over.
  private let kept: [ReportPath]
  private let left = Mutex<[WriteError]>([])
  /// What the disk does while pages are made; with one thread all is done in order.
  private let writeback = Mutex<Writeback?>(nil)
  private let isThreaded: Bool
  private let isRebuilt: Bool
  let user = geteuid()
  let staged = Mutex<[String: (new: Folder, old: Folder?)]>([:])
  let written = Mutex(Written())

  /// What is in the new report, in no order.
  struct Written {
    var digests: [UInt128] = []
    var paths: [UInt64] = []
    var inputs: [Contents.Input] = []
    /// The sum of the digests of all CSVs: whether any of them changed, appeared or went.
    var tables: UInt128 = 0
  }

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
    kept = others?.kept ?? []
    staging = Staging(target, keep: keep, threads: disk)
    let stays = try staging.clear()
    left.withLock { $0 = stays }
  }

  deinit {
    endWriteback()
    staged.withLock { $0 = [:] }
    _ = staging.remove()
  }

  /// What this run and those before left beside the report, as they could not remove it. Says so
  /// once.
  package func takeLeftovers() -> [WriteError] {
    left.withLock { left in
      defer { left = [] }
      return left
    }
  }

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

  /// Begins a new report with its folders, each after the one that it is in.
  package func begin(_ folders: [String]) throws(WriteError) {
    let root = try staging.begin()
    if isThreaded { writeback.withLock { $0 = Writeback(root) } }
    try staged.withLock { staged throws(WriteError) in
      staged[""] = (root, old?.folder)
      for path in folders {
        let (above, name) = Site.split(path)
        guard let outer = staged[above], let folder = outer.new.make(name) else {
          throw failure(path)
        }
        staged[path] = (folder, outer.old.flatMap { Folder.open(name, in: $0) })
      }
    }
    written.withLock {
      $0.paths += folders.map { Contents.digest(of: ReportPath($0), seed: seed) }
    }
  }

  /// Writes a file of the report; false when the old report has the same, which
  /// is then kept. May be called from several threads.
  @discardableResult
  package func write(_ bytes: [UInt8], to path: String) throws(WriteError) -> Bool {
    try write(path, madeOf: nil) { (bytes, nil) }.isNew
  }

  /// The same, of a file that is made only where the old report has none at `path` that was made of
  /// the same: then that stays, unread.
  ///
  /// - Parameters:
  ///   - input: a digest of all that the file is made of, under the seed; nil where that is not known.
  ///   - make: gives the bytes, and the digest under which the next run may keep them.
  /// - Returns: how many bytes it has, and whether the old report lacks them.
  package func write(
    _ path: String, madeOf input: UInt128?, _ make: () -> (bytes: [UInt8], input: UInt128?)
  ) throws(WriteError) -> (bytes: Int, isNew: Bool) {
    let pathDigest = Contents.digest(of: ReportPath(path), seed: seed)
    if let input, let kept = keep(path, madeOf: Contents.digest(input, at: pathDigest)) {
      written.withLock { written in
        written.digests.append(kept.digest)
        written.paths.append(pathDigest)
        written.inputs.append(kept)
      }
      return (Int(clamping: kept.byteCount), false)
    }
    let (bytes, input) = make()
    let digest = Contents.digest(bytes, at: pathDigest)
    written.withLock { written in
      written.digests.append(digest)
      written.paths.append(pathDigest)
      if path.hasSuffix(".csv") { written.tables &+= digest }
      if let input {
        written.inputs.append(
          Contents.Input(
            input: Contents.digest(input, at: pathDigest), digest: digest,
            byteCount: UInt64(bytes.count)))
      }
    }
    return (bytes.count, try write(bytes, to: path, digest))
  }

  /// Links the old report's file where it was made of the same, and nobody has changed it since.
  private func keep(_ path: String, madeOf input: UInt128) -> Contents.Input? {
    guard !isRebuilt, let report = old?.report, let contents = report.contents,
      contents.seed == seed, let known = contents.file(madeOf: input)
    else { return nil }
    let (above, name) = Site.split(path)
    guard let folder = staged.withLock({ $0[above] }), let old = folder.old,
      let status = untouched(name, in: old, report, byteCount: Int(clamping: known.byteCount)),
      isOurs(status), folder.new.link(name, of: old)
    else { return nil }
    return known
  }

  private func write(
    _ bytes: [UInt8], to path: String, _ digest: UInt128?
  ) throws(WriteError) -> Bool {
    let (above, name) = Site.split(path)
    guard let folder = staged.withLock({ $0[above] }) else {
      throw WriteError(path: path, reason: .system(String(cString: strerror(ENOENT))))
    }
    let same = folder.old.flatMap { oldFile(name, in: $0, holding: bytes, digest) }
    if let old = folder.old, let same, isOurs(same), folder.new.link(name, of: old) {
      return false
    }
    if let why = folder.new.write(bytes, to: name, time: same?.st_mtim) {
      throw WriteError(path: path, reason: .system(why))
    }
    writeback.withLock { $0 }?.add(bytes.count)
    return same == nil
  }

  /// The file `name` of the old report where it holds `bytes`: by its digest, or where there is none
  /// or somebody has changed the file since, by reading it.
  private func oldFile(
    _ name: String, in folder: Folder, holding bytes: [UInt8], _ digest: UInt128?
  ) -> stat? {
    guard let digest, let report = old?.report, let contents = report.contents,
      contents.seed == seed
    else {
      return folder.file(name, holding: bytes)
    }
    guard contents.contains(digest) else { return nil }
    return untouched(name, in: folder, report, byteCount: bytes.count)
      ?? folder.file(name, holding: bytes)
  }

  /// The file `name` of the old report where its size and its time say that nobody has changed it
  /// since that was published.
  private func untouched(
    _ name: String, in folder: Folder, _ report: Published.Report, byteCount: Int
  ) -> stat? {
    guard let status = folder.status(of: name), status.st_mode & S_IFMT == S_IFREG,
      status.st_size == byteCount,
      (status.st_mtim.tv_sec, status.st_mtim.tv_nsec) < (report.time.tv_sec, report.time.tv_nsec)
    else { return nil }
    return status
  }

  private func isOurs(_ status: stat) -> Bool {
    status.st_mode & 0o7777 == 0o644 && status.st_uid == user
  }

  /// Puts the report in its place.
  package func publish(_ manifest: Manifest) throws(WriteError) {
    guard let root = staged.withLock({ $0[""]?.new }) else { return }
    try carry(to: root, isRepeated: false)
    let contents = written.withLock {
      Contents($0.digests, paths: $0.paths, inputs: $0.inputs, seed: seed)
    }
    _ = try write(Array(manifest.text.utf8) + contents.bytes, to: Site.marker, nil)
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
    if let stays = staging.remove() { left.withLock { $0.append(stays) } }
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

  private func failure(_ path: String) -> WriteError {
    WriteError(path: path, reason: .system(Folder.why()))
  }

  private func endWriteback() {
    writeback.withLock { writeback in
      writeback?.end()
      writeback = nil
    }
  }

  /// The folder that `path` is in, empty for the root, and its name there.
  static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return ("", path) }
    return (String(path[..<slash]), String(path[path.utf8.index(after: slash)...]))
  }
}
