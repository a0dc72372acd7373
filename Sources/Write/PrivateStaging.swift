import Bytes
import Glibc

/// Where a folder is made: `NAME.new-` and six letters, locked while somebody works in it.
struct PrivateStaging {
  private static let mark = ".new-"
  private static let letters = 6
  let path: String
  let folder: Folder

  /// nil with `errno`.
  init?(_ path: String) {
    let pattern = path + PrivateStaging.mark + String(repeating: "X", count: PrivateStaging.letters)
    var template = Array(pattern.utf8CString)
    guard mkdtemp(&template) != nil else { return nil }
    let made = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    self.init(taking: made)
  }

  /// nil with `errno` where somebody else works in it, or has just removed it.
  private init?(taking path: String) {
    guard let folder = Folder.open(path), flock(folder.descriptor, LOCK_EX | LOCK_NB) == 0,
      folder.status?.st_nlink ?? 0 > 0
    else { return nil }
    self.path = path
    self.folder = folder
  }

  /// Of this and all that is in it, which are files alone.
  func remove() {
    for entry in folder.entries ?? [] { unlinkat(folder.descriptor, entry.name.terminated, 0) }
    rmdir(path)
  }

  /// Removes what runs that were killed left of `path`: of ours, of this user, and nobody's work.
  static func removeLeftovers(of path: String) {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let start = slash.map { String(path[...$0]) } ?? ""
    let name = path.dropFirst(start.count) + mark
    guard let folder = Folder.open(start.isEmpty ? "." : start) else { return }
    for entry in folder.entries ?? [] where entry.isFolder {
      let found = String(decoding: entry.name.bytes, as: UTF8.self)
      guard found.hasPrefix(name), found.utf8.count == name.utf8.count + letters,
        let left = PrivateStaging(taking: start + found), left.isOurs
      else { continue }
      left.remove()
    }
  }

  /// Whether nothing is in it but what a run makes.
  private var isOurs: Bool {
    func isOwn(_ status: stat?, _ mode: mode_t) -> Bool {
      status.map { $0.st_mode == mode && $0.st_uid == geteuid() } ?? false
    }
    guard isOwn(folder.status, S_IFDIR | 0o700), let entries = folder.entries else { return false }
    return entries.allSatisfy { isOwn(folder.status(of: $0.name.terminated), S_IFREG | 0o600) }
  }
}
