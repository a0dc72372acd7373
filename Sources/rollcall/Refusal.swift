import Bytes
import Civil
import Write

/// Why `report` must not take the place of the one that is published, in words;
/// nil where it may.
///
/// - Parameters:
///   - now: the machine's clock. A published moment that it has not reached was wrong, and is no
///     reason against any other.
///   - allowOlder: whether its data may end earlier.
///   - maxShrink: by how many percent users, workspaces or events may have fallen; nil for any.
func refusal(
  of report: Manifest, after published: Manifest, now: Int64, allowOlder: Bool, maxShrink: Int?
) -> String? {
  if !allowOlder, report.asOf < published.asOf, published.asOf <= now {
    return "the published report goes up to \(utc(Instant(published.asOf))), this dump only up to "
      + "\(utc(Instant(report.asOf))); nothing is published; give a newer dump, or --allow-older to go back"
  }
  guard let maxShrink else { return nil }
  let counts = [
    ("users", published.users, report.users),
    ("workspaces", published.workspaces, report.workspaces),
    ("events", published.events, report.events),
  ]
  for (name, before, now) in counts where isOver(maxShrink, before: before, now: now) {
    return "\(name) fell from \(before) to \(now), by more than \(maxShrink) percent; nothing is "
      + "published; see whether the dump is whole, or raise --max-shrink"
  }
  return nil
}

/// Exact, whatever the counts.
private func isOver(_ percent: Int, before: Int, now: Int) -> Bool {
  guard now < before else { return false }
  let fall = (before - now).multipliedFullWidth(by: 100)
  let limit = before.multipliedFullWidth(by: percent)
  return (fall.high, fall.low) > (limit.high, limit.low)
}
