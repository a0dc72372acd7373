import CSimdjson

extension Note {
  /// As the data-quality page calls it, after `note: `.
  package var name: String {
    switch self {
    case .wrongType(let kind, let field): "\(kind.name).\(fieldName(field)) of the wrong type"
    case .invalidTime(let kind, let field): "\(kind.name).\(fieldName(field)) is no valid time"
    case .futureLogin: "user.last_login_at later than the data"
    case .unknownWorkspaceOfEvent: "event.workspace_id of no known workspace"
    case .noOrganization: "no organization"
    case .noOrganizationName: "organization.name missing"
    case .furtherOrganization: "organization given more than once"
    case .converted(let note): note.name
    }
  }

  private func fieldName(_ field: UInt8) -> String {
    String(cString: json_field_name(json_field(UInt32(field))))
  }
}
