import Bytes
import Hash

/// What is known of a source once it is read.
struct SourceFacts: Sendable {
  let format: InputFormat
  /// The digest of its first bytes: what is alike begins alike.
  let head: SHA256.Digest
  /// Of all its bytes, uncompressed.
  var size = 0
  /// The same, only where it is wanted.
  var digest: UInt128?
  var hasRecord = false
  /// The sections that a document has no key for.
  var absentSections: [RecordKind] = []
}

/// A file that was compacted, as its outcome names it.
struct CompactedPart: Hashable, Sendable {
  /// Of how it begins and how long it is.
  let id: String
  /// Of all its bytes.
  let digest: String

  init(id: String, digest: String) {
    self.id = id
    self.digest = digest
  }

  /// nil for a file without a digest.
  init?(_ facts: SourceFacts) {
    guard let digest = facts.digest else { return nil }
    self.init(id: CompactedPart.id(of: facts), digest: CompactedPart.text(digest))
  }

  static func id(of facts: SourceFacts) -> String { id(of: facts.head + "\(facts.size)".utf8) }

  /// 16 digits of hex.
  static func id(of bytes: [UInt8]) -> String {
    Hex.text(bytes.withUnsafeBytes { SHA256.digest(of: Array($0)) }.prefix(8))
  }

  static func text(_ digest: UInt128) -> String {
    Hex.text((0..<16).map { UInt8(truncatingIfNeeded: digest >> (120 - 8 * $0)) })
  }
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

  /// Stops the run where a source is there beside what was compacted of it, or was compacted twice.
  /// Reads those again that begin like what was compacted, and are as long.
  ///
  /// - Parameters:
  ///   - parts: in file order, each with the source that names it.
  ///   - known: of how many first sources no events count.
  func refuse(
    _ parts: [(part: CompactedPart, source: Int)], from known: Int
  ) throws(InputError) {
    guard !parts.isEmpty else { return }
    var first: [CompactedPart: Int] = [:]
    for (part, source) in parts {
      guard let other = first[part], other != source else {
        first[part] = source
        continue
      }
      throw sources[source].error(.compactedTwice(other: sources[other].shownPath))
    }
    let ids = Dictionary(grouping: first.keys, by: \.id)
    for source in facts.indices.dropFirst(known) where facts[source].hasRecord {
      guard let alike = ids[CompactedPart.id(of: facts[source])] else { continue }
      let digest = CompactedPart.text(try fullDigest(of: source))
      guard let twin = alike.first(where: { $0.digest == digest }), let other = first[twin],
        other != source
      else { continue }
      throw sources[source].error(.compactedToo(other: sources[other].shownPath))
    }
  }

  private func fullDigest(of source: Int) throws(InputError) -> UInt128 {
    let stream = try ByteStream(sources[source], copy: copy, rereads: true)
    let hash = RunningHash(of: stream)
    let window = Window()
    repeat { window.count = 0 } while try window.fill(from: stream)
    return hash.digest
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
