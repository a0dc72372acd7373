import Bytes

/// What is understood of an export and deliberately not counted, as the data-quality page
/// calls it.
package enum ConvertNote: Hashable, Sendable {
  case seenAgain(System, String)
  /// `isWord` where `what` has a word taken from the data.
  case notCounted(System, String, isWord: Bool)
  case notInDirectory(System)
  case fileNotRead
  case accountsJoined
  case emailOfSeveralAccounts
  case peopleNamesNoAccount

  package var name: String {
    switch self {
    case .seenAgain: "seen again (\(subject))"
    case .notCounted: "not counted (\(subject))"
    case .notInDirectory: "user not in the directory (\(subject))"
    case .fileNotRead: "file not read"
    case .accountsJoined: "accounts joined"
    case .emailOfSeveralAccounts: "email of several accounts of one source"
    case .peopleNamesNoAccount: "people names no account"
    }
  }

  /// Which records it is about, or of which system; empty where it is about the inputs as a whole.
  package var subject: String {
    switch self {
    case .seenAgain(let system, let what), .notCounted(let system, let what, _):
      "\(system.rawValue) \(what)"
    case .notInDirectory(let system): system.rawValue
    case .fileNotRead, .accountsJoined, .emailOfSeveralAccounts, .peopleNamesNoAccount: ""
    }
  }

  /// The system that it is about; nil where it is about the inputs as a whole.
  package var system: System? {
    switch self {
    case .seenAgain(let system, _), .notCounted(let system, _, _), .notInDirectory(let system):
      system
    case .fileNotRead, .accountsJoined, .emailOfSeveralAccounts, .peopleNamesNoAccount: nil
    }
  }

  /// The note that is called so; nil where none is.
  package init?(name: String, isWord: Bool) {
    let whole: [ConvertNote] =
      [.fileNotRead, .accountsJoined, .emailOfSeveralAccounts, .peopleNamesNoAccount]
      + System.allCases.map { .notInDirectory($0) }
    if let note = whole.first(where: { $0.name == name }) {
      self = note
      return
    }
    let bytes = Array(name.utf8)
    for system in System.allCases {
      for make in [ConvertNote.seenAgain, { .notCounted($0, $1, isWord: isWord) }] {
        // All but the bracket.
        let start = make(system, "").name.utf8.dropLast()
        guard bytes.starts(with: start), bytes.last == UInt8(ascii: ")") else { continue }
        let what = bytes.dropFirst(start.count).dropLast()
        self = make(system, String(decoding: what, as: UTF8.self))
        return
      }
    }
    return nil
  }

  /// Whether `name` holds a word taken from the data.
  package var isWord: Bool {
    if case .notCounted(_, _, let isWord) = self { isWord } else { false }
  }

  /// Whether it is about records that would be events, whatever users and workspaces there are.
  package var isOfEvents: Bool {
    switch self {
    case .seenAgain, .notCounted: true
    default: false
    }
  }

  /// Whether it is about what `site.yml` says.
  package var isOfSettings: Bool { self == .peopleNamesNoAccount }

  /// The same without a word taken from the data.
  package var withoutWords: ConvertNote {
    if case .notCounted(let system, _, isWord: true) = self {
      return .notCounted(system, "records of other kinds", isWord: false)
    }
    return self
  }
}

/// A count of records, and the first of them in file order.
package struct Noted: Sendable {
  /// As many as can be counted, where an export tells numbers beyond that.
  package var records = 0
  package var first: Position?

  mutating func add(_ count: Int = 1, at position: Position?) {
    let (sum, isOver) = records.addingReportingOverflow(count)
    records = isOver ? .max : sum
    guard let position else { return }
    first = first.map { min($0, position) } ?? position
  }

  mutating func merge(_ other: Noted) { add(other.records, at: other.first) }
}

extension [ConvertNote: Noted] {
  mutating func add(_ note: ConvertNote, _ count: Int = 1, at position: Position?) {
    if count > 0 { self[note, default: Noted()].add(count, at: position) }
  }

  mutating func merge(_ other: [ConvertNote: Noted]) {
    for (note, noted) in other { self[note, default: Noted()].merge(noted) }
  }
}
