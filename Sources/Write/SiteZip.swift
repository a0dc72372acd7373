import Glibc

extension Site {
  /// Puts all CSVs, which have been written, into one `.zip` of the report. The old report's is kept
  /// where none of them changed: then it is not read, either.
  ///
  /// - Parameters:
  ///   - tables: paths of all CSVs, in an order that follows from what they hold.
  ///   - time: of its entries, in Unix seconds.
  package func zip(
    _ tables: some Sequence<String>, to path: String, time: Int
  ) throws(WriteError) -> (bytes: Int, isNew: Bool) {
    let pathDigest = Contents.digest(of: ReportPath(path), seed: seed)
    let digest = written.withLock { written in
      let sum = withUnsafeBytes(of: written.tables.littleEndian) { Array($0) }
      let digest = Contents.digest(sum, at: pathDigest)
      written.digests.append(digest)
      written.paths.append(pathDigest)
      return digest
    }
    guard let folder = staged.withLock({ $0[""] }) else { return (0, false) }
    let same = folder.old.flatMap { oldZip(path, digest, in: $0) }
    if let old = folder.old, let same, isOlder(same), folder.new.link(path, of: old) {
      return (Int(same.st_size), false)
    }
    let file = openat(
      folder.new.descriptor, path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard file >= 0 else { throw WriteError(path: path, reason: .system(Folder.why())) }
    defer { close(file) }
    try fill(file, path, tables, time)
    var status = stat()
    guard fstat(file, &status) == 0 else {
      throw WriteError(path: path, reason: .system(Folder.why()))
    }
    guard same != nil, let old = folder.old else { return (Int(status.st_size), true) }
    return (Int(status.st_size), try !hasTaken(path, from: old, in: folder.new))
  }

  /// The old report's file, where that is made of the same CSVs and could be ours.
  private func oldZip(_ path: String, _ digest: UInt128, in old: Folder) -> stat? {
    guard let contents = self.old?.report?.contents, contents.seed == seed,
      contents.contains(digest), let status = old.status(of: path),
      status.st_mode & S_IFMT == S_IFREG, status.st_mode & 0o7777 == 0o644,
      status.st_uid == user
    else { return nil }
    return status
  }

  /// Whether nobody can have changed a file since the old report was made.
  private func isOlder(_ status: stat) -> Bool {
    guard let time = old?.report?.time else { return false }
    return (status.st_mtim.tv_sec, status.st_mtim.tv_nsec) < (time.tv_sec, time.tv_nsec)
  }

  /// Of a file that is as young as its report, as those of a few users are, only the bytes tell.
  private func hasTaken(
    _ path: String, from old: Folder, in new: Folder
  ) throws(WriteError) -> Bool {
    guard let (bytes, _) = new.file(path), old.file(path, holding: bytes) != nil else {
      return false
    }
    guard unlinkat(new.descriptor, path, 0) == 0, new.link(path, of: old) else {
      throw WriteError(path: path, reason: .system(Folder.why()))
    }
    return true
  }

  private func fill(
    _ file: Int32, _ path: String, _ tables: some Sequence<String>, _ time: Int
  ) throws(WriteError) {
    func failure() -> WriteError { WriteError(path: path, reason: .system(Folder.why())) }
    guard let zip = Zip(to: file, time: time) else { throw failure() }
    for table in tables {
      let (above, name) = Site.split(table)
      guard let folder = staged.withLock({ $0[above]?.new }), let (bytes, _) = folder.file(name),
        zip.add(bytes, as: table)
      else { throw WriteError(path: table, reason: .system(Folder.why())) }
    }
    guard zip.close() else { throw failure() }
  }
}
