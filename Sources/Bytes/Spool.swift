import Glibc
import Synchronization

/// What a pipe gives, in a file: read as often as it takes, and gone with the run.
package final class Spool: Sendable {
  private let file: TemporaryFile
  /// Where the file can be opened.
  package var path: FilePath { FilePath("/proc/self/fd/\(file.descriptor)") }

  /// Takes what `fill` hands on, of what messages call `name`.
  package init(
    name: String, _ fill: (@escaping @Sendable ([UInt8]) -> Void) throws(InputError) -> Void
  ) throws(InputError) {
    let file = try TemporaryFile(for: name)
    let failure = Mutex<InputError?>(nil)
    try fill { bytes in
      failure.withLock { failure in
        guard failure == nil else { return }
        failure = bytes.withUnsafeBytes { bytes in
          do throws(InputError) { try file.append(bytes) } catch { return error }
          return nil
        }
      }
    }
    if let failure = failure.withLock({ $0 }) { throw failure }
    self.file = file
  }

  /// Takes all bytes of `input`, which messages call `name`.
  package init(of input: Int32, name: String) throws(InputError) {
    file = try TemporaryFile(for: name)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 1)
    defer { buffer.deallocate() }
    while true {
      let count = uninterrupted { read(input, buffer.baseAddress, buffer.count) }
      guard count >= 0 else {
        throw InputError(
          .unreadable(String(cString: strerror(errno))), at: Place(file: name, line: 1, column: 1))
      }
      if count == 0 { return }
      try file.append(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<count]))
    }
  }
}
