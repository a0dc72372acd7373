import Foundation
import Testing

@testable import Render

/// The README lists the columns of every CSV.
@Suite struct ColumnNamesTests {
  private func names<Row>(_ table: Table<Row>) -> String {
    table.columns.filter(\.isNamed).map { "\($0.name)" }.joined(separator: ",")
  }

  @Test func areThoseOfTheREADME() throws {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../README.md").path
    let readme = try String(contentsOfFile: path, encoding: .utf8)
    let tables = [
      ("index.csv", names(Tables.figures)), ("activity.csv", names(Tables.activity)),
      ("hours.csv", names(Tables.hours)), ("types.csv", names(Tables.types)),
      ("retention.csv", names(Tables.retention)), ("users.csv", names(Tables.users)),
      ("workspaces.csv", names(Tables.workspaces)), ("access.csv", names(Tables.access)),
      ("dormant.csv", names(Tables.dormant)), ("quality.csv", names(Tables.quality)),
      ("about.csv", names(Tables.terms)),
    ]
    let rows = readme.split(separator: "\n")
    for (file, columns) in tables {
      let row = rows.first { $0.hasPrefix("| `\(file)` |") }
      #expect(row?.contains("| `\(columns)` |") == true, "\(file): \(columns)")
    }
    for columns in [names(Tables.members), names(Tables.leaders), names(Tables.userDays)] {
      #expect(readme.contains("| `\(columns)` |"), "\(columns)")
    }
    #expect(names(Tables.weeks) == names(Tables.months))
    #expect(readme.contains("| `\(names(Tables.weeks))` |"))
  }

  @Test func ofOneTableDiffer() {
    for names in [names(Tables.users), names(Tables.access), names(Tables.members)] {
      let each = names.split(separator: ",")
      #expect(Set(each).count == each.count)
    }
  }
}
