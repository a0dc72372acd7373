import Bytes
import Civil
import Configure
import Ingest
import Measure
import Render

/// What a run did, in a few lines at its end.
struct Summary: CustomStringConvertible {
  let description: String

  init(
    _ report: Report, _ written: Publisher.Written, _ folder: String, _ site: SiteFolder,
    seconds: Double
  ) {
    let (dump, measures, words) = (report.dump, report.measures, report.words)
    var lines = [
      "\(count(dump.users.count, "user")), \(count(measures.tally.events, "event")), up to \(local(dump))",
      "\(count(written.pages, "page")), \(written.files) files (\(written.changed) changed), "
        + "\(megabytes(written.bytes)) MB in \(tenths(seconds)) s",
    ]
    if dump.rejects > 0 {
      let reasons = dump.quality.filter { !$0.isNote }.map { "\($0.records) \($0.reason.name)" }
      lines.append("\(count(dump.rejects, "record")) rejected: \(reasons.joined(separator: ", "))")
    }
    if dump.droppedUsers > 0 {
      lines.append("\(count(dump.droppedUsers, "user")) left out by opt_out")
    }
    lines += dump.input.remarks.map(\.sentence)
    if let hidden = site.hidden {
      lines.append("settings, texts and assets are those of \(site.path), not of \(hidden)")
    }
    if words.borrowed > 0 {
      lines.append(
        "\(words.borrowed) of \(Phrase.allCases.count) texts in English, as the words of "
          + "'\(words.language)' lack them")
    }
    lines.append("open file://\(folder)/index.html")
    description = lines.map(visible).joined(separator: "\n")
  }
}

private func count(_ number: Int, _ noun: String) -> String {
  number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
}

private func local(_ dump: Dump) -> String {
  "\(isoDate(dump.day)) (\(dump.zone.name))"
}

private func megabytes(_ bytes: Int) -> String { tenths(Double(bytes) / 1e6) }

private func tenths(_ value: Double) -> String {
  let tenths = Int((value * 10).rounded())
  return "\(tenths / 10).\(tenths % 10)"
}
