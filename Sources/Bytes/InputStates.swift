import Glibc

/// What the files of a dump were like before they were read, as far as the disk tells. Of standard
/// input, and of what is no plain file, nothing is known.
package struct InputStates {
  private let paths: [FilePath]
  private let files: [File]

  private struct File: Equatable {
    let path: FilePath
    let inode: UInt64
    let size: Int64
    let seconds: Int
    let nanoseconds: Int

    init?(_ path: FilePath) {
      var status = stat()
      guard stat(path.cString, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
      self.path = path
      inode = UInt64(status.st_ino)
      size = Int64(status.st_size)
      (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
    }
  }

  package init(_ paths: [FilePath]) {
    self.paths = paths
    let sources = (try? InputFiles(paths, archives: true).sources) ?? []
    files = sources.compactMap { File($0.path) }
  }

  /// Whether the same files are there, as they were: of one that is another now, either may have
  /// been read.
  package var areStill: Bool { InputStates(paths).files == files }

  /// A file in which somebody has written since, so that what was read of it may be half of it. One
  /// that only grew was added to, as logs are.
  package var firstOverwritten: FilePath? {
    files.first { file in
      guard let now = File(file.path), now != file, now.inode == file.inode else { return false }
      return now.size <= file.size
    }?.path
  }
}
