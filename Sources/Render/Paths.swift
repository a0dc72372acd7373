import Bytes
import Hash
import Ingest

/// Paths of pages, relative to the site's root. Names of files come from ids and
/// never change with a name; they are lower-case letters, digits and `-` only, so
/// they are safe on every system and unique where case does not count.
package struct Paths: @unchecked Sendable {
  private let arena = Arena()
  private let users: [Text]
  private let workspaces: [Text]
  /// The folders that users' pages are in, and who is in them: in code-point order and in the dump's.
  let userFolders: [(name: String, users: [Int])]

  init(_ dump: Dump) {
    var path: [UInt8] = []
    var folders = [[Int]](repeating: [], count: 256)
    let arena = arena
    users = dump.users.enumerated().map { number, user in
      path.removeAll(keepingCapacity: true)
      path.append("users/")
      let folder = Paths.folder(of: user.id)
      folders[Int(folder)].append(number)
      Hex.append(folder, to: &path)
      path.append("/u-")
      Paths.appendName(of: user.id, to: &path)
      return path.withUnsafeBytes(arena.keep)
    }
    workspaces = dump.workspaces.map { workspace in
      path.removeAll(keepingCapacity: true)
      path.append("workspaces/w-")
      Paths.appendName(of: workspace.id, to: &path)
      return path.withUnsafeBytes(arena.keep)
    }
    userFolders = zip(UInt8.min...UInt8.max, folders).filter { !$1.isEmpty }.map {
      var name: [UInt8] = []
      Hex.append($0, to: &name)
      return (String(decoding: name, as: UTF8.self), $1)
    }
  }

  /// Without ending.
  func user(_ number: Int) -> Text { users[number] }
  func workspace(_ number: Int) -> Text { workspaces[number] }

  /// One of 256 folders, so that a million pages stay quick: FNV-1a (Fowler,
  /// Noll, Vo), folded to a byte.
  package static func folder(of id: Text) -> UInt8 {
    var hash: UInt32 = 2_166_136_261
    for byte in id.bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return UInt8(truncatingIfNeeded: hash >> 24 ^ hash >> 16 ^ hash >> 8 ^ hash)
  }

  /// The id itself where it is harmless; it never begins with `-`. Else `-` and the id
  /// with `-5f` for a byte `_`, so for every byte but small letters and digits; else `-`
  /// and a hash. Scripts make the first two from an id themselves.
  private static func appendName(of id: Text, to path: inout [UInt8]) {
    if isHarmless(id) {
      path.append(contentsOf: id.bytes)
      return
    }
    path.append(UInt8(ascii: "-"))
    guard isWritten(id) else {
      for byte in hash(of: id) { Hex.append(byte, to: &path) }
      return
    }
    for byte in id.bytes {
      if isPlain(byte) {
        path.append(byte)
      } else {
        path.append(UInt8(ascii: "-"))
        Hex.append(byte, to: &path)
      }
    }
  }

  /// Whether the id is the name of its page.
  package static func isHarmless(_ id: Text) -> Bool {
    (1...48).contains(id.count) && id.bytes.first != UInt8(ascii: "-")
      && id.bytes.allSatisfy { isPlain($0) || $0 == UInt8(ascii: "-") }
  }

  /// Whether the id, if not harmless, is written into the name of its page: it is
  /// short, and has no blanks, which texts lose on their way to a script.
  package static func isWritten(_ id: Text) -> Bool {
    guard id.count <= 96, id.bytes.reduce(0, { $0 + (isPlain($1) ? 1 : 3) }) <= 96 else {
      return false
    }
    let bytes = Array(id.bytes)[...]
    var place = 0
    while place < bytes.count { if Scalars.isBlank(Scalars.next(bytes, &place)) { return false } }
    return true
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (97...122).contains(byte) || (48...57).contains(byte)
  }

  /// Half of the id's SHA-256.
  package static func hash(of id: Text) -> ArraySlice<UInt8> {
    SHA256.digest(of: Array(id.bytes)).prefix(SHA256.byteCount / 2)
  }
}
