extension Table {
  /// How it differs from the table expected at `path`, in words; nil where it does not. Rows are
  /// compared as a set where their order is free.
  func difference(from wanted: Table, _ path: String) -> String? {
    guard wanted.columns == columns else {
      return "columns \(columns), not \(wanted.columns)"
    }
    let ordered = [
      "leaderboard/", "activity", "weeks", "months", "user-by-id/", "hours", "retention", "index",
    ]
    let isOrdered = ordered.contains { path.hasPrefix($0) }
    let (wantedRows, foundRows) = (wanted.comparable, comparable)
    if wantedRows == foundRows || !isOrdered && wantedRows.sorted() == foundRows.sorted() {
      return nil
    }
    let lost = surplus(of: wantedRows, over: foundRows)
    let extra = surplus(of: foundRows, over: wantedRows)
    if lost.isEmpty && extra.isEmpty {
      let at = zip(wantedRows, foundRows).enumerated().first { $1.0 != $1.1 }?.offset ?? 0
      return "order differs from row \(at + 1): \(foundRows[at]), not \(wantedRows[at])"
    }
    return
      (["missing \(lost.count):"] + lost.prefix(5) + ["too many \(extra.count):"]
      + extra.prefix(5)).joined(separator: "\n  ")
  }

  /// Rows as text, without the cells of column `page`; in ASCII, as `==` takes
  /// é and e + U+0301 for the same.
  private var comparable: [String] {
    rows.map { row in
      let cells = zip(columns, row).map { $0 == "page" ? "*" : "\"\($1)\"" }
      return cells.joined(separator: ",").unicodeScalars.map { $0.escaped(asASCII: true) }.joined()
    }
  }

  private func surplus(of rows: [String], over others: [String]) -> [String] {
    var left = Dictionary(others.map { ($0, 1) }, uniquingKeysWith: +)
    return rows.filter { row in
      left[row, default: 0] -= 1
      return left[row, default: 0] < 0
    }
  }
}
