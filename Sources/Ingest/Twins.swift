import Bytes
import Hash

/// What is known of a source once it is read.
struct SourceFacts: Sendable {
  let format: InputFormat
  /// The digest of its first bytes: what is alike begins alike.
  let head: SHA256.Digest
  /// Of all its bytes, uncompressed.
  var size = 0
  var hasRecord = false
  /// The sections that a document has no key for.
  var absentSections: [RecordKind] = []
}

/// Finds sources whose records would all count twice.
struct Twins {
  let sources: [Source]
  let facts: [SourceFacts]
  let copy: StandardInputCopy

  private struct Likeness: Hashable {
    let size: Int
    let head: SHA256.Digest
  }

  /// Stops the run where two sources with records have equal bytes, uncompressed. Reads those
  /// again that are of one size and begin alike, as no two other than twins do.
  func refuse() throws(InputError) {
    let withRecords = facts.indices.filter { facts[$0].hasRecord }
    let alike = Dictionary(grouping: withRecords) { source in
      Likeness(size: facts[source].size, head: facts[source].head)
    }
    for group in alike.values.filter({ $0.count > 1 }).sorted(by: { $0[0] < $1[0] }) {
      var seen: [SHA256.Digest: Int] = [:]
      for source in group {
        if let first = seen.updateValue(source, forKey: try digest(of: source)) {
          throw sources[source].error(.sameBytes(as: sources[first].shownPath))
        }
      }
    }
  }

  private func digest(of source: Int) throws(InputError) -> SHA256.Digest {
    let stream = try ByteStream(sources[source], copy: copy, rereads: true)
    let window = Window()
    var hash = SHA256()
    var isOpen = true
    while isOpen {
      window.count = 0
      isOpen = try window.fill(from: stream)
      hash.add(window.bytes)
    }
    return hash.digest()
  }
}
