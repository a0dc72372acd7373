import Configure
import Measure

/// Something that needs attention.
struct Task {
  /// As in `index.csv`.
  let metric: StaticString
  let count: Int
  let label: Phrase
  let detail: Phrase
  let page: Page
  /// The rows of the page's list that are counted.
  let view: ListView

  private init(
    _ metric: StaticString, _ count: Int, _ label: Phrase, _ detail: Phrase, _ page: Page,
    _ view: ListView = .all
  ) {
    self.metric = metric
    self.count = count
    self.label = label
    self.detail = detail
    self.page = page
    self.view = view
  }

  var address: String { page.address + view.query }

  /// Only what there is.
  static func all(_ report: Report) -> [Task] {
    let rejects = Task(
      "rejects", report.dump.rejects, .taskRejects, .taskRejectsNote, .quality)
    return (accounts(report.measures.headcount) + [rejects]).filter { $0.count > 0 }
  }

  /// About accounts and their memberships.
  private static func accounts(_ headcount: Headcount) -> [Task] {
    let (dormant, access) = (Page.dormant(part: 0), Page.access(part: 0))
    return [
      Task("dormant", headcount.dormant, .taskDormant, .taskDormantNote, dormant, .dormant),
      Task("never", headcount.never, .taskNever, .taskNeverNote, dormant, .never),
      Task(
        "access_closed", headcount.accessClosed, .taskAccessClosed, .taskAccessClosedNote, access,
        .closed),
      Task(
        "access_never", headcount.accessNever, .taskAccessNever, .taskAccessNeverNote, access,
        .neverUsed),
    ]
  }
}
