import Bytes
import Civil
import Convert

/// What the files of compacted dumps say of what is not in them.
struct CompactedFindings {
  /// With the name of a zone.
  private let headers: [CompactedRecord]
  /// How many users on `opt_out` are not there.
  let leftOut: Int
  /// About exports, with how many records each is.
  let notes: [ConvertNote: Int]
  /// Names what was compacted; nil where nothing was.
  let ids: Set<String>
  /// The files that were, in file order, each with the number of the source that says so.
  let parts: [(part: CompactedPart, source: Int)]
  /// The sources that say anything.
  let sources: Set<Int>

  /// - Parameter known: the number of first sources that are passed over.
  init(_ readers: [RecordReader], from known: Int = 0) {
    let records = readers.flatMap(\.compacted).filter { $0.position.source >= known }
    headers = records.filter { !$0.zone.isEmpty }.sorted { $0.position < $1.position }
    ids = Set(headers.map(\.id.string))
    sources = Set(records.map(\.position.source))
    parts = records.filter { $0.zone.isEmpty && $0.name.isEmpty && !$0.type.isEmpty }
      .sorted { $0.position < $1.position }
      .map { (CompactedPart(id: $0.id.string, digest: $0.type.string), $0.position.source) }
    var leftOut = 0
    var notes: [ConvertNote: Int] = [:]
    for record in records where !record.name.isEmpty {
      let name = record.name.string
      if name == CompactedRecord.leftOut {
        leftOut += record.count
      } else if let note = ConvertNote(name: name, isWord: record.isWord) {
        notes[note, default: 0] += record.count
      }
    }
    self.leftOut = leftOut
    self.notes = notes
  }

  /// Hours of one zone cannot be cut anew in another, unless both have the same clock.
  func refuseAnotherZone(_ zone: Zone, _ locate: RecordLocator) throws(InputError) {
    for record in headers where record.zone.string != zone.name {
      let name = record.zone.string
      let theirs = try? Zone.load(name)
      guard theirs?.starts != zone.starts || theirs?.offsets != zone.offsets else { continue }
      throw InputError(
        .compactedInAnotherZone(name, zone: zone.name), at: locate.place(of: record.position))
    }
  }

  func add(to findings: inout Findings) {
    for (note, count) in notes { findings.merge(.converted(note), Finding(records: count)) }
  }
}
