import Ingest

/// What was found of each source, in columns.
struct FoundTable {
  private static let heads = ["source", "files", "users", "workspaces", "events", "notes"]

  let lines: [String]

  init(_ systems: [ReadFiles.Found]) {
    let rows =
      [FoundTable.heads]
      + systems.map { found in
        [found.name]
          + [found.files, found.users, found.workspaces, found.events, found.notes].map(String.init)
      }
    let widths = FoundTable.heads.indices.map { column in
      rows.map { $0[column].utf8.count }.max() ?? 0
    }
    lines = rows.map { row in
      zip(row, widths).enumerated().map { column, cell in
        let (text, width) = cell
        let room = String(repeating: " ", count: width - text.utf8.count)
        return column == 0 ? text + room : room + text
      }.joined(separator: "  ")
    }
  }
}
