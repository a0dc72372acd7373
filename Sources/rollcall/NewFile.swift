import Bytes
import Glibc

/// Files that are written only where there is nothing of that name, not even a link.
enum NewFile {
  /// Makes the folders above it too, and prints what became of it.
  static func write(_ bytes: [UInt8], to path: String) throws {
    try makeFolders(above: path)
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard file >= 0 else {
      guard errno == EEXIST else { throw refused(path, errno) }
      return print(visible("\(path): is there already, and stays as it is"))
    }
    defer { close(file) }
    guard bytes.withUnsafeBytes({ writeAll($0, to: file) }) else {
      let code = errno
      unlink(path)
      throw refused(path, code)
    }
    print(visible(path))
  }

  private static func makeFolders(above path: String) throws {
    let bytes = Array(path.utf8)
    for end in bytes.indices.dropFirst() where bytes[end] == UInt8(ascii: "/") {
      let folder = String(decoding: bytes[..<end], as: UTF8.self)
      guard mkdir(folder, 0o777) != 0 else { continue }
      let code = errno
      guard Files.isFolder(folder) else { throw refused(folder, code) }
    }
  }

  private static func refused(_ path: String, _ code: Int32) -> Failure {
    let why = code == EEXIST ? "is no folder" : String(cString: strerror(code))
    return fail("\(path): \(why); name a folder that you may write to", Exit.badSettings)
  }
}
