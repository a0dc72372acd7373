import Ingest
import Measure

/// Renders pages, one at a time, in memory that it keeps: one for each worker.
package final class PageRenderer {
  private let outline: Outline
  private var report: Report { outline.report }
  private var activity: UserActivity

  package init(_ outline: Outline) {
    self.outline = outline
    activity = UserActivity(
      outline.report.measures.scale, workspaces: outline.report.dump.workspaces.count)
  }

  /// A user's table, then his page; each is given to `write` with its path.
  package func user<Failure>(
    _ user: Int, write: ([UInt8], String) throws(Failure) -> Void
  ) throws(Failure) {
    activity.load(report.dump.events[user], user: user)
    let path = report.paths.user(user).string
    let csv = report.daysCSV(activity.days)
    try write(csv.bytes, path + ".csv")
  }

  package func workspace<Failure>(
    _ workspace: Int, write: ([UInt8], String) throws(Failure) -> Void
  ) throws(Failure) {
    let path = report.paths.workspace(workspace).string
    let csv = report.workspaceCSV(report.rows(ofWorkspace: workspace))
    try write(csv.bytes, path + ".csv")
  }
}
