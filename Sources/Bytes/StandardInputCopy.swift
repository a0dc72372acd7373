/// What standard input has given so far, kept so that places in it can be shown
/// at the end: in a file, so memory stays constant.
package final class StandardInputCopy {
  private var file: TemporaryFile?

  package init() {}

  /// The descriptor to read standard input again from its start.
  package var reread: Int32 { file?.descriptor ?? 0 }

  package func append(_ bytes: UnsafeRawBufferPointer) throws(InputError) {
    try open().append(bytes)
  }

  private func open() throws(InputError) -> TemporaryFile {
    if let file { return file }
    let new = try TemporaryFile(for: "-")
    file = new
    return new
  }
}
