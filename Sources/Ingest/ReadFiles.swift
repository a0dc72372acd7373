import Bytes
import Convert

/// What was read: file by file, and of each system in all.
package struct ReadFiles: Sendable {
  /// A file, and what became of its records.
  package struct File: Sendable {
    /// `native`, the word of a system, or empty where the file holds nothing that is known.
    package var source: String
    package var name: String
    package var contents: Contents
    package var records = 0
    /// Those of which nothing counts, each under a note.
    package var notCounted = 0
    /// Those of which something is rejected.
    package var rejected = 0
    package var used: Int { records - notCounted - rejected }
  }

  /// What a file holds.
  package enum Contents: Hashable, Sendable {
    case records(Format)
    case notRead, withoutRecord

    /// As tables have it.
    package var name: String {
      switch self {
      case .records(.native): "native dump"
      case .records(let format): format.name
      case .notRead: "not read"
      case .withoutRecord: "without a record"
      }
    }
  }

  /// What was found of one system.
  package struct Found: Sendable {
    package var name: String
    package var files = 0
    package var users = 0
    package var workspaces = 0
    package var events = 0
    package var notes = 0
  }

  static let native = "native"

  /// In file order; those without a record come last.
  package private(set) var files: [File] = []
  /// Native dumps first.
  package private(set) var systems: [Found] = []
  /// From where the records come first: the words of `File.source`, and of what was compacted those
  /// of the files that it was made of.
  package private(set) var origins: Set<String> = []

  /// - Parameters:
  ///   - natives: who read native dumps.
  ///   - events: how many events they read.
  init(
    _ inputs: Inputs, natives: some Sequence<RecordReader>, _ events: Int, _ people: Population?,
    _ findings: Findings
  ) {
    addFiles(inputs, natives.map(\.records), people?.files ?? [:], findings.rejected.counts)
    addFound(natives, events, inputs, findings)
    if let people { addFound(people, inputs) }
    origins = ReadFiles.origins(inputs, natives.flatMap(\.compacted))
  }

  /// - Parameter known: the number of first sources that are passed over.
  static func origins(
    _ inputs: Inputs, _ compacted: [CompactedRecord], from known: Int = 0
  ) -> Set<String> {
    var told: [Int: [String]] = [:]
    for record in compacted { told[record.position.source, default: []] += record.origins }
    var origins: Set<String> = []
    for number in inputs.sources.indices.dropFirst(known) {
      guard let format = inputs.format(of: number) else { continue }
      let own = format.system?.rawValue ?? native
      origins.formUnion(told[number, default: []].isEmpty ? [own] : told[number, default: []])
    }
    return origins
  }

  package var hasExports: Bool { files.contains { $0.source != ReadFiles.native } }

  /// Without names that `isHidden`.
  func hiding(_ isHidden: (String) -> Bool) -> ReadFiles {
    var hiding = self
    for index in files.indices where isHidden(files[index].name) { hiding.files[index].name = "" }
    return hiding
  }

  /// With numbers for the files' names, which people choose.
  package var numbered: ReadFiles {
    var numbered = self
    for index in files.indices { numbered.files[index].name = "\(index + 1)" }
    return numbered
  }

  private mutating func addFiles(
    _ inputs: Inputs, _ natives: [[Int: Int]], _ exports: [Int: FileCount], _ rejected: [Int: Int]
  ) {
    for (number, source) in inputs.sources.enumerated() {
      guard let format = inputs.format(of: number) else {
        files.append(File(source: "", name: source.name, contents: .notRead))
        continue
      }
      let count = exports[number] ?? FileCount()
      files.append(
        File(
          source: format.system?.rawValue ?? ReadFiles.native, name: source.name,
          contents: .records(format),
          records: count.records + natives.reduce(0) { $0 + ($1[number] ?? 0) },
          notCounted: count.notCounted, rejected: rejected[number] ?? 0))
    }
    for name in inputs.withoutRecord {
      files.append(File(source: "", name: name, contents: .withoutRecord))
    }
  }

  private mutating func addFound(
    _ natives: some Sequence<RecordReader>, _ events: Int, _ inputs: Inputs,
    _ findings: Findings
  ) {
    guard !inputs.native.isEmpty else { return }
    var found = Found(name: "native dumps", files: inputs.native.count, events: events)
    for reader in natives {
      found.users += reader.users.count
      found.workspaces += reader.workspaces.count
    }
    for (note, finding) in findings.notes {
      if case .converted = note { continue }
      found.notes += finding.records
    }
    systems.append(found)
  }

  private mutating func addFound(_ people: Population, _ inputs: Inputs) {
    for system in System.allCases {
      let numbers = inputs.sources.indices.filter { inputs.format(of: $0)?.system == system }
      guard !numbers.isEmpty else { continue }
      let count = people.count(of: system)
      systems.append(
        Found(
          name: system.name, files: numbers.count, users: count.users,
          workspaces: count.workspaces,
          events: numbers.reduce(0) { $0 + (people.files[$1]?.events ?? 0) },
          notes: people.notes.reduce(0) { $0 + ($1.key.system == system ? $1.value.records : 0) }))
    }
  }
}
