import ArgumentParser
import Glibc

/// Files of the site and of the templates, which are small.
enum Files {
  /// nil when there is no such file. One that is there and cannot be read stops the
  /// run: a report without its styles would be worse than none.
  static func read(_ path: String) throws -> [UInt8]? {
    guard let file = fopen(path, "rbe") else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw unreadable(path)
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 {
        guard ferror(file) == 0 else { throw unreadable(path) }
        return bytes
      }
      bytes += buffer[..<count]
    }
  }

  private static func unreadable(_ path: String) -> ExitCode {
    fail(
      "\(path): \(String(cString: strerror(errno))); see to it that it can be read",
      Exit.badSettings)
  }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Names of plain files in `folder`, in code-point order; dot files left out.
  /// None where there is no folder.
  static func names(in folder: String) throws -> [String] {
    guard let directory = opendir(folder) else {
      if errno == ENOENT || errno == ENOTDIR { return [] }
      throw unreadable(folder)
    }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.utf8.first != UInt8(ascii: "."), !isFolder("\(folder)/\(name)") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// `name` beside the working folder, else where `make install` put it.
  static func folder(_ name: String) -> String {
    if isFolder(name) { return name }
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    guard count > 0 else { return name }
    let path = buffer[..<count].map { UInt8(bitPattern: $0) }
    let program = path.split(separator: UInt8(ascii: "/")).dropLast(2)
    let prefix = program.map { "/" + String(decoding: $0, as: UTF8.self) }.joined()
    let installed = "\(prefix)/share/rollcall/\(name)"
    return isFolder(installed) ? installed : name
  }
}
