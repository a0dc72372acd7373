import Civil
import Ingest
import Measure

/// A report in figures for whatever watches the runs: JSON (RFC 8259), an object
/// whose members are in a fixed order.
struct Status {
  static let file = "status.json"

  /// Nothing of the run itself, so that the same dump gives the same bytes.
  let json: String

  init(_ dump: Dump, _ measures: Measures, _ written: Publisher.Written) {
    let rejects = dump.quality.filter { !$0.isNote }
      .map { "    \"\($0.reason.name)\": \($0.records)" }.joined(separator: ",\n")
    json = """
      {
        "version": "\(Rollcall.version)",
        "as_of": "\(utc(dump.asOf))",
        "time_zone": "\(dump.zone.name)",
        "users": \(dump.users.count),
        "workspaces": \(dump.workspaces.count),
        "memberships": \(dump.memberships.count),
        "events": \(measures.tally.events),
        "rejects": \(dump.rejects),
        "rejects_by_reason": {\(rejects.isEmpty ? "" : "\n\(rejects)\n  ")},
        "left_out": \(dump.droppedUsers),
        "unknown_ids": \(dump.input.unknownOptOut.count + dump.input.unknownExcluded.count),
        "files_not_read": \(dump.input.leftOut.count),
        "plain_text_fallbacks": \(written.plainTexts),
        "pages": \(written.pages),
        "files": \(written.files)
      }

      """
  }

  /// The same, of a report that is published already.
  init(published json: String) { self.json = json }

  /// With what a run did: how many files it wrote, as they are new or other than
  /// before, and how long it took.
  func json(changed: Int, seconds: Double) -> String {
    let body = json.utf8.dropLast("\n}\n".utf8.count)
    return """
      \(String(Substring(body))),
        "files_changed": \(changed),
        "seconds": \(thousandths(seconds))
      }
      """
  }
}

private func thousandths(_ seconds: Double) -> String {
  let thousandths = Int((seconds * 1000).rounded())
  return "\(thousandths / 1000).\(String(thousandths % 1000 + 1000).dropFirst())"
}
