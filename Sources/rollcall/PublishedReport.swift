import Bytes
import Glibc
import Mail

/// A published report held open: all files that are read are of one report, also while another is
/// published in its place.
final class PublishedReport {
  /// As the user named it.
  let path: String
  private let descriptor: Int32

  /// What is thrown where the report was replaced, and its old files removed, while it is read.
  struct Gone: Error {}

  init(_ path: String) throws {
    self.path = path
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw fail(
        "\(path): \(String(cString: strerror(errno))); name the folder of a published report",
        Exit.badInput)
    }
  }

  deinit { close(descriptor) }

  func digest() throws -> Digest {
    guard let bytes = try read(Digest.file, atMost: 1 << 24) else {
      throw fail(
        "\(path): no \(Digest.file) in this folder; name the folder of a published report, or build "
          + "it anew", Exit.badInput)
    }
    do throws(DigestError) {
      return try Digest(bytes)
    } catch {
      throw fail("\(path): \(error)", Exit.badInput)
    }
  }

  /// The table's CSV.
  func csv(_ table: Digest.Table) throws -> [UInt8] {
    guard let bytes = try read(table.name + ".csv", atMost: 1 << 30) else { throw Gone() }
    return bytes
  }

  /// nil where there is no such file; one that is no plain file, or has more bytes than `limit`, is
  /// not read.
  private func read(_ name: String, atMost limit: Int) throws -> [UInt8]? {
    let file = openat(descriptor, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard file >= 0 else {
      if errno == ENOENT { return nil }
      throw unreadable(name)
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw unreadable(name) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw fail("\(path)/\(name): not a file; build the report anew", Exit.badInput)
    }
    guard status.st_size <= limit else {
      throw fail(
        "\(path)/\(name): more than \(limit >> 20) MiB, too much for a mail; leave it out, or build "
          + "the report anew", Exit.badInput)
    }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var done = 0
    while done < bytes.count {
      let count = uninterrupted {
        bytes.withUnsafeMutableBytes {
          Glibc.read(file, $0.baseAddress.map { $0 + done }, $0.count - done)
        }
      }
      guard count >= 0 else { throw unreadable(name) }
      guard count > 0 else { throw Gone() }
      done += count
    }
    return bytes
  }

  private func unreadable(_ name: String) -> Failure {
    fail(
      "\(path)/\(name): \(String(cString: strerror(errno))); see to it that it can be read",
      Exit.badInput)
  }
}
