import Bytes
import CPlatform
import Glibc

/// Carries files of somebody else from one report into another as they are: by a further name for
/// the same file where the system allows that, else by a copy, which keeps mode, time and attributes
/// (of rights by lists, say), and the owner if it may.
struct Carrying {
  let from: Folder
  let to: Folder
  /// Whether the other report has been carried to before: what it has stays, but for a copy of what
  /// was written to since.
  let isRepeated: Bool

  func carry(_ path: ReportPath) throws(WriteError) {
    let above = path.parent
    let (from, to) = try folders(at: above)
    try carry(path.name, at: path, from, to)
  }

  /// In both reports; in the new one made where it is not there yet.
  private func folders(at path: ReportPath) throws(WriteError) -> (from: Folder, to: Folder) {
    guard !path.bytes.isEmpty else { return (from, to) }
    let above = try folders(at: path.parent)
    return try folders(path.name, at: path, above.from, above.to)
  }

  private func folders(
    _ name: FileName, at path: ReportPath, _ from: Folder, _ to: Folder
  ) throws(WriteError) -> (from: Folder, to: Folder) {
    guard let old = Folder.open(name.terminated, in: from), let status = old.status else {
      throw failure(path)
    }
    guard !old.isMountPoint else { throw WriteError(path: path.text, reason: .mounted) }
    if let new = to.make(name.terminated, mode: 0o700) {
      fchown(new.descriptor, status.st_uid, status.st_gid)
      guard fchmod(new.descriptor, status.st_mode & 0o7777) == 0,
        platform_copy_attributes(old.descriptor, new.descriptor) == 0
      else { throw failure(path) }
      return (old, new)
    }
    guard errno == EEXIST else { throw failure(path) }
    guard let new = Folder.open(name.terminated, in: to) else { throw inTheWay(path) }
    return (old, new)
  }

  private func carry(
    _ name: FileName, at path: ReportPath, _ from: Folder, _ to: Folder
  ) throws(WriteError) {
    guard let status = from.status(of: name.terminated) else {
      // Somebody has taken it away meanwhile.
      if errno == ENOENT { return }
      throw failure(path)
    }
    if status.st_mode & S_IFMT == S_IFDIR { return try carryFolder(name, at: path, from, to) }
    if to.link(name.terminated, of: from) { return }
    if errno == EEXIST {
      guard isRepeated else { throw inTheWay(path) }
      guard isOutdated(name, status, in: to) else { return }
      guard unlinkat(to.descriptor, name.terminated, 0) == 0 else { throw failure(path) }
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: try copy(name, at: path, from, to)
    case S_IFLNK: try copyLink(name, at: path, from, to)
    default: throw failure(path)
    }
  }

  /// Whether the copy of a file has another time or size than the file has now.
  private func isOutdated(_ name: FileName, _ now: stat, in to: Folder) -> Bool {
    guard now.st_mode & S_IFMT == S_IFREG, let copy = to.status(of: name.terminated) else {
      return false
    }
    return (copy.st_size, copy.st_mtim.tv_sec, copy.st_mtim.tv_nsec)
      != (now.st_size, now.st_mtim.tv_sec, now.st_mtim.tv_nsec)
  }

  private func carryFolder(
    _ name: FileName, at path: ReportPath, _ from: Folder, _ to: Folder
  ) throws(WriteError) {
    let (old, new) = try folders(name, at: path, from, to)
    guard let entries = old.entries else { throw failure(path) }
    for entry in entries {
      try carry(entry.name, at: path.appending(entry.name), old, new)
    }
  }

  private func copy(
    _ name: FileName, at path: ReportPath, _ from: Folder, _ to: Folder
  ) throws(WriteError) {
    guard let (old, status) = from.openFile(name.terminated) else { throw failure(path) }
    defer { close(old) }
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
    let new = openat(to.descriptor, name.terminated, flags, 0o600)
    guard new >= 0 else { throw failure(path) }
    defer { close(new) }
    guard Carrying.copy(old, new) else { throw failure(path) }
    fchown(new, status.st_uid, status.st_gid)
    guard fchmod(new, status.st_mode & 0o7777) == 0, platform_copy_attributes(old, new) == 0,
      Folder.set(status.st_mtim, new)
    else { throw failure(path) }
  }

  /// All that can be read, some at a time, as it may be a film.
  private static func copy(_ old: Int32, _ new: Int32) -> Bool {
    withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { buffer in
      while true {
        let count = uninterrupted { read(old, buffer.baseAddress, buffer.count) }
        guard count > 0 else { return count == 0 }
        guard writeAll(UnsafeRawBufferPointer(rebasing: buffer[..<count]), to: new) else {
          return false
        }
      }
    }
  }

  private func copyLink(
    _ name: FileName, at path: ReportPath, _ from: Folder, _ to: Folder
  ) throws(WriteError) {
    var text = [CChar](repeating: 0, count: 4097)
    let count = readlinkat(from.descriptor, name.terminated, &text, text.count - 1)
    guard count >= 0 else { throw failure(path) }
    text[count] = 0
    guard symlinkat(text, to.descriptor, name.terminated) == 0 else { throw failure(path) }
  }

  private func failure(_ path: ReportPath) -> WriteError {
    WriteError(path: path.text, reason: .carried(Folder.why()))
  }

  private func inTheWay(_ path: ReportPath) -> WriteError {
    WriteError(path: path.text, reason: .keptIsOurs)
  }
}
