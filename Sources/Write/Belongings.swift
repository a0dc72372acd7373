import Glibc
import Synchronization

/// Tells a report's own files from those that somebody else has put into it.
struct Belongings: Sendable {
  /// Of the report; nil where its list is missing, so that nothing is known to be its own.
  let contents: Contents?
  /// What somebody else may put there, with all below it.
  let keep: [ReportPath]
  /// The report that stands instead of this one, and has what was kept.
  let successor: Folder?

  /// What is in a report and not its own, in the order of paths.
  struct Others: Sendable {
    /// To be carried over; a folder stands for all that is in it.
    var kept: [ReportPath] = []
    var strangers: [ReportPath] = []
    /// How many of the report's own files and folders are there beside its mark.
    var own = 0
    /// Whether there are locks of runs to names in the report, which are no strangers.
    var hasLocks = false

    var isEmpty: Bool { kept.isEmpty && strangers.isEmpty && !hasLocks }

    mutating func add(_ others: Others) {
      kept += others.kept
      strangers += others.strangers
      own += others.own
      hasLocks = hasLocks || others.hasLocks
    }
  }

  /// Whether it may be removed with the report.
  func mayGo(_ entry: Folder.Entry, _ folder: Folder, _ path: ReportPath) -> Bool {
    isOwn(entry, folder, path) || Lock.isOne(entry, in: folder)
      || (isKept(path) || entry.isFolder && leadsToKept(path))
        && successor?.status(of: FileName(path.bytes).terminated) != nil
  }

  private func leadsToKept(_ path: ReportPath) -> Bool { keep.contains { $0.isWithin(path) } }

  private func isKept(_ path: ReportPath) -> Bool { keep.contains { path.isWithin($0) } }

  private func isOwn(_ entry: Folder.Entry, _ folder: Folder, _ path: ReportPath) -> Bool {
    if path == ReportPath(Site.marker) { return true }
    guard let contents else { return false }
    if let isOwn = contents.has(path) { return isOwn }
    // A report of rollcall 1.0.0 knows its files by what they hold, and no folders.
    if entry.isFolder { return true }
    return folder.file(entry.name.terminated).map {
      contents.hadOnce($0.bytes, at: path)
    } ?? false
  }

  /// Looks through the report, folder by folder. Throws where one cannot be read, or something is
  /// mounted on it, and where a file of the report is to be kept.
  func others(
    in root: Folder, _ output: String, threads: Int
  ) throws(WriteError) -> Others {
    var others = Others()
    var folders = [ReportPath("")]
    while !folders.isEmpty {
      let found = look(into: folders, root, output, threads)
      if let error = found.error { throw error }
      others.add(found.others)
      folders = found.folders
    }
    others.kept.sort()
    others.strangers.sort()
    return others
  }

  private struct Found: Sendable {
    var others = Others()
    var folders: [ReportPath] = []
    var error: WriteError?

    mutating func add(_ found: Found) {
      others.add(found.others)
      folders += found.folders
      error = error ?? found.error
    }
  }

  private func look(
    into folders: [ReportPath], _ root: Folder, _ output: String, _ threads: Int
  ) -> Found {
    let next = Atomic(0)
    let all = Mutex(Found())
    DiskThread.run(min(threads, folders.count)) {
      while case let index = next.wrappingAdd(1, ordering: .relaxed).oldValue,
        index < folders.count
      {
        let found = look(into: folders[index], root, output)
        all.withLock { $0.add(found) }
      }
    }
    return all.withLock { $0 }
  }

  private func look(into path: ReportPath, _ root: Folder, _ output: String) -> Found {
    var found = Found()
    let name = path.bytes.isEmpty ? FileName(".") : FileName(path.bytes)
    guard let folder = Folder.open(name.terminated, in: root), let entries = folder.entries else {
      let place = path.bytes.isEmpty ? output : "\(output)/\(path.text)"
      found.error = WriteError(path: place, reason: .system(Folder.why()))
      return found
    }
    if !path.bytes.isEmpty, folder.isMountPoint {
      found.error = WriteError(path: "\(output)/\(path.text)", reason: .mounted)
      return found
    }
    for entry in entries {
      let path = path.appending(entry.name)
      if isOwn(entry, folder, path) {
        if path != ReportPath(Site.marker) { found.others.own += 1 }
        if entry.isFolder {
          found.folders.append(path)
        } else if keep.contains(path) {
          found.error = WriteError(path: "\(output)/\(path.text)", reason: .keptIsOurs)
        }
      } else if isKept(path) {
        found.others.kept.append(path)
        if entry.isFolder, Folder.open(entry.name.terminated, in: folder)?.isMountPoint == true {
          found.error = WriteError(path: "\(output)/\(path.text)", reason: .mounted)
        }
      } else if entry.isFolder, leadsToKept(path) {
        found.folders.append(path)
      } else if Lock.isOne(entry, in: folder) {
        // A run to a name in the report leaves its lock there, also where it is refused.
        found.others.hasLocks = true
      } else {
        found.others.strangers.append(path)
      }
    }
    return found
  }
}
