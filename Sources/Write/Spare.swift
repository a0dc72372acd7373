import CPlatform
import Glibc

/// The report before the last, which a run has left for the next one. That brings it up to date and
/// puts it in its place, so that of a file that has not changed in two reports nothing is touched: in
/// a new folder each takes a link, and later the removal of a name, which were a third of the CPU
/// time of a run an hour later.
struct Spare: Sendable {
  let root: Folder
  /// Those that the new report needs and it has, by path.
  let folders: [String: Folder]
  /// The paths that it has.
  private let paths: Contents

  /// nil where it is of no use: where something in it is not its own, or its folders are not as new
  /// ones would be.
  ///
  /// - Parameters:
  ///   - hidden: a new folder, beside the report.
  ///   - folders: of the new report.
  ///   - keep: paths of what somebody else may have in a report.
  init?(
    _ root: Folder, like hidden: Folder, for folders: [String], keep: [ReportPath], threads: Int
  ) {
    guard let new = hidden.status, let contents = Spare.list(root),
      let others = try? Belongings(contents: contents, keep: keep, successor: nil)
        .others(in: root, "", threads: threads),
      others.isEmpty
    else { return nil }
    func isAsNew(_ folder: Folder, _ mode: mode_t) -> Bool {
      guard let status = folder.status else { return false }
      return status.st_uid == new.st_uid && status.st_gid == new.st_gid
        && status.st_mode & 0o7777 == mode
        && platform_same_attributes(folder.descriptor, hidden.descriptor)
    }
    let mode = new.st_mode & 0o7000 | 0o755
    // When it was published, the root got the mode of the one before.
    guard fchmod(root.descriptor, mode) == 0, isAsNew(root, mode) else { return nil }
    var found: [String: Folder] = [:]
    for path in folders {
      if let folder = Folder.open(path, in: root) {
        guard isAsNew(folder, mode) else { return nil }
        found[path] = folder
      } else if errno != ENOENT {
        return nil
      }
    }
    self.root = root
    self.folders = found
    paths = contents.pathsAlone
  }

  /// Of all that is its own; nil where it has lost that.
  static func list(_ root: Folder) -> Contents? {
    try? Published.report(in: root, "")?.contents
  }

  /// Removes what the new report has not. Returns what stays.
  func removeOthers(than new: Contents, threads: Int) -> Removal.Left? {
    let gone = paths.missing(from: new)
    guard gone.count > 0 else { return nil }
    let removal = Removal(threads: threads, except: { gone.has($0) != true })
    removal.empty(root)
    return removal.left
  }
}
