import Glibc

extension Site {
  /// Puts all CSVs, which have been written, into one `.zip` of the report. The old report's is kept
  /// where neither they nor the time changed: then it is not read, either.
  ///
  /// - Parameters:
  ///   - tables: paths of all CSVs, in an order that follows from what they hold.
  ///   - time: of its entries, in Unix seconds.
  package func zip(
    _ tables: some Sequence<String>, to path: String, time: Int
  ) throws(WriteError) -> (bytes: Int, isNew: Bool) {
    let pathDigest = Contents.digest(of: ReportPath(path), seed: seed)
    let digests = written.withLock { $0.tables }.sorted()
    // Whether any of them changed, appeared or went.
    let made = digests.reduce(UInt128(truncatingIfNeeded: time), &+)
    let digest = Contents.digest(made, at: pathDigest)
    guard let folder = staged.withLock({ $0[""] }) else { return (0, false) }
    let same = known?.file(digest)
    if let same, let status = keep(path, in: folder, same, pathDigest) {
      note(pathDigest, digest, status)
      return (Int(status.st_size), false)
    }
    guard makeWay(path, in: folder.new) else { throw failure(path) }
    let file = openat(
      folder.new.descriptor, path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard file >= 0 else { throw WriteError(path: path, reason: .system(Folder.why())) }
    defer { close(file) }
    try fill(file, path, tables, digests, time)
    var isNew = true
    if same != nil, let old = folder.old { isNew = try !hasTaken(path, from: old, in: folder.new) }
    guard let status = folder.new.status(of: path) else {
      throw WriteError(path: path, reason: .system(Folder.why()))
    }
    note(pathDigest, digest, status)
    return (Int(status.st_size), isNew)
  }

  /// Of a file that is as young as its report, as those of a few users are, or that somebody has
  /// changed, only the bytes tell.
  private func hasTaken(
    _ path: String, from old: Folder, in new: Folder
  ) throws(WriteError) -> Bool {
    guard let (bytes, _) = new.file(path), let status = old.file(path, holding: bytes),
      isOurs(status)
    else { return false }
    guard unlinkat(new.descriptor, path, 0) == 0, new.link(path, of: old) else {
      throw WriteError(path: path, reason: .system(Folder.why()))
    }
    return true
  }

  /// - Parameter digests: of the tables, ascending.
  private func fill(
    _ file: Int32, _ path: String, _ tables: some Sequence<String>, _ digests: [UInt128],
    _ time: Int
  ) throws(WriteError) {
    func failure() -> WriteError { WriteError(path: path, reason: .system(Folder.why())) }
    guard let zip = Zip(to: file, time: time) else { throw failure() }
    // A million files that are not in memory take the disk minutes, one file seconds.
    let oldFile = isRebuilt ? nil : old?.folder.openFile(path)
    defer { if let oldFile { close(oldFile.descriptor) } }
    let before = oldFile.flatMap { ZipReader($0.descriptor, size: Int($0.status.st_size)) }
    for table in tables {
      let (above, name) = Site.split(table)
      let digest = Contents.digest(of: ReportPath(table), seed: seed)
      let same = before?.next(table).flatMap {
        Contents.has(Contents.digest($0, at: digest), in: digests) ? $0 : nil
      }
      guard
        let bytes = same ?? staged.withLock({ $0[above]?.new }).flatMap({ $0.file(name)?.bytes }),
        zip.add(bytes, as: table)
      else { throw WriteError(path: table, reason: .system(Folder.why())) }
    }
    guard zip.close() else { throw failure() }
  }
}
