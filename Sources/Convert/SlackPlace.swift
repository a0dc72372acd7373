import Bytes

/// Where the messages of a file were written: which conversation of a Slack export the folder is
/// that the file stands in.
struct SlackPlace: @unchecked Sendable {
  /// The conversation's id, else the folder's name.
  private let id: Text?
  private let name: Text?
  private let isDirect: Bool

  static let none = SlackPlace(id: nil, name: nil, isDirect: true)

  private init(id: Text?, name: Text?, isDirect: Bool) {
    self.id = id
    self.name = name
    self.isDirect = isDirect
  }

  /// Of a file in a folder of this name. `rooms` are the conversations that files beside that
  /// folder list, by name, else by id.
  init(folder: String, among rooms: Directory.Folder?, _ arena: Arena) {
    let name = arena.keep(folder)
    let known = rooms?.byName[name] ?? rooms?.byID[name] ?? rooms?.named(like: folder)
    if let room = known?.record {
      self.init(id: room.id, name: nil, isDirect: room.isDirect)
    } else {
      self.init(id: name, name: name, isDirect: SlackPlace.isDirect(name))
    }
  }

  /// `mpdm-…`, `FC:…`, or `D` and six or more of A–Z and 0–9.
  private static func isDirect(_ name: Text) -> Bool {
    if SlackConversations.isDirect(name.memory) { return true }
    let rest = name.bytes.dropFirst()
    return name.bytes.first == UInt8(ascii: "D") && rest.count >= 6
      && rest.allSatisfy { (65...90).contains($0) || (48...57).contains($0) }
  }

  var key: KeyPart { id.map { .text($0.memory) } ?? .alone }

  /// nil: outside any workspace.
  var venue: Venue? {
    guard let id, !isDirect else { return nil }
    return Venue(id: .text(id.memory), name: name?.memory)
  }
}
