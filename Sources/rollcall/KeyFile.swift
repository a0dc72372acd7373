import Bytes
import Glibc
import Ingest

/// A file with a secret key, which nobody but its owner may read.
enum KeyFile {
  private static let longest = 4096

  /// All bytes of the file at `path`.
  static func read(_ path: String) throws -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
    guard file >= 0 else { throw unreadable(path) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw unreadable(path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw fail("\(path): not a file; name the file with the key", Exit.badSettings)
    }
    // 0600, or 0400.
    guard status.st_mode & 0o177 == 0 else {
      let mode = String(status.st_mode & 0o777, radix: 8)
      throw fail(
        "\(path): the mode of a file with a key must be 600, and is \(mode); "
          + "run chmod 600 on it, and make a new key if others may have read this one",
        Exit.badSettings)
    }
    var bytes = [UInt8](repeating: 0, count: longest + 1)
    var count = 0
    while count < bytes.count {
      let more = bytes.withUnsafeMutableBytes { bytes in
        uninterrupted {
          pread(file, bytes.baseAddress.map { $0 + count }, bytes.count - count, off_t(count))
        }
      }
      guard more >= 0 else { throw unreadable(path) }
      if more == 0 { break }
      count += more
    }
    guard (Pseudonyms.shortestKey...longest).contains(count) else {
      throw fail(
        "\(path): a key has \(Pseudonyms.shortestKey) to \(longest) bytes, this one "
          + "\(count > longest ? "more" : String(count)); make one with: openssl rand -out \(path) 48",
        Exit.badSettings)
    }
    return Array(bytes[..<count])
  }

  private static func unreadable(_ path: String) -> Failure {
    fail(
      "\(path): \(String(cString: strerror(errno))); see to it that it can be read",
      Exit.badSettings)
  }
}
