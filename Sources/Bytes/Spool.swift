import Glibc

/// What a pipe gives, in a file: read as often as it takes, and gone with the run.
package final class Spool: Sendable {
  private let file: TemporaryFile
  /// Where the file can be opened.
  package var path: FilePath { FilePath("/proc/self/fd/\(file.descriptor)") }

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
