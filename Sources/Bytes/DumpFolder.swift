import Glibc

/// What lies below a folder that is given as a dump. Only names are looked at.
struct DumpFolder {
  /// Paths of the dump's files, relative to the folder, in the order of their bytes.
  private(set) var files: [FilePath] = []
  /// What else there is: files with other names, folders with a report, and links to folders, which
  /// are not followed.
  /// Names that begin with a dot are hidden, and no part of a folder; so is macOS's `__MACOSX`.
  private(set) var leftOut: [FilePath] = []
  private let folder: FilePath
  private let archives: Bool

  /// Looks through `folder` and the folders in it; one that cannot be read stops the run, as what
  /// is in it would be missing from the figures. With `archives`, those are files of the dump too.
  init(_ folder: FilePath, archives: Bool) throws(InputError) {
    self.folder = folder
    self.archives = archives
    var waiting: [FilePath?] = [nil]
    while let prefix = waiting.popLast() {
      let names = try names(in: prefix)
      // A report in the folder of its dump is none of its files.
      if let prefix, names.contains(FilePath(FilePath.reportMark)) {
        leftOut.append(prefix)
        continue
      }
      for name in names where !name.isHidden {
        let path = prefix?.appending(name) ?? name
        switch try kind(of: path) {
        case .folder: waiting.append(path)
        case .file where isWanted(name): files.append(path)
        case .file, .linkToFolder: leftOut.append(path)
        }
      }
    }
    files.sort()
    leftOut.sort()
  }

  private enum Kind { case folder, file, linkToFolder }

  /// Where it has a dump's name it must be a file that can be read; what else has another name
  /// is never opened, and may be anything.
  private func kind(of path: FilePath) throws(InputError) -> Kind {
    var status = stat()
    guard lstat(folder.appending(path).cString, &status) == 0 else { throw unreadable(path) }
    let isLink = status.st_mode & S_IFMT == S_IFLNK
    if isLink, stat(folder.appending(path).cString, &status) != 0 {
      guard isWanted(path) else { return .file }
      throw unreadable(path)
    }
    return status.st_mode & S_IFMT == S_IFDIR ? isLink ? .linkToFolder : .folder : .file
  }

  private func names(in path: FilePath?) throws(InputError) -> [FilePath] {
    guard let directory = opendir((path.map(folder.appending) ?? folder).cString),
      let entries = FolderEntry.all(in: directory)
    else { throw unreadable(path) }
    return entries.map { FilePath(bytes: $0.name) }
  }

  private func unreadable(_ path: FilePath?) -> InputError {
    let why = String(cString: strerror(errno))
    let whole = path.map(folder.appending) ?? folder
    return InputError(.unreadable(why), at: Place(file: whole.text, line: 1, column: 1))
  }

  private func isWanted(_ name: FilePath) -> Bool {
    name.isDumpName || archives && name.isArchiveName
  }
}

extension FilePath {
  fileprivate var isHidden: Bool {
    bytes.first == UInt8(ascii: ".") || bytes.elementsEqual("__MACOSX".utf8)
  }

  package var isDumpName: Bool {
    let plain = bytes.ends(with: ".gz") ? bytes.dropLast(3) : bytes[...]
    return [".json", ".ndjson", ".jsonl"].contains { plain.ends(with: $0) }
  }

  fileprivate var isArchiveName: Bool {
    [".zip", ".tar", ".tar.gz", ".tgz"].contains { bytes.ends(with: $0) }
  }
}
