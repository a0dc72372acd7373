import Glibc

/// Where a report goes: a folder, or a link to one. All paths are absolute.
struct Target {
  /// As named by `--output`.
  let path: String
  /// The link that is to lead to the new report; nil where a folder is replaced.
  let link: Link?
  /// The folder that holds the report now, or will.
  let folder: String

  struct Link {
    let path: String
    /// Where it leads, in its own words, which may be relative to where it is.
    let text: String

    /// A fresh link beside it, which then takes its place.
    var staging: String { Target.beside(path, ".rollcall-\(Target.name(of: path)).new") }

    /// Its words with another name at their end.
    func text(for name: String) -> String {
      guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) else { return name }
      return text[...slash] + name
    }
  }

  var parent: String { Target.parent(of: folder) }

  /// Hidden, beside the folder, so that it lies on the same file system; the same
  /// for both twins.
  var staging: String {
    let first = link != nil && isSecond ? twin : folder
    return Target.beside(folder, ".rollcall-\(Target.name(of: first)).new")
  }

  /// Outside of what is swapped; the same for all ways to write `path`.
  var lock: String { Target.beside(path, ".rollcall-\(Target.name(of: path)).lock") }

  /// The name that a link leads to in turn with `folder`.
  var twin: String {
    isSecond ? String(Substring(folder.utf8.dropLast(2))) : folder + ".2"
  }

  private var isSecond: Bool { folder.utf8.suffix(2).elementsEqual(".2".utf8) }

  init(_ output: String) throws(WriteError) {
    path = Target.absolute(output)
    guard !Target.name(of: path).isEmpty else { throw WriteError(path: output, reason: .notOurs) }
    var folder = path
    var link: Link?
    // As many as the kernel follows (path_resolution(7)).
    for _ in 0...40 {
      guard let text = Target.text(ofLink: folder) else {
        self.folder = folder
        self.link = link
        return
      }
      link = Link(path: folder, text: text)
      folder = text.utf8.first == UInt8(ascii: "/") ? text : Target.beside(folder, text)
    }
    throw WriteError(path: output, reason: .system(String(cString: strerror(ELOOP))))
  }

  /// nil where there is no link.
  private static func text(ofLink path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink(path, &buffer, buffer.count)
    guard count > 0 else { return nil }
    let bytes = buffer[..<count].map { UInt8(bitPattern: $0) }
    return trimmed(String(decoding: bytes, as: UTF8.self))
  }

  static func parent(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash != path.utf8.startIndex
    else { return "/" }
    return String(path[..<slash])
  }

  static func name(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }

  private static func beside(_ path: String, _ name: String) -> String {
    let parent = parent(of: path)
    return parent == "/" ? "/\(name)" : "\(parent)/\(name)"
  }

  private static func trimmed(_ path: String) -> String {
    var path = path
    while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
    return path
  }

  private static func absolute(_ output: String) -> String {
    var path = trimmed(output)
    if path.utf8.first == UInt8(ascii: "/") { return path }
    var buffer = [CChar](repeating: 0, count: 4096)
    guard getcwd(&buffer, buffer.count) != nil else { return path }
    let folder = String(
      decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    if path == "." { return folder }
    if path.hasPrefix("./") { path.removeFirst(2) }
    return folder == "/" ? "/\(path)" : "\(folder)/\(path)"
  }
}
