/// Some of the users of a report that was published, as its `users.csv` tells.
package struct PublishedUsers: Equatable {
  package private(set) var users = 0
  /// Of the humans among them.
  package private(set) var events = 0

  /// Those with one of `ids`; none where `csv` is no such table.
  package init(_ ids: [String], in csv: [UInt8]) {
    var rows = CSVRows(csv)
    let columns = rows.next() ?? []
    let places = ["user_id", "bot", "events"].compactMap { name in
      columns.firstIndex { $0.elementsEqual(name.utf8) }
    }
    guard places.count == 3 else { return }
    let ids = Set(ids.map(PublishedUsers.cell))
    while let row = rows.next() {
      guard row.count == columns.count, ids.contains(Array(row[places[0]])) else { continue }
      users += 1
      guard row[places[1]].elementsEqual("false".utf8) else { continue }
      events += Int(String(decoding: row[places[2]], as: UTF8.self)) ?? 0
    }
  }

  /// What stands in a cell for `id`, between the quotes.
  private static func cell(_ id: String) -> [UInt8] {
    var cell = Bytes()
    var id = id
    id.withUTF8 { SpreadsheetGuard.append($0, to: &cell) }
    return cell.array
  }
}

/// The rows of a table that `CSVWriter` wrote.
private struct CSVRows {
  private let bytes: [UInt8]
  private var index: Int

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    index = bytes.firstIndex(of: UInt8(ascii: "\"")) ?? bytes.count
  }

  /// The cells of the next row as they stand between quotes; nil at the end.
  mutating func next() -> [ArraySlice<UInt8>]? {
    var cells: [ArraySlice<UInt8>] = []
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""): cells.append(cell())
      case UInt8(ascii: "\n"):
        index += 1
        return cells
      default: index += 1
      }
    }
    return cells.isEmpty ? nil : cells
  }

  /// The cell that begins with the quote at the index, which moves behind its end.
  private mutating func cell() -> ArraySlice<UInt8> {
    let start = index + 1
    index = start
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\"") {
        guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\"") else { break }
        index += 1
      }
      index += 1
    }
    defer { index += 1 }
    return bytes[start..<min(index, bytes.count)]
  }
}
