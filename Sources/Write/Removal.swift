import Glibc
import Synchronization

/// Removes trees; links in them are not followed, and nothing that is mounted in them is touched.
/// What may not or cannot be removed stays, with the folders that it is in.
final class Removal: Sendable {
  /// What stays and why; of several the first by path.
  struct Left: Sendable {
    let path: ReportPath
    /// nil where it may not be removed.
    let why: String?
  }

  static let mounted = "something is mounted there; unmount it"

  /// How many folders inside one are emptied at a time. That mostly waits for the disk: 40,000
  /// files took two threads 3.0 s, eight 1.3 s.
  private let threads: Int
  private let isException: @Sendable (ReportPath) -> Bool
  private let mayGo: @Sendable (Folder.Entry, Folder, ReportPath) -> Bool
  private let leftover = Mutex<Left?>(nil)

  /// - Parameter isException: whether something stays of which nothing is said.
  init(
    threads: Int, except isException: @escaping @Sendable (ReportPath) -> Bool = { _ in false },
    mayGo: @escaping @Sendable (Folder.Entry, Folder, ReportPath) -> Bool = { _, _, _ in true }
  ) {
    self.threads = threads
    self.isException = isException
    self.mayGo = mayGo
  }

  var left: Left? { leftover.withLock { $0 } }

  /// Removes all that is in `folder` at `path`.
  func empty(_ folder: Folder, at path: ReportPath = ReportPath("")) {
    empty(folder, at: path, threads)
  }

  /// The files of a folder are one thread's, as the kernel locks the folder for each.
  private func empty(_ folder: Folder, at path: ReportPath, _ threads: Int) {
    guard let entries = folder.entries else { return keep(path, Folder.why()) }
    for entry in entries where !entry.isFolder {
      remove(entry, in: folder, at: path.appending(entry.name), 0)
    }
    let folders = entries.filter(\.isFolder)
    guard folders.count >= threads else {
      for entry in folders { removeFolder(entry, in: folder, at: path, threads) }
      return
    }
    let next = Atomic(0)
    DiskThread.run(threads) {
      while case let index = next.wrappingAdd(1, ordering: .relaxed).oldValue,
        index < folders.count
      {
        self.removeFolder(folders[index], in: folder, at: path, 1)
      }
    }
  }

  private func removeFolder(
    _ entry: Folder.Entry, in folder: Folder, at path: ReportPath, _ threads: Int
  ) {
    let path = path.appending(entry.name)
    guard let inner = Folder.open(entry.name.terminated, in: folder) else {
      return keep(path, Folder.why())
    }
    guard !inner.isMountPoint else { return keep(path, Removal.mounted) }
    empty(inner, at: path, threads)
    remove(entry, in: folder, at: path, AT_REMOVEDIR)
  }

  private func remove(
    _ entry: Folder.Entry, in folder: Folder, at path: ReportPath, _ flags: Int32
  ) {
    if isException(path) { return }
    guard mayGo(entry, folder, path) else { return keep(path, nil) }
    // What is still in a folder has been noted.
    if !folder.remove(entry.name, flags), errno != ENOTEMPTY { keep(path, Folder.why()) }
  }

  private func keep(_ path: ReportPath, _ why: String?) {
    leftover.withLock { left in
      if left.map({ path < $0.path }) ?? true { left = Left(path: path, why: why) }
    }
  }
}
