import Ingest

/// What was wrong in the data.
struct QualityPage {
  let rows: [QualityRow]
  let rejects: Int
  let remarks: [InputRemark]
  let download: Download?

  init(_ report: Report, _ download: Download?) {
    rows = report.dump.quality
    rejects = report.dump.rejects
    remarks = report.dump.input.remarks
    self.download = download
  }
}

extension PageFiller {
  mutating func fill(_ page: QualityPage) {
    begin(.quality, title: "Data quality", page.download)
    let card = card(
      counted(page.rejects, "record rejected", "records rejected"),
      sub: "They count nowhere in this report. In the order in which reasons are tried")
    addQuality(
      card, page.rows.filter { !$0.isNote }, "Rejected records by reason",
      empty: "Every record was taken.")
    addQuality(
      self.card("Notes", sub: "The record counts, the field does not"),
      page.rows.filter(\.isNote), "Notes by field", empty: "Every field was taken as it was.")
    addRemarks(page.remarks)
  }

  private mutating func addRemarks(_ remarks: [InputRemark]) {
    guard !remarks.isEmpty else { return }
    let card = card("Input", sub: "What was not read, or not found")
    for remark in remarks { fact(card, remark.term) { $0.append(utf8: remark.sentence) } }
  }

  private mutating func addQuality(
    _ card: Row, _ rows: [QualityRow], _ caption: String, empty words: String
  ) {
    guard !rows.isEmpty else { return empty(card, words) }
    let table = table(card, caption, Tables.quality)
    addRows(rows, of: Tables.quality, to: group(table))
  }
}
