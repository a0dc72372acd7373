import Bytes
import Glibc
import Hash

/// Where a report goes: a name in a folder, whatever names and links lead there.
struct Target: Sendable {
  /// As named by `--output`, made absolute: for people.
  let path: String
  /// The folder above the report, held open.
  let parent: Folder
  let name: FileName

  /// Leads through links, also to a folder that is not there yet.
  init(_ output: String) throws(WriteError) {
    path = Target.absolute(output)
    guard let real = Target.resolved(Array(Target.trimmed(output).utf8)) else {
      throw WriteError(
        path: output,
        reason: errno == ENOENT || errno == ENOTDIR ? .noParent : .system(Folder.why()))
    }
    let (above, name) = Target.split(real)
    guard !name.isEmpty else { throw WriteError(path: output, reason: .notOurs) }
    self.name = FileName(name)
    guard let parent = Folder.open(FileName(above).terminated) else {
      throw WriteError(path: output, reason: .system(Folder.why()))
    }
    self.parent = parent
  }

  private init(path: String, parent: Folder, name: FileName) {
    self.path = path
    self.parent = parent
    self.name = name
  }

  /// Whether a report is there.
  var isReport: Bool {
    Folder.open(name.terminated, in: parent)?.status(of: Site.marker) != nil
  }

  /// Of another report in the same folder.
  func sibling(_ name: FileName) -> Target {
    Target(path: path(of: name), parent: parent, name: name)
  }

  /// Whether a folder above is a report.
  var isInReport: Bool {
    var folder = parent
    while folder.status(of: Site.marker) == nil {
      guard let above = Folder.open("..", in: folder), let one = above.status,
        let other = folder.status, (one.st_dev, one.st_ino) != (other.st_dev, other.st_ino)
      else { return false }
      folder = above
    }
    return true
  }

  /// How names begin of what lies beside a report and belongs to it.
  static let hidden = ".rollcall-"

  /// A name beside the report, hidden, of what belongs to it.
  func beside(_ suffix: String) -> FileName {
    FileName(Array(Target.hidden.utf8) + Target.short(name.bytes) + Array(".\(suffix)".utf8))
  }

  /// Of `name`, in the folder of the report; for people.
  func path(of name: FileName) -> String { Target.parent(of: path) + "/" + name.text }

  /// Together with what goes around it, no longer than a name may be.
  private static func short(_ name: [UInt8]) -> [UInt8] {
    guard name.count > 200 else { return name }
    return name.prefix(180) + Array(Hex.text(SHA256.digest(of: name).prefix(8)).utf8)
  }

  /// nil with `errno`.
  private static func resolved(_ output: [UInt8]) -> [UInt8]? {
    var path = output
    // As many links as the kernel follows (path_resolution(7)).
    for _ in 0...40 {
      if let real = real(path) { return real }
      guard errno == ENOENT else { return nil }
      let (above, name) = split(path)
      if let text = text(ofLink: path) {
        path = text.first == slash ? text : above + [slash] + text
        continue
      }
      guard !name.isEmpty, name != [dot], name != [dot, dot] else {
        errno = ENOENT
        return nil
      }
      return real(above).map { $0 == [slash] ? $0 + name : $0 + [slash] + name }
    }
    errno = ELOOP
    return nil
  }

  /// Absolute, and without links; nil with `errno` where it leads nowhere.
  private static func real(_ path: [UInt8]) -> [UInt8]? {
    guard let real = realpath(FileName(path).terminated, nil) else { return nil }
    defer { free(real) }
    return UnsafeBufferPointer(start: real, count: strlen(real)).map { UInt8(bitPattern: $0) }
  }

  /// nil where there is no link.
  private static func text(ofLink path: [UInt8]) -> [UInt8]? {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink(FileName(path).terminated, &buffer, buffer.count)
    return count > 0 ? trimmed(buffer[..<count].map { UInt8(bitPattern: $0) }) : nil
  }

  /// The folder above, `.` where none is named, and the name in it.
  private static func split(_ path: [UInt8]) -> (above: [UInt8], name: [UInt8]) {
    guard let last = path.lastIndex(of: slash) else { return ([dot], path) }
    return (last == 0 ? [slash] : Array(path[..<last]), Array(path[(last + 1)...]))
  }

  private static func trimmed(_ path: [UInt8]) -> [UInt8] {
    Array(path.prefix(max(1, (path.lastIndex { $0 != slash } ?? 0) + 1)))
  }

  private static func trimmed(_ path: String) -> String {
    String(decoding: trimmed(Array(path.utf8)), as: UTF8.self)
  }

  static func parent(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash != path.utf8.startIndex
    else { return "" }
    return String(path[..<slash])
  }

  private static func absolute(_ output: String) -> String {
    var path = trimmed(output)
    if path.utf8.first == slash { return path }
    var buffer = [CChar](repeating: 0, count: 4096)
    guard getcwd(&buffer, buffer.count) != nil else { return path }
    let folder = String(
      decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    if path == "." { return folder }
    if path.hasPrefix("./") { path.removeFirst(2) }
    return folder == "/" ? "/\(path)" : "\(folder)/\(path)"
  }
}

private let slash = UInt8(ascii: "/")
private let dot = UInt8(ascii: ".")
