import Glibc
import Hash

// The files of a report on its way, each written, or linked where the old report has the same.
extension Site {
  /// What is in the new report, in no order.
  struct Written {
    var files: [Contents.File] = []
    var paths: [UInt64] = []
    var inputs: [Contents.Input] = []
    /// The digests of all CSVs.
    var tables: [UInt128] = []
  }

  /// Begins a new report with its folders, each after the one that it is in.
  ///
  /// - Parameter base: stands for what all pages have alike. Where the old report has another one,
  ///   each of its files is read before it is taken for the same.
  package func begin(_ folders: [String], base: [UInt8] = []) throws(WriteError) {
    self.base.store(XXH3.shortDigest(of: base, seed: seed), ordering: .relaxed)
    let (root, spare) = try staging.begin(folders, usesSpare: wantsSpare)
    self.spare.withLock { $0 = spare }
    hasLinks.store(spare != nil, ordering: .relaxed)
    if isThreaded { writeback.withLock { $0 = Writeback(root) } }
    try staged.withLock { staged throws(WriteError) in
      staged[""] = (root, old?.folder)
      for path in folders {
        let (above, name) = Site.split(path)
        guard let outer = staged[above], let folder = spare?.folders[path] ?? outer.new.make(name)
        else { throw failure(path) }
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
    let input = input.map { Contents.digest($0, at: pathDigest) }
    let isTable = path.hasSuffix(".csv")
    if let input, let (digest, status) = keep(path, pathDigest, madeOf: input) {
      note(pathDigest, digest, status, input, isTable: isTable)
      return (Int(status.st_size), false)
    }
    let (bytes, made) = make()
    let digest = Contents.digest(bytes, at: pathDigest)
    let (status, isNew) = try write(bytes, to: path, pathDigest, digest)
    note(
      pathDigest, digest, status, made.map { Contents.digest($0, at: pathDigest) },
      isTable: isTable)
    return (bytes.count, isNew)
  }

  /// Adds a file to what is in the report.
  ///
  /// - Parameters:
  ///   - input: the digest, over its path, of what it was made of.
  ///   - isTable: whether it belongs into the archive of all.
  func note(
    _ path: UInt64, _ digest: UInt128, _ status: stat, _ input: UInt128? = nil,
    isTable: Bool = false
  ) {
    let file = Contents.File(digest: digest, state: Contents.state(status, at: path))
    written.withLock { written in
      written.files.append(file)
      written.paths.append(path)
      if isTable { written.tables.append(digest) }
      if let input { written.inputs.append(Contents.Input(input: input, digest: digest)) }
    }
  }

  /// What is known of the old report's files; nil where they are to be read.
  var known: Contents? {
    guard let contents = old?.report?.contents, contents.seed == seed else { return nil }
    return contents
  }

  /// Whether all pages have alike what those of the old report have.
  private var isLikeOld: Bool { known?.base == base.load(ordering: .relaxed) }

  /// Whether a spare may be used, and left: it has the same people as the report, so that nothing of
  /// somebody who left stays, and no files of others, also where the report is in another one.
  var wantsSpare: Bool {
    isLikeOld && !isRebuilt && kept.isEmpty && !target.isInReport
  }

  /// Links the old report's file where it was made of the same, and nobody has changed it since.
  private func keep(
    _ path: String, _ pathDigest: UInt64, madeOf input: UInt128
  ) -> (digest: UInt128, status: stat)? {
    let (above, name) = Site.split(path)
    guard !isRebuilt, let file = known?.file(madeOf: input),
      let folder = staged.withLock({ $0[above] }),
      let status = keep(name, in: folder, file, pathDigest)
    else { return nil }
    return (file.digest, status)
  }

  /// Gives the new report the old one's file of that name; nil where somebody has changed it.
  func keep(
    _ name: String, in folder: (new: Folder, old: Folder?), _ file: Contents.File, _ path: UInt64
  ) -> stat? {
    // In a spare it is the same file, so that its state tells.
    if isSpareUsed, let status = untouched(name, in: folder.new, file, path), isOurs(status) {
      return status
    }
    guard let old = folder.old, let status = untouched(name, in: old, file, path),
      take(status, name, from: old, to: folder.new)
    else { return nil }
    return status
  }

  /// Gives the new report a file of the old one; false where it is not as a new one would be, or the
  /// disk has no links.
  private func take(
    _ status: stat, _ name: String, from old: Folder, to new: Folder
  ) -> Bool {
    guard isOurs(status) else { return false }
    if isSpareUsed, let there = new.status(of: name), there.st_ino == status.st_ino { return true }
    guard makeWay(name, in: new), new.link(name, of: old) else { return false }
    hasLinks.store(true, ordering: .relaxed)
    return true
  }

  /// For a new file; a folder that is not a spare has none of that name. False with `errno`.
  func makeWay(_ name: String, in folder: Folder) -> Bool {
    guard isSpareUsed, unlinkat(folder.descriptor, name, 0) != 0, errno != ENOENT else {
      return true
    }
    // A folder is somebody's, and empty, as nothing in the spare is somebody else's.
    return errno == EISDIR && unlinkat(folder.descriptor, name, AT_REMOVEDIR) == 0
  }

  private var isSpareUsed: Bool { spare.withLock { $0 != nil } }

  private func write(
    _ bytes: [UInt8], to path: String, _ pathDigest: UInt64, _ digest: UInt128
  ) throws(WriteError) -> (status: stat, isNew: Bool) {
    let (above, name) = Site.split(path)
    guard let folder = staged.withLock({ $0[above] }) else {
      throw WriteError(path: path, reason: .system(String(cString: strerror(ENOENT))))
    }
    let file = known?.file(digest)
    if let file, let status = keep(name, in: folder, file, pathDigest) { return (status, false) }
    // Where it is not as it was published, or nothing is known of it, reading it tells.
    let same =
      file == nil && known != nil ? nil : folder.old.flatMap { $0.file(name, holding: bytes) }
    return try put(bytes, to: path, called: name, in: folder, same)
  }

  /// Links the old report's file where that has the same bytes, else writes it.
  func put(
    _ bytes: [UInt8], to path: String, called name: String, in folder: (new: Folder, old: Folder?),
    _ same: stat?
  ) throws(WriteError) -> (status: stat, isNew: Bool) {
    if let old = folder.old, let same, take(same, name, from: old, to: folder.new) {
      return (same, false)
    }
    guard makeWay(name, in: folder.new),
      let status = folder.new.write(bytes, to: name, time: same?.st_mtim)
    else { throw failure(path) }
    writeback.withLock { $0 }?.add(bytes.count)
    return (status, same == nil)
  }

  /// The file `name` of the old report where it is as it was published. Never of one that is as young
  /// as its report, which somebody could have written to at the same moment, nor of any where all is
  /// made anew, as it is when people leave.
  private func untouched(
    _ name: String, in folder: Folder, _ file: Contents.File, _ path: UInt64
  ) -> stat? {
    guard !isRebuilt, isLikeOld,
      let time = old?.report?.time, let status = folder.status(of: name),
      status.st_mode & S_IFMT == S_IFREG, Contents.state(status, at: path) == file.state,
      (status.st_mtim.tv_sec, status.st_mtim.tv_nsec) < (time.tv_sec, time.tv_nsec)
    else { return nil }
    return status
  }

  func isOurs(_ status: stat) -> Bool {
    status.st_mode & 0o7777 == 0o644 && status.st_uid == user
  }

  /// The folder that `path` is in, empty for the root, and its name there.
  static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return ("", path) }
    return (String(path[..<slash]), String(path[path.utf8.index(after: slash)...]))
  }
}
