// Takes paths and bytes, gives a published folder; never looks into the bytes.

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
  /// A folder with this file is a report of ours, and may be replaced.
  static let marker = ".rollcall"

  /// The absolute path of the report.
  package var path: String { target.path }
  /// What is known of the report that is published there now.
  package let published: Manifest?

  private let target: Target
  private let parent: Folder
  private let old: Folder?
  /// What the files of the old report held when it was published, and when that was.
  private let oldContents: (contents: Contents, time: timespec)?
  private let lock: Int32
  /// What the disk does while pages are made; with one thread all is done in order.
  private let writeback = Mutex<Writeback?>(nil)
  private let isThreaded: Bool
  /// Removing mostly waits for the disk: 40,000 files took two threads 3.0 s, eight 1.3 s.
  private let removers: Int
  private let user = geteuid()
  private let staged = Mutex<[String: (new: Folder, old: Folder?)]>([:])
  private let digests = Mutex<[UInt128]>([])

  /// Checks what is cheap before what is long: that `output` can be written and
  /// that it is a report of ours, or empty, or not there. `isForced` takes
  /// whatever is there for a report, but for the home folder.
  ///
  /// - Parameter threads: how many write the new report; more remove what it replaces.
  package init(output: String, isForced: Bool = false, threads: Int = 1) throws(WriteError) {
    isThreaded = threads > 1
    removers = isThreaded ? 4 * threads : 1
    // The modes of files and folders do not depend on who starts the run.
    umask(0o022)
    target = try Target(output)
    guard let parent = Folder.open(target.parent + "/."), let status = parent.status else {
      throw WriteError(path: output, reason: .noParent)
    }
    self.parent = parent
    guard status.st_mode & S_IWOTH == 0 || status.st_mode & S_ISVTX != 0 else {
      throw WriteError(path: output, reason: .openParent)
    }
    guard faccessat(parent.descriptor, ".", W_OK, AT_EACCESS) == 0 else {
      throw WriteError(path: output, reason: .system(Folder.why()))
    }
    lock = try Site.lock(target, output)
    old = Folder.open(target.folder)
    let marker = old.flatMap { $0.file(Site.marker) }
    published = marker.flatMap { Manifest(String(decoding: $0.bytes.prefix(4096), as: UTF8.self)) }
    oldContents = marker.flatMap { marker in
      Contents(endOf: marker.bytes).map { ($0, marker.status.st_mtim) }
    }
    try checkTarget(output, isForced)
    try clear()
  }

  deinit {
    endWriteback()
    staged.withLock { $0 = [:] }
    parent.remove(Target.name(of: target.staging), threads: removers)
    close(lock)
  }

  private static func lock(_ target: Target, _ output: String) throws(WriteError) -> Int32 {
    let lock = open(target.lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard lock >= 0 else { throw WriteError(path: output, reason: .system(Folder.why())) }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      close(lock)
      throw WriteError(path: output, reason: .busy)
    }
    return lock
  }

  private func checkTarget(_ output: String, _ isForced: Bool) throws(WriteError) {
    guard let status = parent.status(of: Target.name(of: target.folder)) else { return }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw WriteError(path: output, reason: .isAFile)
    }
    guard let old else { throw WriteError(path: output, reason: .system(Folder.why())) }
    guard status.st_dev == parent.status?.st_dev else {
      throw WriteError(path: output, reason: .noExchange)
    }
    let home = getenv("HOME").map { String(cString: $0) } ?? ""
    guard old.isReport || isForced && !"\(home)/".utf8.starts(with: "\(target.folder)/".utf8)
    else { throw WriteError(path: output, reason: .notOurs) }
  }

  /// Removes what a run left that was killed: we hold the lock, so it is nobody's.
  private func clear() throws(WriteError) {
    parent.remove(Target.name(of: target.staging), threads: removers)
    guard let link = target.link else { return }
    unlink(link.staging)
    guard let left = Folder.open(target.twin) else { return }
    guard left.isReport else { throw WriteError(path: target.twin, reason: .notOurs) }
    remove(target.twin)
  }

  /// Removes a report. A run that is killed meanwhile leaves nothing that the next
  /// could take for somebody else's.
  private func remove(_ report: String) {
    guard rename(report, target.staging) == 0 else { return }
    parent.remove(Target.name(of: target.staging), threads: removers)
  }

  /// Begins a new report with its folders, each after the one that it is in.
  package func begin(_ folders: [String]) throws(WriteError) {
    let name = Target.name(of: target.staging)
    guard mkdirat(parent.descriptor, name, 0o700) == 0, let root = Folder.open(name, in: parent)
    else { throw failure(path) }
    if isThreaded { writeback.withLock { $0 = Writeback(root) } }
    try staged.withLock { staged throws(WriteError) in
      staged[""] = (root, old)
      for path in folders {
        let (above, name) = Site.split(path)
        guard let outer = staged[above], let folder = outer.new.make(name) else {
          throw failure(path)
        }
        staged[path] = (folder, outer.old.flatMap { Folder.open(name, in: $0) })
      }
    }
  }

  /// Writes a file of the report; false when the old report has the same, which
  /// is then kept. May be called from several threads.
  @discardableResult
  package func write(_ bytes: [UInt8], to path: String) throws(WriteError) -> Bool {
    let digest = Contents.digest(bytes, at: path)
    digests.withLock { $0.append(digest) }
    return try write(bytes, to: path, digest)
  }

  private func write(
    _ bytes: [UInt8], to path: String, _ digest: UInt128?
  ) throws(WriteError) -> Bool {
    let (above, name) = Site.split(path)
    guard let folder = staged.withLock({ $0[above] }) else {
      throw WriteError(path: path, reason: .system(String(cString: strerror(ENOENT))))
    }
    let same = folder.old.flatMap { oldFile(name, in: $0, holding: bytes, digest) }
    if let old = folder.old, let same, same.st_mode & 0o7777 == 0o644, same.st_uid == user,
      folder.new.link(name, of: old)
    {
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
    guard let digest, let old = oldContents else { return folder.file(name, holding: bytes) }
    guard old.contents.contains(digest) else { return nil }
    if let status = folder.status(of: name), status.st_mode & S_IFMT == S_IFREG,
      status.st_size == bytes.count,
      (status.st_mtim.tv_sec, status.st_mtim.tv_nsec) < (old.time.tv_sec, old.time.tv_nsec)
    {
      return status
    }
    return folder.file(name, holding: bytes)
  }

  /// Puts the report in its place.
  package func publish(_ manifest: Manifest) throws(WriteError) {
    let contents = Contents(digests.withLock { $0 })
    _ = try write(Array(manifest.text.utf8) + contents.bytes, to: Site.marker, nil)
    guard let root = staged.withLock({ $0[""]?.new }) else { return }
    endWriteback()
    // One flush for all files: 0.4 s for 40,000, where one each takes minutes.
    guard platform_syncfs(root.descriptor) == 0 else { throw failure(path) }
    let mode = old?.status.map { $0.st_mode & 0o7777 } ?? 0o755
    guard fchmod(root.descriptor, mode) == 0 else { throw failure(path) }
    if let link = target.link, old != nil {
      try replace(link)
    } else {
      try replaceFolder()
    }
    // By now the old report.
    parent.remove(Target.name(of: target.staging), threads: removers)
  }

  private func replaceFolder() throws(WriteError) {
    if rename(target.staging, target.folder) != 0 {
      guard errno == ENOTEMPTY || errno == EEXIST else { throw swapFailure() }
      guard platform_exchange(target.staging, target.folder) == 0 else { throw swapFailure() }
    }
    guard fsync(parent.descriptor) == 0 else { throw failure(path) }
  }

  /// The new report stands beside the old one; then a fresh link to it replaces
  /// the link.
  private func replace(_ link: Target.Link) throws(WriteError) {
    let twin = Target.name(of: target.twin)
    guard rename(target.staging, target.twin) == 0 else { throw swapFailure() }
    guard symlink(link.text(for: twin), link.staging) == 0, rename(link.staging, link.path) == 0
    else {
      let error = swapFailure()
      unlink(link.staging)
      remove(target.twin)
      throw error
    }
    guard let above = Folder.open(Target.parent(of: link.path) + "/."),
      fsync(above.descriptor) == 0
    else { throw failure(path) }
    remove(target.folder)
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
  private static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return ("", path) }
    return (String(path[..<slash]), String(path[path.utf8.index(after: slash)...]))
  }
}

extension Folder {
  fileprivate var isReport: Bool {
    let names = names
    return names.isEmpty || names.contains(Site.marker)
  }

  /// nil where there is no plain file of that name, or it cannot be read.
  fileprivate func file(_ name: String) -> (bytes: [UInt8], status: stat)? {
    let file = openat(descriptor, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeMutableBytes {
        read(file, $0.baseAddress.map { $0 + done }, $0.count - done)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return nil }
      done += count
    }
    return (bytes, status)
  }
}
