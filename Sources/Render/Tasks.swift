import Measure

/// Something that needs attention.
struct Task {
  /// As in `index.csv`.
  let metric: StaticString
  let count: Int
  let label: String
  let detail: String
  let page: Page

  private init(
    _ metric: StaticString, _ count: Int, one: String, other: String, detail: String, _ page: Page
  ) {
    self.metric = metric
    self.count = count
    label = count == 1 ? one : other
    self.detail = detail
    self.page = page
  }

  /// Only what there is.
  static func all(_ report: Report) -> [Task] {
    let rejects = Task(
      "rejects", report.dump.rejects, one: "rejected record", other: "rejected records",
      detail: "excluded from all figures", .quality)
    return (accounts(report.measures.headcount) + [rejects]).filter { $0.count > 0 }
  }

  /// About accounts and their memberships.
  private static func accounts(_ headcount: Headcount) -> [Task] {
    let (dormant, access) = (Page.dormant(part: 0), Page.access(part: 0))
    return [
      Task(
        "dormant", headcount.dormant, one: "dormant account", other: "dormant accounts",
        detail: "inactive for \(AccountState.dormantDays.lowerBound) days or more", dormant),
      Task(
        "never", headcount.never, one: "account never active", other: "accounts never active",
        detail: "created over \(AccountState.newDays.upperBound) days ago, or on an unknown date",
        dormant),
      Task(
        "access_closed", headcount.accessClosed, one: "membership of a closed account",
        other: "memberships of closed accounts",
        detail: "access to a workspace, but the account is not active", access),
      Task(
        "access_never", headcount.accessNever, one: "membership never used",
        other: "memberships never used",
        detail:
          "no activity in that workspace, and over \(AccountState.newDays.upperBound) days old "
          + "or of unknown age", access),
    ]
  }
}
