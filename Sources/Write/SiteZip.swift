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
    if let size = keep(path, digest, from: folder.old, in: folder.new) { return (size, false) }
    let file = openat(
      folder.new.descriptor, path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard file >= 0 else { throw WriteError(path: path, reason: .system(Folder.why())) }
    defer { close(file) }
    try fill(file, path, tables, time)
    var status = stat()
    guard fstat(file, &status) == 0 else {
      throw WriteError(path: path, reason: .system(Folder.why()))
    }
    return (Int(status.st_size), true)
  }

  /// How many bytes the old report's file has, where that is made of the same CSVs.
  private func keep(
    _ path: String, _ digest: UInt128, from old: Folder?, in new: Folder
  ) -> Int? {
    guard let old, let report = self.old?.report, let contents = report.contents,
      contents.seed == seed, contents.contains(digest), let status = old.status(of: path),
      status.st_mode & S_IFMT == S_IFREG, status.st_mode & 0o7777 == 0o644,
      status.st_uid == user,
      (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
        < (report.time.tv_sec, report.time.tv_nsec),
      new.link(path, of: old)
    else { return nil }
    return Int(status.st_size)
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
