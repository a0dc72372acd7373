import CSimdjson

extension Note {
  /// As the data-quality page calls it, after `note: `.
  package var name: String {
    switch self {
    case .wrongType: "\(subject) of the wrong type"
    case .invalidTime: "\(subject) is no valid time"
    case .futureLogin: "\(subject) later than the data"
    case .unknownWorkspaceOfEvent: "\(subject) of no known workspace"
    case .noOrganization: "no \(subject)"
    case .noOrganizationName: "\(subject) missing"
    case .furtherOrganization: "\(subject) given more than once"
    case .converted(let note): note.name
    }
  }

  /// What it is about: a field, a kind of record, or records of an export.
  package var subject: String {
    switch self {
    case .wrongType(let kind, let field), .invalidTime(let kind, let field):
      "\(kind.name).\(fieldName(field))"
    case .futureLogin: "user.last_login_at"
    case .unknownWorkspaceOfEvent: "event.workspace_id"
    case .noOrganization, .furtherOrganization: RecordKind.organization.name
    case .noOrganizationName: "organization.name"
    case .converted(let note): note.subject
    }
  }

  private func fieldName(_ field: UInt8) -> String {
    String(cString: json_field_name(json_field(UInt32(field))))
  }
}
