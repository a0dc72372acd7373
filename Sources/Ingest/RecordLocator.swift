import Bytes
import CSimdjson
import Convert

/// Turns positions of records into rows for people.
struct RecordLocator {
  private static let exampleLength = 200
  let sources: [Source]
  /// Of rollcall's own dumps, the first of the sources.
  let facts: [SourceFacts]
  let copy: StandardInputCopy
  let inputs: Inputs
  let dropped: DroppedUsers

  func locator(_ source: Int) -> Locator {
    let isLines = source < facts.count && facts[source].format == .ndjson
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
    if facts[chunk.source].format == .json { chunk.records = Chunk.borders(in: window.bytes) }
    second.read(chunk, window)
    let ordinal = row - found.rows.lowerBound
    guard ordinal < second.rowOffsets.count else { return nil }
    return Position(source: chunk.source, offset: second.rowOffsets[ordinal])
  }

  /// Rows for the data-quality page: rejects in the order in which reasons are
  /// tried, then notes by name; only what occurred.
  func rows(_ findings: Findings, _ roster: Roster) -> [QualityRow] {
    let rejects = Reject.allCases.map { (Reason.reject($0), findings.rejects[$0.rawValue]) }
    let notes = findings.notes.map { (Reason.note($0.key), $0.value) }
      .sorted { $0.0.name < $1.0.name }
    let rows = (rejects + notes).filter { $0.1.records > 0 }
    let people = Dictionary(
      rows.compactMap { reason, finding in finding.first.map { ($0, reason.person) } },
      uniquingKeysWith: { $0 ?? $1 })
    let shown = locate(people, roster)
    return rows.map { reason, finding in
      let found = finding.first.flatMap { shown[$0] }
      return QualityRow(
        reason: reason, records: finding.records, example: found?.shown ?? "", place: found?.place)
    }
  }

  /// Every first example, each source read once. A place is hidden where the file's name names
  /// somebody who is left out.
  ///
  /// - Parameter people: in which field of the record that begins there the user's id is.
  private func locate(
    _ people: [Position: json_field?], _ roster: Roster
  ) -> [Position: (place: Place?, shown: String)] {
    var shown: [Position: (place: Place?, shown: String)] = [:]
    for (source, positions) in Dictionary(grouping: people.keys, by: \.source) {
      let sorted = positions.sorted()
      let isHidden = roster.dropped.isNamed(in: sources[source].name.utf8)
      let format = inputs.format(of: source)
      let found = locator(source).records(at: sorted.map(\.offset)) { offset, record in
        let person = people[Position(source: source, offset: offset)] ?? nil
        return isShown(record, format, of: person, roster) ? example(record, format) : ""
      }
      for (position, record) in zip(sorted, found) {
        shown[position] = (isHidden ? nil : record.place, record.shown)
      }
    }
    return shown
  }

  /// While anybody is left out, a record is shown only where it is a native one of somebody who is
  /// not, and names nobody who is: of any other, nobody can tell whose it is.
  private func isShown(
    _ record: UnsafeRawBufferPointer, _ format: Format?, of person: json_field?, _ roster: Roster
  ) -> Bool {
    guard !dropped.isEmpty else { return true }
    guard format == .native, let person, let user = RecordProbe().user(record, in: person),
      roster.knows(user)
    else { return false }
    // A word may begin in what is shown and go on behind it.
    let length = 4 * RecordLocator.exampleLength + 6 * DroppedUsers.longestWord
    return !roster.dropped.isNamed(in: unescaped(record.prefix(length)))
  }

  /// The record cut at so many characters, of which each has up to four bytes; of a foreign one the
  /// fields that are read, of a file of no known format nothing.
  private func example(_ record: UnsafeRawBufferPointer, _ format: Format?) -> String {
    guard let format else { return "" }
    let text =
      format == .native
      ? String(decoding: record.prefix(RecordLocator.exampleLength * 4), as: UTF8.self)
      : ForeignExample.text(record, format)
    return String(
      String.UnicodeScalarView(text.unicodeScalars.prefix(RecordLocator.exampleLength)))
  }
}
