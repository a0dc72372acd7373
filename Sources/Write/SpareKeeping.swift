import Glibc

// Where the report that was replaced waits for the next run: in the hidden folder of the run before,
// under a name of its own.
extension Staging {
  private static let suffix = "spare"
  private var spareName: FileName { target.beside(Staging.suffix) }

  /// Finds what the run before has left, and removes it where it is of no use: where it is not of the
  /// same people as the report, or others may look into it. Throws where another run has it.
  ///
  /// - Parameter published: how the list of the report begins that is there now.
  func findSpare(like published: Contents.Head?) throws(WriteError) {
    guard let folder = Folder.open(spareName.terminated, in: target.parent) else {
      switch errno {
      case ENOENT: break
      case ENOTDIR, ELOOP: tell(spareError(.unmarked))
      default: tell(spareError(.leftover(Folder.why())))
      }
      return
    }
    guard isMarked(folder) else { return tell(spareError(.unmarked)) }
    guard Staging.take(folder) else { throw busy }
    guard let published, let root = Folder.open(Staging.report.terminated, in: folder),
      Published.head(in: root) == published, let status = folder.status,
      status.st_uid == geteuid(), status.st_mode & 0o777 == 0o700
    else { return removeSpare(folder) }
    spare.withLock { $0 = folder }
  }

  private func spareError(_ reason: WriteError.Reason) -> WriteError {
    WriteError(path: target.path(of: spareName), reason: reason)
  }

  /// Under another name, so that what stays is not in the way of the next one.
  private func removeSpare(_ folder: Folder) {
    // Without its list nobody knows what in it is somebody else's.
    if let root = Folder.open(Staging.report.terminated, in: folder), Spare.list(root) == nil {
      return tell(spareError(.unmarked))
    }
    let (parent, name) = (target.parent.descriptor, freshName())
    guard renameat(parent, spareName.terminated, parent, name.terminated) == 0 else {
      if errno != ENOENT { tell(spareError(.leftover(Folder.why()))) }
      return
    }
    remove(name)
  }

  /// Moves the spare into the hidden folder of this run: from now on it is an unfinished report. nil
  /// where there is none that is of use; then it is removed.
  func takeSpare(
    into hidden: Folder, for folders: [String], isWanted: Bool
  ) throws(WriteError) -> Spare? {
    let found = spare.withLock { spare in
      defer { spare = nil }
      return spare
    }
    guard let found else { return nil }
    guard isWanted, found.entries?.count == 2,
      let root = Folder.open(Staging.report.terminated, in: found),
      let spare = Spare(root, like: hidden, for: folders, keep: keep, threads: threads),
      renameat(
        found.descriptor, Staging.report.terminated, hidden.descriptor, Staging.report.terminated)
        == 0
    else {
      removeSpare(found)
      return nil
    }
    // Whatever ends the run from here on, nobody takes it for a report again.
    guard root.remove(FileName(Site.marker), 0) else { throw failure() }
    remove(spareName)
    return spare
  }

  /// Leaves what was replaced as a spare; false where something else has its name.
  func leaveSpare() -> Bool {
    made.withLock { made in
      guard let hidden = made else { return false }
      let parent = target.parent.descriptor
      guard renameat(parent, hidden.name.terminated, parent, spareName.terminated) == 0 else {
        return false
      }
      made = nil
      return true
    }
  }
}
