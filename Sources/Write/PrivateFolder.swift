import Bytes
import Glibc

/// A new folder of files that nobody but their owner may read. It is made beside its
/// name, and gets that when all of it is on the disk: who finds it finds it whole.
/// What a killed run left there the next one removes.
package final class PrivateFolder {
  private let path: String
  private let staging: PrivateStaging
  private var files: [String: Int32] = [:]
  private var isPublished = false

  /// - Parameter path: where nothing is yet, or an empty folder.
  package init(_ path: String) throws(WriteError) {
    let trimmed = path.utf8.reversed().drop { $0 == UInt8(ascii: "/") }.reversed()
    self.path = trimmed.isEmpty ? path : String(decoding: Array(trimmed), as: UTF8.self)
    guard PrivateFolder.isFree(self.path) else { throw WriteError(path: path, reason: .exists) }
    PrivateStaging.removeLeftovers(of: self.path)
    guard let staging = PrivateStaging(self.path) else {
      throw WriteError(path: path, reason: .system(Folder.why()))
    }
    self.staging = staging
  }

  deinit {
    for file in files.values { close(file) }
    if !isPublished { staging.remove() }
  }

  /// Adds to the end of the file `name`, which it makes.
  package func append(_ bytes: [UInt8], to name: String) throws(WriteError) {
    let file = try file(name)
    guard bytes.withUnsafeBytes({ writeAll($0, to: file) }) else { throw failure(name) }
  }

  /// Gives the folder its name.
  package func publish() throws(WriteError) {
    for (name, file) in files where fsync(file) != 0 { throw failure(name) }
    guard fsync(staging.folder.descriptor) == 0 else {
      throw WriteError(path: path, reason: .system(Folder.why()))
    }
    guard rename(staging.path, path) == 0 else {
      let isTaken = [ENOTEMPTY, EEXIST, ENOTDIR].contains(errno)
      throw WriteError(path: path, reason: isTaken ? .exists : .system(Folder.why()))
    }
    isPublished = true
    // So that the name is on the disk as well.
    let parent = Folder.open("\(path)/..")
    if let parent { fsync(parent.descriptor) }
  }

  private static func isFree(_ path: String) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0 else { return true }
    return Folder.open(path)?.entries?.isEmpty ?? false
  }

  private func file(_ name: String) throws(WriteError) -> Int32 {
    if let file = files[name] { return file }
    let file = openat(
      staging.folder.descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw failure(name) }
    files[name] = file
    return file
  }

  private func failure(_ name: String) -> WriteError {
    WriteError(path: "\(path)/\(name)", reason: .system(Folder.why()))
  }
}
