import Bytes
import Foundation

@testable import Ingest

/// A folder of dump files for one test, removed with the value.
final class DumpFile {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("rollcall-ingest-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func inputs(_ bytes: [UInt8], _ name: String = "dump.json") throws -> InputFiles {
    let file = folder.appendingPathComponent(name)
    try Data(bytes).write(to: file)
    return try InputFiles([FilePath(file.path)])
  }

  func read(_ bytes: [UInt8], threads: Int = 1) throws -> Dump {
    var options = IngestOptions()
    options.threads = threads
    options.now = 1_800_000_000
    return try Ingest.read(try inputs(bytes), options)
  }

  func read(_ text: String, threads: Int = 1) throws -> Dump {
    try read(Array(text.utf8), threads: threads)
  }
}

extension Dump {
  var userIDs: [String] { users.map(\.id.string) }

  /// Reasons and notes with their counts, as `reason 2`.
  var reasons: [String] { quality.map { "\($0.reason.name) \($0.records)" } }

  /// Everything of the dump in words, in an order that no thread decides.
  var words: [String] {
    var lines = [organization.name.string, zone.name, "\(asOf)"]
    lines += users.map { "\($0.id.string) \($0.shownName.string) \($0.isBot)" }
    lines += workspaces.map(\.id.string)
    lines += memberships.map { "\($0.user) \($0.workspace) \($0.role.string)" }
    for user in users.indices {
      lines += events[user].map { row in
        let pair = pairs[Int(row.pair)]
        return "\(user) \(row.time) \(types[pair.type].string) \(pair.workspace ?? -1) \(row.count)"
      }.sorted()
    }
    return lines + quality.map { "\($0)" }
  }
}

/// A small generator with a seed: SplitMix64.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}
