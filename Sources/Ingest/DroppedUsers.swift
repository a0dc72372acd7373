import Bytes
import Convert

/// The ids on `opt_out` in `site.yml`: their records are dropped while reading
/// and appear nowhere, not even as an example of a bad record.
struct DroppedUsers: Sendable {
  private let ids: Set<[UInt8]>

  static let none = DroppedUsers([])

  init(_ ids: [String]) { self.ids = Set(ids.map { Array($0.utf8) }) }

  /// All ids of each person who has one of `ids`.
  init(_ ids: [String], with persons: Persons) {
    var all = Set(ids.map { Array($0.utf8) })
    for accounts in persons.groups
    where accounts.contains(where: { all.contains(Array($0.id.bytes)) }) {
      all.formUnion(accounts.map { Array($0.id.bytes) })
    }
    self.ids = all
  }

  /// Those of them who are in `persons`.
  func all(in persons: Persons) -> Set<Text> {
    Set(persons.groups.flatMap { $0 }.map(\.id).filter { contains($0.memory) })
  }

  func contains(_ id: UnsafeRawBufferPointer) -> Bool {
    !ids.isEmpty && ids.contains(Array(id))
  }

  var isEmpty: Bool { ids.isEmpty }

  /// Whether one of the ids stands in `record`, a text of JSON, as a string or as a
  /// word.
  func isNamed(in record: some Collection<UInt8>) -> Bool {
    guard !ids.isEmpty else { return false }
    let quote = UInt8(ascii: "\"")
    let isBorder = { (byte: UInt8) in isJSONSpace(byte) || ",:[]{}".utf8.contains(byte) }
    return record.split(separator: quote).contains { piece in
      ids.contains(Array(piece))
        || piece.split(whereSeparator: isBorder).contains { ids.contains(Array($0)) }
    }
  }
}
