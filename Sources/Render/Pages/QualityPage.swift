import Ingest

/// What was read, and what was wrong in the data.
struct QualityPage {
  let rows: [QualityRow]
  let rejects: Int
  let remarks: [InputRemark]
  let kinds: [SourceKind]
  let download: Download?
  let sources: Download?

  init(_ report: Report, _ downloads: Downloads) {
    rows = report.dump.quality
    rejects = report.dump.rejects
    remarks = report.dump.input.remarks
    kinds = SourceKind.all(of: report.dump.read.files)
    download = downloads[.quality]
    sources = downloads[.sources]
  }
}

extension PageFiller {
  mutating func fill(_ page: QualityPage) {
    begin(.quality, title: "Data quality", page.download)
    let card = card(
      counted(page.rejects, "record rejected", "records rejected"),
      sub: "Excluded from all figures; listed by first matching reason")
    addQuality(
      card, page.rows.filter { !$0.isNote }, "Rejected records by reason",
      empty: "No records rejected.")
    addSources(page)
    addQuality(
      self.card("Notes", sub: "The record counts, one field is ignored"),
      page.rows.filter { $0.isNote && !$0.isOfExport }, "Notes by field",
      empty: "No fields ignored.")
    addRemarks(page.remarks)
    let exports = page.rows.filter(\.isOfExport)
    guard !exports.isEmpty else { return }
    let notes = self.card(
      "Notes on exports", sub: "What is understood and not counted. The CSV has examples")
    let table = table(notes, "Notes on exports", Tables.exportNotes)
    addRows(exports, of: Tables.exportNotes, to: group(table))
  }

  private mutating func addRemarks(_ remarks: [InputRemark]) {
    guard !remarks.isEmpty else { return }
    let card = card("Input", sub: "What was not read, or not found")
    for remark in remarks { fact(card, remark.term) { $0.append(utf8: remark.sentence) } }
  }

  private mutating func addSources(_ page: QualityPage) {
    let card = card(
      "What was read", sub: "One record may become several events. The CSV has every file")
    addDownload(card, page.sources)
    guard !page.kinds.isEmpty else { return empty(card, "No files.") }
    let table = table(card, "What was read", Tables.sourceKinds)
    addRows(page.kinds, of: Tables.sourceKinds, to: group(table))
  }

  private mutating func addQuality(
    _ card: Row, _ rows: [QualityRow], _ caption: String, empty words: String
  ) {
    guard !rows.isEmpty else { return empty(card, words) }
    let table = table(card, caption, Tables.quality)
    addRows(rows, of: Tables.quality, to: group(table))
  }
}
