import Ingest

/// All pages of the site, in the orders in which lists show them.
package struct Outline: Sendable {
  /// Longer lists are split over numbered pages.
  static let rowsOfPage = 200
  /// Every list but that of users ends here; its CSV has the rest.
  static let longestList = 1000

  package let report: Report
  let usersByName: [Int]
  let usersByLastActive: [Int]
  let workspaces: [Int]
  let dormant: [Int]
  let access: [Int]

  package init(_ report: Report) {
    self.report = report
    usersByName = report.usersByName()
    usersByLastActive = report.usersByLastActive(usersByName)
    workspaces = report.workspaceNumbers()
    dormant = report.dormantUsers()
    access = report.accessOrder()
  }

  /// The CSV of a table, and how big it is.
  package func csv(of table: Table) -> (bytes: [UInt8], size: TableSize) {
    let csv = writer(of: table)
    return (csv.bytes, TableSize(bytes: csv.bytes.count, rows: csv.rows))
  }

  private func writer(of table: Table) -> CSVWriter {
    switch table {
    case .index: report.indexCSV()
    case .activity: report.activityCSV()
    case .hours: report.hoursCSV()
    case .types: report.typesCSV()
    case .retention: report.retentionCSV()
    case .users: report.usersCSV(usersByName)
    case .workspaces: report.workspacesCSV(workspaces)
    case .access: report.accessCSV(access)
    case .dormant: report.dormantCSV(dormant)
    case .quality: report.qualityCSV()
    case .leaderboard(let period): report.leaderboardCSV(report.leaderboards[period.rawValue])
    }
  }
}
