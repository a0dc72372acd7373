import Measure

/// Who comes back.
struct RetentionPage {
  /// The average, then joining weeks with anybody in them.
  let cohorts: [CohortLine]
  let download: Download?

  init(_ report: Report, _ download: Download?) {
    cohorts = report.cohortLines
    self.download = download
  }
}

extension PageFiller {
  mutating func fill(_ page: RetentionPage) {
    begin(.retention, title: .retention, page.download)
    let card = card(.whoComesBack, id: "weeks", sub: words[.retentionSub])
    guard !page.cohorts.isEmpty else {
      return fields.text(
        card, CardName.empty, words.counted(.retentionEmpty, Tally.cohortWeeks))
    }
    fields.text(card, CardName.legendCss, "heat")
    legend(card, "h0", "M12 0h10v10H12z", words.counted(.percent, 0))
    for step in 1...5 {
      let range = words.filled(
        .percentRange, [.from: .number(step * 20 - 19), .to: .number(step * 20)])
      legend(card, "h\(step)", "M12 0h10v10H12z", range)
    }
    let table = table(card, .retentionCaption, css: "heat", Tables.cohorts)
    addRows(page.cohorts, of: Tables.cohorts, to: group(table))
  }
}
