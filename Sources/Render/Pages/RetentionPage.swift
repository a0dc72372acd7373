import Measure

/// Who comes back.
struct RetentionPage {
  /// Joining weeks with anybody in them.
  let cohorts: [Cohort]
  let download: Download?

  init(_ report: Report, _ download: Download?) {
    cohorts = report.cohorts
    self.download = download
  }
}

extension PageFiller {
  mutating func fill(_ page: RetentionPage) {
    begin(.retention, title: "Retention", page.download)
    let card = card(
      "Who comes back",
      sub: "Share of each joining week active in the weeks after, in percent; only complete weeks")
    guard !page.cohorts.isEmpty else {
      return empty(card, "Nobody joined in the last \(Tally.cohortWeeks) complete weeks.")
    }
    fields.text(card, CardName.legendCss, "heat")
    for (step, words) in ["0%", "1–20%", "21–40%", "41–60%", "61–80%", "81–100%"].enumerated() {
      legend(card, "h\(step)", "M12 0h10v10H12z", words)
    }
    let table = table(
      card, "Share of each joining week active in the weeks after", css: "heat", Tables.cohorts)
    addRows(page.cohorts, of: Tables.cohorts, to: group(table))
  }
}
