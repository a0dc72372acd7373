import Glibc

/// What stands where a report is to go: a report, or an empty folder.
struct Published: Sendable {
  let folder: Folder
  let status: stat
  /// nil in an empty folder.
  let report: Report?

  struct Report: Sendable {
    /// nil where words are missing.
    let manifest: Manifest?
    /// nil where they are missing.
    let contents: Contents?
    /// When it was published.
    let time: timespec
  }

  /// nil where there is nothing. Throws where there is what must not be replaced: what cannot be
  /// read is not taken for empty.
  init?(_ target: Target, _ output: String) throws(WriteError) {
    guard let status = target.parent.status(of: target.name.terminated) else {
      if errno == ENOENT { return nil }
      throw WriteError(path: output, reason: .system(Folder.why()))
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw WriteError(path: output, reason: .isAFile)
    }
    guard let folder = Folder.open(target.name.terminated, in: target.parent),
      let entries = folder.entries
    else { throw WriteError(path: output, reason: .system(Folder.why())) }
    guard !folder.isMountPoint else { throw WriteError(path: output, reason: .noExchange) }
    self.folder = folder
    self.status = status
    report = try entries.isEmpty ? nil : Published.report(in: folder, output)
    guard entries.isEmpty || report != nil else {
      throw WriteError(path: output, reason: .notOurs)
    }
    // To take it out of its place, the kernel writes `..` in it.
    guard faccessat(folder.descriptor, ".", W_OK, AT_EACCESS) == 0 else {
      throw WriteError(path: output, reason: .notWritable(Folder.why()))
    }
  }

  /// In bytes, more than it needs.
  private static let manifestLength = 4096

  /// nil where the folder is none.
  static func report(in folder: Folder, _ output: String) throws(WriteError) -> Report? {
    errno = 0
    guard let (file, status) = folder.openFile(Site.marker) else {
      if errno == 0 || errno == ENOENT { return nil }
      throw unreadable(output)
    }
    defer { close(file) }
    // The first line first: what somebody else calls so may be as large as a disk.
    let length = min(Int(status.st_size), Manifest.heading.utf8.count + 1)
    guard let start = Folder.read(length, from: file) else { throw unreadable(output) }
    guard Manifest.begins(start) else { return nil }
    let rest = min(Int(status.st_size) - length, Contents.largest)
    guard let rest = Folder.read(rest, from: file) else { throw unreadable(output) }
    let bytes = start + rest
    return Report(
      manifest: Manifest(String(decoding: bytes.prefix(manifestLength), as: UTF8.self)),
      contents: Contents(endOf: bytes), time: status.st_mtim)
  }

  /// How the list begins of the report in `folder`; nil where there is none.
  static func head(in folder: Folder) -> Contents.Head? {
    guard let (file, _) = folder.openFile(Site.marker) else { return nil }
    defer { close(file) }
    return Folder.read(2 * manifestLength, from: file).flatMap(Contents.head)
  }

  private static func unreadable(_ output: String) -> WriteError {
    WriteError(path: "\(output)/\(Site.marker)", reason: .system(Folder.why()))
  }
}
