import CPlatform
import Glibc

/// An unnamed file in `TMPDIR`, gone with the run: keeps what an input gives only once.
final class TemporaryFile: Sendable {
  let descriptor: Int32
  /// What messages call the input.
  private let input: String

  init(for input: String) throws(InputError) {
    self.input = input
    descriptor = platform_temporary(TemporaryFile.folder)
    guard descriptor >= 0 else { throw TemporaryFile.failure(input) }
  }

  deinit { close(descriptor) }

  func append(_ bytes: UnsafeRawBufferPointer) throws(InputError) {
    guard writeAll(bytes, to: descriptor) else { throw TemporaryFile.failure(input) }
  }

  private static var folder: String { getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp" }

  private static func failure(_ input: String) -> InputError {
    InputError(
      .noCopyOfStandardInput(folder: folder, why: String(cString: strerror(errno))),
      at: Place(file: input, line: 1, column: 1))
  }
}
