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

  deinit { if file >= 0 { close(file) } }
}
