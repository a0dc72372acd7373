// Takes paths and bytes, gives a published folder; never looks into the bytes.

import CPlatform
import Glibc

/// A report on its way to its folder: written beside it, then exchanged with it
/// in one step, so that readers see the old report or the new one.
///
/// - Note: One run at a time publishes to a folder; the lock goes with the
///   process, however it ends.
package final class Site: @unchecked Sendable {
  /// A folder with this file is a report of ours, and may be replaced.
  static let marker = ".rollcall"

  package let target: String
  private let parent: String
  private let staging: String
  private let lock: Int32
  private var isPublished = false

  /// Checks what is cheap before what is long: that `output` can be written and is
  /// a report of ours, or empty, or not there.
  package init(output: String) throws(WriteError) {
    target = Site.absolute(output)
    let slash = target.utf8.lastIndex(of: UInt8(ascii: "/")) ?? target.utf8.startIndex
    parent = slash == target.utf8.startIndex ? "/" : String(target[..<slash])
    let name = String(target[target.utf8.index(after: slash)...])
    guard !name.isEmpty else { throw WriteError(path: output, reason: .notOurs) }
    guard Site.isFolder(parent) else { throw WriteError(path: output, reason: .noParent) }
    let prefix = parent == "/" ? "/" : parent + "/"
    lock = open("\(prefix).rollcall-\(name).lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard lock >= 0 else { throw WriteError(path: output, reason: .system(Site.why())) }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      close(lock)
      throw WriteError(path: output, reason: .busy)
    }
    staging = "\(prefix).rollcall-\(name).new"
    do throws(WriteError) {
      try checkTarget(output)
      // Left behind by a run that was killed: we hold the lock, so it is nobody's.
      Site.remove(staging)
      guard mkdir(staging, 0o755) == 0 else {
        throw WriteError(path: output, reason: .system(Site.why()))
      }
    } catch {
      close(lock)
      throw error
    }
  }

  deinit {
    if !isPublished { Site.remove(staging) }
    close(lock)
  }

  /// Makes a folder of the report, relative to its root; its parent must exist.
  package func makeFolder(_ path: String) throws(WriteError) {
    guard mkdir("\(staging)/\(path)", 0o755) == 0 || errno == EEXIST else {
      throw WriteError(path: path, reason: .system(Site.why()))
    }
  }

  /// Writes a file of the report. May be called from several threads.
  package func write(_ bytes: [UInt8], to path: String) throws(WriteError) {
    let file = open("\(staging)/\(path)", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw WriteError(path: path, reason: .system(Site.why())) }
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(file, $0.baseAddress.map { $0 + done }, $0.count - done)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let why = Site.why()
        close(file)
        throw WriteError(path: path, reason: .system(why))
      }
      done += count
    }
    guard close(file) == 0 else { throw WriteError(path: path, reason: .system(Site.why())) }
  }

  /// Puts the report in its place.
  package func publish() throws(WriteError) {
    try write(Array("A report made by rollcall; it may be replaced.\n".utf8), to: Site.marker)
    flush()
    if rename(staging, target) != 0 {
      guard errno == ENOTEMPTY || errno == EEXIST else {
        throw WriteError(path: target, reason: .system(Site.why()))
      }
      guard platform_exchange(staging, target) == 0 else {
        throw WriteError(path: target, reason: .noExchange)
      }
      Site.remove(staging)
    }
    isPublished = true
  }

  /// One flush for all files: 0.4 s for 40,000, where one each takes minutes.
  private func flush() {
    let folder = open(staging, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    _ = platform_syncfs(folder)
    close(folder)
  }

  private func checkTarget(_ output: String) throws(WriteError) {
    var status = stat()
    guard lstat(target, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw WriteError(path: output, reason: .isAFile)
    }
    guard access("\(target)/\(Site.marker)", F_OK) == 0 || Site.names(in: target).isEmpty else {
      throw WriteError(path: output, reason: .notOurs)
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func absolute(_ path: String) -> String {
    var path = path
    while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
    if path.utf8.first == UInt8(ascii: "/") { return path }
    var buffer = [CChar](repeating: 0, count: 4096)
    guard getcwd(&buffer, buffer.count) != nil else { return path }
    let folder = String(
      decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    if path == "." { return folder }
    if path.hasPrefix("./") { path.removeFirst(2) }
    return folder == "/" ? "/\(path)" : "\(folder)/\(path)"
  }

  private static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Removes a tree, links not followed; what cannot be removed stays.
  private static func remove(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    if status.st_mode & S_IFMT == S_IFDIR {
      for name in names(in: path) { remove("\(path)/\(name)") }
      rmdir(path)
    } else {
      unlink(path)
    }
  }

  private static func why() -> String { String(cString: strerror(errno)) }
}
