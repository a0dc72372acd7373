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
