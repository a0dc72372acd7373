import Bytes

/// What a record is about, in the order of a document's sections.
package enum RecordKind: UInt8, CaseIterable, Sendable {
  case organization, user, workspace, membership, event
  /// Says that the events beside it were grouped by `rollcall compact`; only in NDJSON.
  case compacted

  /// As NDJSON calls it.
  package var name: String {
    switch self {
    case .organization: "organization"
    case .user: "user"
    case .workspace: "workspace"
    case .membership: "membership"
    case .event: "event"
    case .compacted: "compacted"
    }
  }

  /// Those that are sections of a document.
  static let inDocuments = allCases.filter { $0 != .compacted }

  /// The key of its section in a document.
  var section: String { self == .organization ? name : "\(name)s" }
}

extension Chunk {
  /// What the records are; nil in lines, where each says so itself.
  var kind: RecordKind? { section.flatMap { RecordKind(rawValue: UInt8($0)) } }
}
