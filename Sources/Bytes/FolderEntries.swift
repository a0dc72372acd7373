import Glibc

/// Something in a folder: its name, which need not be UTF-8, and what it is: `DT_DIR`, `DT_REG`…, or
/// `DT_UNKNOWN`, as some file systems do not say.
package struct FolderEntry: Sendable {
  package let name: [UInt8]
  package let type: UInt8

  /// What is in a folder that was opened, in no order, `.` and `..` left out; closes it. nil with
  /// `errno` where it cannot be read.
  package static func all(in folder: OpaquePointer) -> [FolderEntry]? {
    var entries: [FolderEntry] = []
    while true {
      errno = 0
      guard let entry = readdir(folder) else { break }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name == Array(".".utf8) || name == Array("..".utf8) { continue }
      entries.append(FolderEntry(name: name, type: entry.pointee.d_type))
    }
    let failure = errno
    closedir(folder)
    errno = failure
    return failure == 0 ? entries : nil
  }
}
