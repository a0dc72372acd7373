import Bytes
import Convert

/// Turns positions of records into rows for people.
struct RecordLocator {
  private static let exampleLength = 200
  let sources: [Source]
  let formats: [InputFormat]
  let copy: StandardInputCopy
  let inputs: Inputs
  let dropped: DroppedUsers

  func locator(_ source: Int) -> Locator {
    let isLines = source < formats.count && formats[source] == .ndjson
    return Locator(sources[source], isLines: isLines, copy: copy)
  }

  func place(of position: Position) -> Place {
    locator(position.source).place(of: position.offset)
  }

  /// Where event row `row` of `reader` stands: its chunk is read once more.
  func position(ofRow row: Int, in reader: RecordReader) -> Position? {
    if let run = reader.converted.first(where: { $0.rows.contains(row) }) {
      let offset = run.offsets[row - run.rows.lowerBound]
      return Position(source: run.source, offset: Int(offset))
    }
    guard let found = reader.chunks.first(where: { $0.rows.contains(row) }) else { return nil }
    let second = RecordReader(dropping: dropped, keepsRowOffsets: true)
    var chunk = found.chunk
    let window = Window()
    guard locator(chunk.source).reread(chunk.range, into: window) else { return nil }
    if formats[chunk.source] == .json { chunk.records = Chunk.borders(in: window.bytes) }
    second.read(chunk, window)
    let ordinal = row - found.rows.lowerBound
    guard ordinal < second.rowOffsets.count else { return nil }
    return Position(source: chunk.source, offset: second.rowOffsets[ordinal])
  }

  /// Rows for the data-quality page: rejects in the order in which reasons are
  /// tried, then notes by name; only what occurred.
  func rows(_ findings: Findings) -> [QualityRow] {
    let shown = locate(findings)
    func row(_ reason: Reason, _ finding: Finding, isUnderstood: Bool = true) -> QualityRow {
      let found = finding.first.flatMap { shown[$0] }
      // It may be of somebody who appears nowhere.
      let isShown = isUnderstood || dropped.isEmpty
      return QualityRow(
        reason: reason, records: finding.records,
        example: isShown ? found?.shown ?? "" : "", place: found?.place)
    }
    let rejects = Reject.allCases.compactMap { reject -> QualityRow? in
      let finding = findings.rejects[reject.rawValue]
      guard finding.records > 0 else { return nil }
      return row(.reject(reject), finding, isUnderstood: reject.isUnderstood)
    }
    let notes = findings.notes.map { row(.note($0.key), $0.value) }
    return rejects + notes.sorted { $0.reason.name < $1.reason.name }
  }

  /// The record cut at so many characters; nothing where a dropped user is named.
  private func example(_ record: Slice<UnsafeRawBufferPointer>, _ format: Format) -> String {
    if dropped.isNamed(in: record) { return "" }
    guard format == .native else {
      // Of whom a foreign record is, cannot be told for sure.
      guard dropped.isEmpty else { return "" }
      let text = ForeignExample.text(UnsafeRawBufferPointer(rebasing: record), format)
      return String(
        String.UnicodeScalarView(text.unicodeScalars.prefix(RecordLocator.exampleLength)))
    }
    // Up to four bytes a character.
    let text = String(decoding: record.prefix(RecordLocator.exampleLength * 4), as: UTF8.self)
    return String(
      String.UnicodeScalarView(text.unicodeScalars.prefix(RecordLocator.exampleLength)))
  }

  /// Every first example, each source read once.
  private func locate(_ findings: Findings) -> [Position: (place: Place, shown: String)] {
    let firsts = findings.rejects.compactMap(\.first) + findings.notes.values.compactMap(\.first)
    var shown: [Position: (place: Place, shown: String)] = [:]
    for (source, positions) in Dictionary(grouping: Set(firsts), by: \.source) {
      let sorted = positions.sorted()
      let found = locator(source).records(at: sorted.map(\.offset)) {
        example($0, inputs.format(of: source))
      }
      for (position, record) in zip(sorted, found) { shown[position] = record }
    }
    return shown
  }
}
