import Glibc

// The files of a report on its way, each written, or linked where the old report has the same.
extension Site {
  /// What is in the new report, in no order.
  struct Written {
    var digests: [UInt128] = []
    var paths: [UInt64] = []
    var inputs: [Contents.Input] = []
    /// The sum of the digests of all CSVs: whether any of them changed, appeared or went.
    var tables: UInt128 = 0
  }

  /// Begins a new report with its folders, each after the one that it is in.
  package func begin(_ folders: [String]) throws(WriteError) {
    let root = try staging.begin()
    if isThreaded { writeback.withLock { $0 = Writeback(root) } }
    try staged.withLock { staged throws(WriteError) in
      staged[""] = (root, old?.folder)
      for path in folders {
        let (above, name) = Site.split(path)
        guard let outer = staged[above], let folder = outer.new.make(name) else {
          throw failure(path)
        }
        staged[path] = (folder, outer.old.flatMap { Folder.open(name, in: $0) })
      }
    }
    written.withLock {
      $0.paths += folders.map { Contents.digest(of: ReportPath($0), seed: seed) }
    }
  }

  /// Writes a file of the report; false when the old report has the same, which
  /// is then kept. May be called from several threads.
  @discardableResult
  package func write(_ bytes: [UInt8], to path: String) throws(WriteError) -> Bool {
    try write(path, madeOf: nil) { (bytes, nil) }.isNew
  }

  /// The same, of a file that is made only where the old report has none at `path` that was made of
  /// the same: then that stays, unread.
  ///
  /// - Parameters:
  ///   - input: a digest of all that the file is made of, under the seed; nil where that is not known.
  ///   - make: gives the bytes, and the digest under which the next run may keep them.
  /// - Returns: how many bytes it has, and whether the old report lacks them.
  package func write(
    _ path: String, madeOf input: UInt128?, _ make: () -> (bytes: [UInt8], input: UInt128?)
  ) throws(WriteError) -> (bytes: Int, isNew: Bool) {
    let pathDigest = Contents.digest(of: ReportPath(path), seed: seed)
    if let input, let kept = keep(path, madeOf: Contents.digest(input, at: pathDigest)) {
      written.withLock { written in
        written.digests.append(kept.digest)
        written.paths.append(pathDigest)
        written.inputs.append(kept)
      }
      return (Int(clamping: kept.byteCount), false)
    }
    let (bytes, input) = make()
    let digest = Contents.digest(bytes, at: pathDigest)
    written.withLock { written in
      written.digests.append(digest)
      written.paths.append(pathDigest)
      if path.hasSuffix(".csv") { written.tables &+= digest }
      if let input {
        written.inputs.append(
          Contents.Input(
            input: Contents.digest(input, at: pathDigest), digest: digest,
            byteCount: UInt64(bytes.count)))
      }
    }
    return (bytes.count, try write(bytes, to: path, digest))
  }

  /// Links the old report's file where it was made of the same, and nobody has changed it since.
  private func keep(_ path: String, madeOf input: UInt128) -> Contents.Input? {
    guard !isRebuilt, let report = old?.report, let contents = report.contents,
      contents.seed == seed, let known = contents.file(madeOf: input)
    else { return nil }
    let (above, name) = Site.split(path)
    guard let folder = staged.withLock({ $0[above] }), let old = folder.old,
      let status = untouched(name, in: old, report, byteCount: Int(clamping: known.byteCount)),
      isOurs(status), folder.new.link(name, of: old)
    else { return nil }
    return known
  }

  func write(
    _ bytes: [UInt8], to path: String, _ digest: UInt128?
  ) throws(WriteError) -> Bool {
    let (above, name) = Site.split(path)
    guard let folder = staged.withLock({ $0[above] }) else {
      throw WriteError(path: path, reason: .system(String(cString: strerror(ENOENT))))
    }
    let same = folder.old.flatMap { oldFile(name, in: $0, holding: bytes, digest) }
    if let old = folder.old, let same, isOurs(same), folder.new.link(name, of: old) {
      return false
    }
    if let why = folder.new.write(bytes, to: name, time: same?.st_mtim) {
      throw WriteError(path: path, reason: .system(why))
    }
    writeback.withLock { $0 }?.add(bytes.count)
    return same == nil
  }

  /// The file `name` of the old report where it holds `bytes`: by its digest, or where there is none
  /// or somebody has changed the file since, by reading it.
  private func oldFile(
    _ name: String, in folder: Folder, holding bytes: [UInt8], _ digest: UInt128?
  ) -> stat? {
    guard let digest, let report = old?.report, let contents = report.contents,
      contents.seed == seed
    else {
      return folder.file(name, holding: bytes)
    }
    guard contents.contains(digest) else { return nil }
    return untouched(name, in: folder, report, byteCount: bytes.count)
      ?? folder.file(name, holding: bytes)
  }

  /// The file `name` of the old report where its size and its time say that nobody has changed it
  /// since that was published.
  private func untouched(
    _ name: String, in folder: Folder, _ report: Published.Report, byteCount: Int
  ) -> stat? {
    guard let status = folder.status(of: name), status.st_mode & S_IFMT == S_IFREG,
      status.st_size == byteCount,
      (status.st_mtim.tv_sec, status.st_mtim.tv_nsec) < (report.time.tv_sec, report.time.tv_nsec)
    else { return nil }
    return status
  }

  private func isOurs(_ status: stat) -> Bool {
    status.st_mode & 0o7777 == 0o644 && status.st_uid == user
  }

  /// The folder that `path` is in, empty for the root, and its name there.
  static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return ("", path) }
    return (String(path[..<slash]), String(path[path.utf8.index(after: slash)...]))
  }
}
