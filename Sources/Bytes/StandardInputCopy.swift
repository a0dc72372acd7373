import CPlatform
import Glibc

/// What standard input has given so far, kept so that places in it can be shown
/// at the end: an unnamed file in `TMPDIR`, so memory stays constant.
package final class StandardInputCopy {
  private var descriptor: Int32?

  package init() {}

  /// The descriptor to read standard input again from its start.
  package var reread: Int32 { descriptor ?? 0 }

  deinit {
    if let descriptor { close(descriptor) }
  }

  package func append(_ bytes: UnsafeRawBufferPointer) throws(InputError) {
    let file = try open()
    var done = 0
    while done < bytes.count {
      let count = uninterrupted {
        write(file, bytes.baseAddress.map { $0 + done }, bytes.count - done)
      }
      guard count > 0 else { throw failure() }
      done += count
    }
  }

  private func open() throws(InputError) -> Int32 {
    if let descriptor { return descriptor }
    let file = platform_temporary(StandardInputCopy.folder)
    guard file >= 0 else { throw failure() }
    descriptor = file
    return file
  }

  private static var folder: String { getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp" }

  private func failure() -> InputError {
    let why = String(cString: strerror(errno))
    return InputError(
      .noCopyOfStandardInput(folder: StandardInputCopy.folder, why: why),
      at: Place(file: "-", line: 1, column: 1))
  }
}
