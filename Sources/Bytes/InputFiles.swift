import Glibc

/// The files that the arguments of a command stand for, in the contract's order. None is opened.
package struct InputFiles: Sendable {
  /// Each with what it stands for.
  package struct Argument: Sendable {
    package let path: FilePath
    package let isFolder: Bool
    package let sources: [Source]
    /// What lies in the folder and is not read.
    package let leftOut: [FilePath]
  }

  package private(set) var arguments: [Argument] = []

  package var sources: [Source] { arguments.flatMap(\.sources) }

  /// With `archives`, those in folders too.
  package init(_ paths: [FilePath], archives: Bool = false) throws(InputError) {
    for path in paths {
      if path != Source.standardInput, InputFiles.isFolder(path) {
        arguments.append(try InputFiles.folder(path, archives: archives))
      } else {
        let source = Source(name: path.name.text, path: path)
        arguments.append(Argument(path: path, isFolder: false, sources: [source], leftOut: []))
      }
    }
  }

  private static func folder(_ path: FilePath, archives: Bool) throws(InputError) -> Argument {
    let found = try DumpFolder(path, archives: archives)
    guard !found.files.isEmpty else {
      throw InputError(.noDumpFiles, at: Place(file: path.text, line: 1, column: 1))
    }
    let sources = found.files.map { Source(name: $0.text, path: path.appending($0)) }
    return Argument(path: path, isFolder: true, sources: sources, leftOut: found.leftOut)
  }

  private static func isFolder(_ path: FilePath) -> Bool {
    var status = stat()
    return stat(path.cString, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
