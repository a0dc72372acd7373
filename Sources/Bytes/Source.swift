import Glibc

/// One input of a dump: a file, plain or gzip, or standard input.
package struct Source: Sendable {
  /// As the contract names it on the quality page.
  package let name: String
  package let path: String
  package var isStandardInput: Bool { path == "-" }

  /// The number of the entry in the archive at `path`; nil where the file itself is meant.
  package let entry: Int?
  /// Where the bytes are of an input that can be read only once.
  private let spool: Spool?

  package init(name: String, path: String, entry: Int? = nil, spool: Spool? = nil) {
    self.name = name
    self.path = path
    self.entry = entry
    self.spool = spool
  }

  /// An entry of the archive that `archive` is.
  package init(name: String, path: String, entry: Int, keeping archive: Source) {
    self.init(name: name, path: path, entry: entry, spool: archive.spool)
  }

  /// The inputs that `arguments` name, in the contract's order.
  ///
  /// With `archives`, those in folders too.
  package static func list(
    _ arguments: [String], archives: Bool = false
  ) throws(InputError) -> [Source] {
    var sources: [Source] = []
    for argument in arguments {
      if argument == "-" {
        sources.append(Source(name: "-", path: "-"))
      } else if isFolder(argument) {
        let files = archives ? filesAndArchives(in: argument) : dumpFiles(in: argument)
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

  package static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Relative paths of the dump files below `folder`, in code-point order; dot
  /// files are skipped, and links to folders are not followed.
  private static func dumpFiles(in folder: String) -> [String] {
    files(in: folder, where: isDumpName)
  }

  /// As the files of a dump, with archives by their names.
  package static func filesAndArchives(in folder: String) -> [String] {
    files(in: folder) { isDumpName($0) || isArchiveName($0) }
  }

  private static func files(in folder: String, where isWanted: (String) -> Bool) -> [String] {
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
        } else if isWanted(name) {
          found.append(prefix + name)
        }
      }
    }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  package static func isArchiveName(_ name: String) -> Bool {
    [".zip", ".tar", ".tar.gz", ".tgz"].contains { name.utf8.ends(with: $0) }
  }

  package static func isDumpName(_ name: String) -> Bool {
    let plain = name.utf8.ends(with: ".gz") ? name.utf8.dropLast(3) : name.utf8[...]
    return [".json", ".ndjson", ".jsonl"].contains { plain.ends(with: $0) }
  }
}

extension BidirectionalCollection<UInt8> {
  package func ends(with suffix: String) -> Bool {
    self.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
  }
}
