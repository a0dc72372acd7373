import Configure
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
    begin(.quality, title: .dataQuality, page.download)
    let card = card(
      words.counted(.nRejected, page.rejects), id: "rejects", sub: words[.rejectedSub])
    addQuality(
      card, page.rows.filter { !$0.isNote }, .rejectedCaption, empty: .rejectedEmpty)
    addSources(page)
    addQuality(
      self.card(.notes, id: "notes", sub: words[.notesSub]),
      page.rows.filter { $0.isNote && !$0.isOfExport }, .notesCaption, empty: .notesEmpty)
    addRemarks(page.remarks)
    let exports = page.rows.filter(\.isOfExport)
    guard !exports.isEmpty else { return }
    let notes = self.card(.exportNotes, id: "exports", sub: words[.exportNotesSub])
    let table = table(notes, .exportNotes, Tables.exportNotes)
    addRows(exports, of: Tables.exportNotes, to: group(table))
  }

  private mutating func addRemarks(_ remarks: [InputRemark]) {
    guard !remarks.isEmpty else { return }
    let words = words
    let card = card(.input, id: "input", sub: words[.inputSub])
    for remark in remarks {
      fact(card, remark.term) { words.append(remark.text, remark.values, to: &$0) }
    }
  }

  private mutating func addSources(_ page: QualityPage) {
    let card = card(.whatWasRead, id: "files", sub: words[.whatWasReadSub])
    addDownload(card, page.sources)
    guard !page.kinds.isEmpty else { return empty(card, .noFiles) }
    let table = table(card, .whatWasRead, Tables.sourceKinds)
    addRows(page.kinds, of: Tables.sourceKinds, to: group(table))
  }

  private mutating func addQuality(
    _ card: Row, _ rows: [QualityRow], _ caption: Phrase, empty why: Phrase
  ) {
    guard !rows.isEmpty else { return empty(card, why) }
    let table = table(card, caption, Tables.quality)
    addRows(rows, of: Tables.quality, to: group(table))
  }
}
