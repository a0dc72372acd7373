import Glibc
import Synchronization

/// A folder held open: what is done below it stays there, whatever its name leads
/// to by now, and the kernel need not walk the whole path for each file.
final class Folder: Sendable {
  let descriptor: Int32

  private init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// nil with `errno` where there is no folder, or `path` ends in a link.
  static func open(_ path: String, in folder: Folder? = nil) -> Folder? {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW
    let descriptor = openat(folder?.descriptor ?? AT_FDCWD, path, flags)
    return descriptor < 0 ? nil : Folder(descriptor)
  }

  /// nil with `errno`.
  func make(_ name: String) -> Folder? {
    mkdirat(descriptor, name, 0o755) == 0 ? Folder.open(name, in: self) : nil
  }

  var status: stat? {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? status : nil
  }

  /// Of what is called `name` here; a link is not followed.
  func status(of name: String) -> stat? {
    var status = stat()
    return fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 ? status : nil
  }

  /// Names of what is in the folder, in no order.
  var names: [String] { entries.map(\.name) }

  private var entries: [(name: String, isFolder: Bool)] {
    let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0, let directory = fdopendir(copy) else { return [] }
    defer { closedir(directory) }
    var entries: [(String, Bool)] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { entries.append((name, entry.pointee.d_type == DT_DIR)) }
    }
    return entries
  }

  /// Removes the tree `name`, links not followed; what cannot be removed stays.
  ///
  /// - Parameter threads: how many folders inside one are emptied at a time.
  func remove(_ name: String, threads: Int) {
    guard unlinkat(descriptor, name, 0) != 0, errno == EISDIR || errno == EPERM else { return }
    if let folder = Folder.open(name, in: self) { folder.empty(threads) }
    unlinkat(descriptor, name, AT_REMOVEDIR)
  }

  /// The files of a folder are one thread's, as the kernel locks the folder for each.
  private func empty(_ threads: Int) {
    let entries = entries
    for entry in entries where !entry.isFolder { remove(entry.name, threads: threads) }
    let folders = entries.filter(\.isFolder).map(\.name)
    guard folders.count >= threads else {
      for name in folders { remove(name, threads: threads) }
      return
    }
    let next = Atomic(0)
    DiskThread.run(threads) {
      while case let index = next.wrappingAdd(1, ordering: .relaxed).oldValue,
        index < folders.count
      {
        self.remove(folders[index], threads: 1)
      }
    }
  }

  /// Writes a new file. Returns nil when it is there, else why it is not.
  ///
  /// - Parameter time: what its time of modification is set to.
  func write(_ bytes: [UInt8], to name: String, time: timespec? = nil) -> String? {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
    let file = openat(descriptor, name, flags, 0o644)
    guard file >= 0 else { return Folder.why() }
    let written = Folder.write(bytes, file) && (time.map { Folder.set($0, file) } ?? true)
    let why = written ? nil : Folder.why()
    return close(file) == 0 ? why : why ?? Folder.why()
  }

  private static func write(_ bytes: [UInt8], _ file: Int32) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(file, $0.baseAddress.map { $0 + done }, $0.count - done)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }

  private static func set(_ time: timespec, _ file: Int32) -> Bool {
    futimens(file, [time, time]) == 0
  }

  /// The file `name` when it is a plain file of exactly these bytes.
  func file(_ name: String, holding bytes: [UInt8]) -> stat? {
    // Never waits, should somebody have put a pipe there.
    let file = openat(descriptor, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_size == bytes.count, Folder.holds(bytes, file)
    else { return nil }
    return status
  }

  private static func holds(_ bytes: [UInt8], _ file: Int32) -> Bool {
    withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { buffer in
      var done = 0
      while done < bytes.count {
        let count = read(file, buffer.baseAddress, min(buffer.count, bytes.count - done))
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        let isSame = bytes.withUnsafeBytes { bytes in
          guard let expected = bytes.baseAddress, let found = buffer.baseAddress else {
            return false
          }
          return memcmp(expected + done, found, count) == 0
        }
        guard isSame else { return false }
        done += count
      }
      return true
    }
  }

  /// Gives the file `name` a second name here.
  func link(_ name: String, of folder: Folder) -> Bool {
    linkat(folder.descriptor, name, descriptor, name, 0) == 0
  }

  static func why() -> String { String(cString: strerror(errno)) }
}
