import Foundation

/// A CSV as the program wrote it, read by the letter of RFC 4180 and of the
/// As documented: BOM, CRLF, a header, every field quoted, rows of one length.
struct Table: Equatable {
  let columns: [String]
  let rows: [[String]]

  init(_ bytes: Data) throws {
    var rows = try Table.records(Array(bytes))
    guard !rows.isEmpty else { throw Missing(what: "a header row") }
    columns = rows.removeFirst()
    self.rows = rows
    guard let odd = rows.first(where: { $0.count != columns.count }) else { return }
    throw Missing(what: "\(columns.count) fields in \(odd)")
  }

  private static func records(_ bytes: [UInt8]) throws -> [[String]] {
    guard bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { throw Missing(what: "a BOM") }
    var rows: [[String]] = []
    var row: [String] = []
    var at = 3
    while at < bytes.count {
      row.append(try field(bytes, &at))
      if bytes[at...].starts(with: [0x2C]) {
        at += 1
      } else if bytes[at...].starts(with: [0x0D, 0x0A]) {
        at += 2
        rows.append(row)
        row = []
      } else {
        throw Missing(what: "a comma or CRLF at byte \(at)")
      }
    }
    guard row.isEmpty else { throw Missing(what: "CRLF at the end") }
    return rows
  }

  /// The quoted field at `at`, which is moved behind its closing quote.
  private static func field(_ bytes: [UInt8], _ at: inout Int) throws -> String {
    let quote = UInt8(ascii: "\"")
    guard at < bytes.count, bytes[at] == quote else { throw Missing(what: "a quote at byte \(at)") }
    var text: [UInt8] = []
    at += 1
    while at < bytes.count {
      if bytes[at] != quote {
        text.append(bytes[at])
      } else if at + 1 < bytes.count, bytes[at + 1] == quote {
        text.append(quote)
        at += 1
      } else {
        at += 1
        guard let string = String(validating: text, as: UTF8.self) else {
          throw Missing(what: "UTF-8 before byte \(at)")
        }
        return string
      }
      at += 1
    }
    throw Missing(what: "a closing quote")
  }

  private func index(_ column: String) throws -> Int {
    guard let index = columns.firstIndex(of: column) else {
      throw Missing(what: "column \(column) in \(columns)")
    }
    return index
  }

  /// The cells of `columns` (all, where none is named) in each row, joined by
  /// `|`, in the order of the file.
  func lines(_ columns: String...) throws -> [String] {
    guard !columns.isEmpty else { return rows.map { $0.joined(separator: "|") } }
    let indices = try columns.map(index)
    return rows.map { row in indices.map { row[$0] }.joined(separator: "|") }
  }

  /// The cell of `column` in the row whose first cell is `key`.
  func cell(_ key: String, _ column: String) throws -> String {
    let index = try index(column)
    guard let row = rows.first(where: { $0.first == key }) else {
      throw Missing(what: "row \(key)")
    }
    return row[index]
  }
}
