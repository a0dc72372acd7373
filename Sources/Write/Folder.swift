import Bytes
import CPlatform
import Glibc

/// A folder held open: what is done below it stays there, whatever its name leads
/// to by now, and the kernel need not walk the whole path for each file.
final class Folder: Sendable {
  let descriptor: Int32

  private init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// nil with `errno` where there is no folder, or `path` ends in a link.
  static func open(_ path: UnsafePointer<CChar>, in folder: Folder? = nil) -> Folder? {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW
    let descriptor = openat(folder?.descriptor ?? AT_FDCWD, path, flags)
    return descriptor < 0 ? nil : Folder(descriptor)
  }

  /// nil with `errno`.
  func make(_ name: UnsafePointer<CChar>, mode: mode_t = 0o755) -> Folder? {
    mkdirat(descriptor, name, mode) == 0 ? Folder.open(name, in: self) : nil
  }

  var isMountPoint: Bool { platform_is_mount_point(descriptor) == 1 }

  var status: stat? {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? status : nil
  }

  /// Of what is called `name` here; a link is not followed. nil with `errno`.
  func status(of name: UnsafePointer<CChar>) -> stat? {
    var status = stat()
    return fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 ? status : nil
  }

  struct Entry: Sendable {
    let name: FileName
    let isFolder: Bool
  }

  /// What is in the folder, in no order; nil with `errno` where that cannot be read.
  var entries: [Entry]? {
    let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0 else { return nil }
    guard let directory = fdopendir(copy) else {
      close(copy)
      return nil
    }
    return FolderEntry.all(in: directory)?.map { entry in
      let name = FileName(entry.name)
      return Entry(name: name, isFolder: isFolder(entry.type, name))
    }
  }

  /// Some file systems do not say what an entry is.
  private func isFolder(_ type: UInt8, _ name: FileName) -> Bool {
    guard type == DT_UNKNOWN else { return type == DT_DIR }
    return status(of: name.terminated).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
  }

  /// Writes a new file; nil with `errno`.
  ///
  /// - Parameter time: what its time of modification is set to.
  func write(
    _ bytes: [UInt8], to name: UnsafePointer<CChar>, time: timespec? = nil
  ) -> stat? {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
    let file = openat(descriptor, name, flags, 0o644)
    guard file >= 0 else { return nil }
    let isWritten =
      bytes.withUnsafeBytes { writeAll($0, to: file) }
      && (time.map { Folder.set($0, file) } ?? true)
    let why = errno
    guard close(file) == 0, isWritten else {
      if !isWritten { errno = why }
      return nil
    }
    // Only now, as file systems of other machines may set the time when a file is closed.
    return status(of: name)
  }

  static func set(_ time: timespec, _ file: Int32) -> Bool {
    futimens(file, [time, time]) == 0
  }

  /// The file `name` when it is a plain file of exactly these bytes.
  func file(_ name: UnsafePointer<CChar>, holding bytes: [UInt8]) -> stat? {
    guard let (file, status) = openFile(name) else { return nil }
    defer { close(file) }
    guard status.st_size == bytes.count, Folder.holds(bytes, file) else { return nil }
    return status
  }

  /// A plain file, to be closed by the caller. nil where there is none, with `errno`, which is 0
  /// where something else has the name. Never waits, should that be a pipe.
  func openFile(_ name: UnsafePointer<CChar>) -> (descriptor: Int32, status: stat)? {
    let file = openat(descriptor, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard file >= 0 else {
      if errno == ELOOP || errno == ENXIO { errno = 0 }
      return nil
    }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(file)
      errno = 0
      return nil
    }
    return (file, status)
  }

  /// All of a plain file; nil as from `openFile`.
  func file(_ name: UnsafePointer<CChar>) -> (bytes: [UInt8], status: stat)? {
    guard let (file, status) = openFile(name) else { return nil }
    defer { close(file) }
    return Folder.read(Int(status.st_size), from: file).map { ($0, status) }
  }

  /// The next `count` bytes of a file, fewer where it ends; nil with `errno`.
  static func read(_ count: Int, from file: Int32) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeMutableBytes { bytes in
        uninterrupted { Glibc.read(file, bytes.baseAddress.map { $0 + done }, bytes.count - done) }
      }
      guard count >= 0 else { return nil }
      // It became shorter meanwhile.
      if count == 0 { bytes.removeLast(bytes.count - done) }
      done += count
    }
    return bytes
  }

  private static func holds(_ bytes: [UInt8], _ file: Int32) -> Bool {
    withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { buffer in
      var done = 0
      while done < bytes.count {
        let count = uninterrupted {
          Glibc.read(file, buffer.baseAddress, min(buffer.count, bytes.count - done))
        }
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

  /// Whether `name` is gone, an empty folder with AT_REMOVEDIR as `flags`; false with `errno`.
  func remove(_ name: FileName, _ flags: Int32) -> Bool {
    unlinkat(descriptor, name.terminated, flags) == 0 || errno == ENOENT
  }

  /// Gives the file `name` a second name here.
  func link(_ name: UnsafePointer<CChar>, of folder: Folder) -> Bool {
    linkat(folder.descriptor, name, descriptor, name, 0) == 0
  }

  static func why() -> String { String(cString: strerror(errno)) }
}
