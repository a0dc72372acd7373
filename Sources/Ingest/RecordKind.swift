/// What a record is about, in the order of a document's sections.
package enum RecordKind: UInt8, CaseIterable, Sendable {
  case organization, user, workspace, membership, event

  /// As NDJSON calls it.
  package var name: String {
    switch self {
    case .organization: "organization"
    case .user: "user"
    case .workspace: "workspace"
    case .membership: "membership"
    case .event: "event"
    }
  }

  /// The key of its section in a document.
  var section: String { self == .organization ? name : "\(name)s" }
}
