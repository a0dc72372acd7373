import Bytes
import Glibc

/// Keeps two runs from publishing to one folder, by whatever names they know it: it lies beside
/// that folder. It goes with the process, however it ends.
final class Lock: Sendable {
  private let file: Int32

  init(_ target: Target, _ output: String) throws(WriteError) {
    let name = target.beside("lock")
    file = openat(
      target.parent.descriptor, name.terminated, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else {
      throw WriteError(path: target.path(of: name), reason: .lock(Folder.why()))
    }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      let isHeld = errno == EWOULDBLOCK
      let why = Folder.why()
      throw WriteError(
        path: isHeld ? output : target.path(of: name), reason: isHeld ? .busy : .lock(why))
    }
  }

  /// Whether the entry is the lock of a report beside it: of one that was to be made in this one.
  static func isOne(_ entry: Folder.Entry, in folder: Folder) -> Bool {
    let name = entry.name.bytes
    guard name.starts(with: Target.hidden.utf8), name.ends(with: ".lock"),
      let status = folder.status(of: entry.name.terminated)
    else { return false }
    return status.st_mode & S_IFMT == S_IFREG && status.st_size == 0
  }

  deinit { if file >= 0 { close(file) } }
}
