import Bytes
import Glibc

/// Files of the site and of the templates, which are small.
enum Files {
  /// nil when there is no such file. One that is there and cannot be read stops the
  /// run: a report without its styles would be worse than none, and one without its
  /// settings would name people who are to be left out.
  static func read(_ path: String) throws -> [UInt8]? {
    // A pipe that nobody writes to must not be waited for.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard file >= 0 else {
      if isAbsent(path) { return nil }
      throw unreadable(path)
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw unreadable(path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw fail("\(path): not a file; put a file there, or nothing", Exit.badSettings)
    }
    return try bytes(of: file, path)
  }

  private static func bytes(of file: Int32, _ path: String) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = uninterrupted { Glibc.read(file, &buffer, buffer.count) }
      guard count >= 0 else { throw unreadable(path) }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }

  /// Whether the call that just failed for `path` did so because there is nothing of
  /// that name, not even a link that leads nowhere.
  private static func isAbsent(_ path: String) -> Bool {
    guard errno == ENOENT || errno == ENOTDIR else { return false }
    var status = stat()
    return lstat(path, &status) != 0
  }

  private static func unreadable(_ path: String) -> Failure {
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
    try entries(of: folder).filter { !isFolder("\(folder)/\($0)") }
  }

  private static func folders(in folder: String) throws -> [String] {
    try entries(of: folder).filter { isFolder("\(folder)/\($0)") }
  }

  private static func entries(of folder: String) throws -> [String] {
    guard let directory = opendir(folder) else {
      if isAbsent(folder) { return [] }
      throw unreadable(folder)
    }
    guard let entries = FolderEntry.all(in: directory) else { throw unreadable(folder) }
    return try entries.map { try name($0, in: folder) }
      .filter { $0.utf8.first != UInt8(ascii: ".") }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func name(_ entry: FolderEntry, in folder: String) throws -> String {
    guard let name = String(validating: entry.name, as: UTF8.self) else {
      let shown = String(decoding: entry.name, as: UTF8.self)
      throw fail("\(folder)/\(shown): the name is not UTF-8; rename it", Exit.badSettings)
    }
    return name
  }

  /// The files of several folders, by name: of those with one name, that in the last folder
  /// that has it. In code-point order; folders that are not there have none, and none may have
  /// folders in it, which would not be in the report.
  static func layered(
    _ folders: [String]
  ) throws -> [(name: String, path: String, bytes: [UInt8])] {
    var paths: [String: String] = [:]
    for folder in folders {
      if let inner = try Self.folders(in: folder).first {
        throw fail(
          "\(folder)/\(inner): a folder; put its files into \(folder) itself", Exit.badSettings)
      }
      for name in try names(in: folder) { paths[name] = "\(folder)/\(name)" }
    }
    return try paths.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      .compactMap { name, path in try read(path).map { (name, path, $0) } }
  }

  /// The program's own folder `name`: where `make install` put it, else in the checkout that the
  /// program was built in, else in the working folder.
  static func shipped(_ name: String) -> String { installed(name) ?? checkedOut(name) ?? name }

  /// The folder `name` in the checkout that the program was built in; nil where it was not.
  private static func checkedOut(_ name: String) -> String? {
    guard let build = program.firstRange(of: Array("/.build/".utf8)) else { return nil }
    let folder = "\(String(decoding: program[..<build.lowerBound], as: UTF8.self))/\(name)"
    return isFolder(folder) ? folder : nil
  }

  /// `name` in the working folder, else where `make install` put it.
  static func folder(_ name: String) throws -> String {
    var status = stat()
    if stat(name, &status) == 0 {
      if status.st_mode & S_IFMT == S_IFDIR { return name }
    } else if !isAbsent(name) {
      throw unreadable(name)
    }
    return installed(name) ?? name
  }

  /// The folder `name` where `make install` puts it; nil where it is not there.
  static func installed(_ name: String) -> String? {
    let folders = program.split(separator: UInt8(ascii: "/")).dropLast(2)
    let prefix = folders.map { "/" + String(decoding: $0, as: UTF8.self) }.joined()
    let installed = "\(prefix)/share/rollcall/\(name)"
    return program.isEmpty || !isFolder(installed) ? nil : installed
  }

  /// The path of the program; empty where the system does not tell it.
  private static var program: [UInt8] {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    return buffer[..<max(0, count)].map { UInt8(bitPattern: $0) }
  }
}
