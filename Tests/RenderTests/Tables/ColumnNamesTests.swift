import Foundation
import Testing

@testable import Render

/// The documentation lists the columns of every CSV.
@Suite struct ColumnNamesTests {
  /// By the file's name there.
  private let tables = [
    "index.csv": names(Tables.figures), "activity.csv": names(Tables.activity),
    "weeks.csv": names(Tables.weeks), "months.csv": names(Tables.months),
    "hours.csv": names(Tables.hours), "types.csv": names(Tables.types),
    "retention.csv": names(Tables.retention), "users.csv": names(Tables.users),
    "users/…/u-ID.csv": names(Tables.userDays), "workspaces.csv": names(Tables.workspaces),
    "workspaces/w-ID.csv": names(Tables.members),
    "leaderboard/PERIOD.csv": names(Tables.leaders), "access.csv": names(Tables.access),
    "dormant.csv": names(Tables.dormant), "quality.csv": names(Tables.quality),
    "sources.csv": names(Tables.sources), "about.csv": names(Tables.terms),
    "about-you.csv": names(Tables.sections), "NAME.csv": names(Tables.sections),
  ]

  private static func names<Row>(_ table: Table<Row>) -> [String] {
    table.header.map { "\($0)" }
  }

  @Test func areThoseOfTheDocumentation() throws {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../Sources/rollcall/rollcall.docc/Tables.md").path
    let readme = try String(contentsOfFile: path, encoding: .utf8)
    var named: [String: [String]] = [:]
    for row in readme.matches(of: /(?m)^\| (`[^|]+\.csv`) \| [^\n]+ \| `([a-z0-9_,]+)` \|$/) {
      for file in row.1.matches(of: /`([^`]+)`/) {
        named[String(file.1)] = row.2.split(separator: ",").map(String.init)
      }
    }
    #expect(named == tables)
  }

  /// This week's leaderboard is there twice.
  @Test func areKnownOfEveryTable() {
    for table in ReportTable.fixed where table != .leaderboardIndex {
      #expect(tables[table.path + ".csv"] != nil, "\(table.path)")
    }
  }

  @Test func ofOneTableDiffer() {
    for (file, names) in tables { #expect(Set(names).count == names.count, "\(file)") }
  }
}
