import CPlatform
import Glibc

/// What a pipe gives, in an unnamed file in `TMPDIR`: read as often as it takes, and gone
/// with the run.
package final class Spool: Sendable {
  private let descriptor: Int32
  /// Where the file can be opened.
  package var path: String { "/proc/self/fd/\(descriptor)" }

  /// Takes all bytes of `input`, which messages call `name`.
  package init(of input: Int32, name: String) throws(InputError) {
    descriptor = platform_temporary(Spool.folder)
    guard descriptor >= 0 else { throw Spool.failure(name) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 1)
    defer { buffer.deallocate() }
    while true {
      let count = read(input, buffer.baseAddress, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw InputError(
          .unreadable(String(cString: strerror(errno))), at: Place(file: name, line: 1, column: 1))
      }
      if count == 0 { return }
      try keep(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<count]), name)
    }
  }

  deinit { close(descriptor) }

  private func keep(_ bytes: UnsafeRawBufferPointer, _ name: String) throws(InputError) {
    var done = 0
    while done < bytes.count {
      let count = write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
      guard count > 0 else {
        if errno == EINTR { continue }
        throw Spool.failure(name)
      }
      done += count
    }
  }

  private static var folder: String { getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp" }

  private static func failure(_ name: String) -> InputError {
    InputError(
      .noCopyOfStandardInput(folder: folder, why: String(cString: strerror(errno))),
      at: Place(file: name, line: 1, column: 1))
  }
}
