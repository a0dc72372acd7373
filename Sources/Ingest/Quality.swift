import Bytes
import CSimdjson
import Convert

/// Why a record is not counted, in the order in which reasons are tried.
package enum Reject: Int, CaseIterable, Sendable {
  case invalidJSON, missingField, wrongType, unknownKind, invalidTime, invalidCount
  case duplicateUser, duplicateWorkspace, unknownUser, unknownWorkspace, duplicateMembership
  case futureEvent

  package var name: String {
    switch self {
    case .invalidJSON: "invalid_json"
    case .missingField: "missing_field"
    case .wrongType: "wrong_type"
    case .unknownKind: "unknown_kind"
    case .invalidTime: "invalid_time"
    case .invalidCount: "invalid_count"
    case .duplicateUser: "duplicate_user"
    case .duplicateWorkspace: "duplicate_workspace"
    case .unknownUser: "unknown_user"
    case .unknownWorkspace: "unknown_workspace"
    case .duplicateMembership: "duplicate_membership"
    case .futureEvent: "future_event"
    }
  }
}

extension Reject {
  fileprivate var person: json_field? {
    switch self {
    case .invalidJSON, .missingField, .wrongType, .unknownKind, .duplicateWorkspace: nil
    case .duplicateUser: FIELD_ID
    case .invalidTime, .invalidCount, .unknownUser, .unknownWorkspace, .duplicateMembership,
      .futureEvent:
      FIELD_USER_ID
    }
  }
}

extension Note {
  fileprivate var person: json_field? {
    switch self {
    case .wrongType(let kind, _), .invalidTime(let kind, _): kind.person
    case .futureLogin: FIELD_ID
    case .unknownWorkspaceOfEvent: FIELD_USER_ID
    case .noOrganization, .noOrganizationName, .furtherOrganization, .converted: nil
    }
  }
}

extension RecordKind {
  fileprivate var person: json_field? {
    switch self {
    case .user: FIELD_ID
    case .membership, .event: FIELD_USER_ID
    case .organization, .workspace, .compacted: nil
    }
  }
}

/// What was taken as absent in a record that counts.
package enum Note: Hashable, Sendable {
  /// An optional field of the wrong type, by the field's place in the C header.
  case wrongType(RecordKind, field: UInt8)
  case invalidTime(RecordKind, field: UInt8)
  case futureLogin
  case unknownWorkspaceOfEvent
  case noOrganization
  case noOrganizationName
  case furtherOrganization
  /// Of an export.
  case converted(ConvertNote)
}

/// A count of records, and the first of them in file order.
struct Finding: Sendable {
  var records = 0
  var first: Position?

  mutating func add(_ position: Position?) {
    records += 1
    guard let position else { return }
    first = first.map { min($0, position) } ?? position
  }

  init(records: Int = 0, first: Position? = nil) {
    self.records = records
    self.first = first
  }

  mutating func merge(_ other: Finding) {
    records += other.records
    if let theirs = other.first { first = first.map { min($0, theirs) } ?? theirs }
  }
}

/// All rejects and notes of some records: a sum, merged in any order.
struct Findings: Sendable {
  private(set) var rejects = [Finding](repeating: Finding(), count: Reject.allCases.count)
  private(set) var notes: [Note: Finding] = [:]
  var rejected = RejectedRecords()

  mutating func add(_ reject: Reject, at position: Position) {
    rejects[reject.rawValue].add(position)
    rejected.add(position)
  }

  mutating func add(_ note: Note, at position: Position?) {
    notes[note, default: Finding()].add(position)
  }

  mutating func merge(_ reject: Reject, _ finding: Finding) {
    rejects[reject.rawValue].merge(finding)
  }

  mutating func merge(_ note: Note, _ finding: Finding) {
    if finding.records > 0 { notes[note, default: Finding()].merge(finding) }
  }

  mutating func merge(_ other: Findings) {
    for reject in Reject.allCases { rejects[reject.rawValue].merge(other.rejects[reject.rawValue]) }
    for (note, finding) in other.notes { merge(note, finding) }
    rejected.merge(other.rejected)
  }
}

/// Why a record does not count, or not as it is.
package enum Reason: Hashable, Sendable {
  case reject(Reject)
  case note(Note)

  /// The same without a word taken from the data.
  var withoutWords: Reason {
    if case .note(.converted(let note)) = self {
      .note(.converted(note.withoutWords))
    } else {
      self
    }
  }

  /// A reject's name, or `note:` and what it is about.
  package var name: String {
    switch self {
    case .reject(let reject): reject.name
    case .note(let note): "note: \(note.name)"
    }
  }

  /// In which field of the record the id of the user is that it is of; nil where it is of none, or
  /// nobody can tell.
  var person: json_field? {
    switch self {
    case .reject(let reject): reject.person
    case .note(let note): note.person
    }
  }
}

/// One row of the data-quality page.
package struct QualityRow: Sendable, Equatable {
  package var reason: Reason
  package var records: Int
  /// The record's own text, cut at 200 characters; ill-formed bytes are shown
  /// as U+FFFD.
  package var example: String
  package var place: Place?

  package var isNote: Bool {
    if case .note = reason { true } else { false }
  }

  /// Whether it is a note on exports, not on a field.
  package var isOfExport: Bool {
    if case .note(.converted) = reason { true } else { false }
  }
}
