import Bytes
import Glibc

/// Where results go, written without a buffer, so that each failure is known at once.
enum StandardOutput {
  /// Writes all of `bytes`; gives 0, or `errno` of what failed.
  static func write(_ bytes: UnsafeRawBufferPointer) -> Int32 {
    writeAll(bytes, to: STDOUT_FILENO) ? 0 : errno
  }

  /// Why results did not arrive.
  static func failure(_ code: Int32) -> Failure {
    fail("standard output: \(String(cString: strerror(code)))", Exit.badSettings)
  }

  static func print(_ bytes: UnsafeRawBufferPointer) throws {
    let code = write(bytes)
    if code != 0 { throw failure(code) }
  }
}
