import Bytes

/// One file of an export.
struct ForeignFile: @unchecked Sendable {
  /// In file order, after all native ones.
  var number: Int
  var source: Source
  var format: Format
  var layout: FileLayout
  /// What tells its input, and the archive in it, from others.
  var container = ""
  /// The folder that it stands in, with the input it is of.
  var folder: String
  /// The folder above, and the name of its own; nil at the top of an input.
  var parent: String?
  var folderName: String?
  /// Of Slack's messages.
  var conversation = SlackPlace.none

  static let none = ForeignFile(
    number: 0, source: Source(name: "", path: FilePath("")), format: .native, layout: .lines,
    folder: "")
}

/// How the records of a file stand in it.
package enum FileLayout: Sendable, Equatable {
  case lines
  case array
  /// The elements of the list under this key.
  case page(String)
  /// The document itself.
  case record
  case zulip

  var document: DocumentReader.Layout? {
    switch self {
    case .lines: nil
    case .array: .array
    case .page(let list): .object(sections: [list], single: nil)
    case .record: .record
    case .zulip: .object(sections: ZulipList.allCases.map(\.key), single: nil)
    }
  }
}

/// Where the messages of a file were written.
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

  /// Of a file in a folder of this name, with the conversations beside that folder.
  init(folder: String, among rooms: Directory.Folder?, _ arena: Arena) {
    let name = arena.keep(folder)
    if let room = (rooms?.byName[name] ?? rooms?.byID[name])?.record {
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
