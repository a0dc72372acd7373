import Glibc

/// One input of a dump: a file, plain or gzip, or standard input.
package struct Source: Sendable {
  /// As the contract names it on the quality page.
  package let name: String
  package let path: String
  package var isStandardInput: Bool { path == "-" }

  package init(name: String, path: String) {
    self.name = name
    self.path = path
  }

  /// The inputs that `arguments` name, in the contract's order.
  package static func list(_ arguments: [String]) throws(InputError) -> [Source] {
    var sources: [Source] = []
    for argument in arguments {
      if argument == "-" {
        sources.append(Source(name: "-", path: "-"))
      } else if isFolder(argument) {
        let files = dumpFiles(in: argument)
        guard !files.isEmpty else {
          throw InputError(.noDumpFiles, at: Place(file: argument, line: 1, column: 1))
        }
        sources += files.map { Source(name: $0, path: "\(argument)/\($0)") }
      } else {
        let name = argument.utf8.split(separator: UInt8(ascii: "/")).last ?? argument.utf8[...]
        sources.append(Source(name: String(Substring(name)), path: argument))
      }
    }
    return sources
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Relative paths of the dump files below `folder`, in code-point order; dot
  /// files are skipped, and links to folders are not followed.
  private static func dumpFiles(in folder: String) -> [String] {
    var found: [String] = []
    var waiting = [""]
    while let prefix = waiting.popLast() {
      guard let directory = opendir("\(folder)/\(prefix)") else { continue }
      defer { closedir(directory) }
      while let entry = readdir(directory) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) {
          String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        guard name.utf8.first != UInt8(ascii: ".") else { continue }
        var status = stat()
        guard lstat("\(folder)/\(prefix)\(name)", &status) == 0 else { continue }
        if status.st_mode & S_IFMT == S_IFDIR {
          waiting.append("\(prefix)\(name)/")
        } else if isDumpName(name) {
          found.append(prefix + name)
        }
      }
    }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func isDumpName(_ name: String) -> Bool {
    let plain = name.utf8.ends(with: ".gz") ? name.utf8.dropLast(3) : name.utf8[...]
    return [".json", ".ndjson", ".jsonl"].contains { plain.ends(with: $0) }
  }
}

extension BidirectionalCollection<UInt8> {
  package func ends(with suffix: String) -> Bool {
    self.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
  }
}
