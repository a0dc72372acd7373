import Bytes

/// Okta's Users API.
final class OktaUsers: Converter {
  enum Field: String, RecordField {
    case id
    case displayName = "profile.displayName"
    case firstName = "profile.firstName"
    case lastName = "profile.lastName"
    case login = "profile.login"
    case email = "profile.email"
    case title = "profile.title"
    case status
    case created
    case lastLogin
  }

  let record = Record<Field>()

  func convert(into sink: Sink) {
    let id = record.id(.id)
    guard case .text(let text) = id else { return sink.reject(.user, id) }
    var account = Account(system: .okta, position: sink.position, id: sink.keepID(text))
    account.name = name(sink)
    let login = record.address(.login)
    account.address = sink.keep(record.text(.email) ?? login)
    account.email = sink.keepJSON(record.text(.email) ?? login)
    account.title = sink.keepJSON(record.text(.title))
    account.status = status(sink)
    account.created = sink.keepJSON(record[.created])
    account.login = sink.keepJSON(record[.lastLogin])
    sink.directory.add(account)
  }

  private func name(_ sink: Sink) -> Text {
    if let name = record.text(.displayName) { return sink.keepJSON(name) }
    if let name = fullName(record.text(.firstName), record.text(.lastName)) {
      return name.withUnsafeBytes { sink.keepJSON($0) }
    }
    return sink.keepJSON(record.text(.login))
  }

  private func status(_ sink: Sink) -> Text {
    guard let status = record.text(.status) else { return .empty }
    switch status.string {
    case "ACTIVE", "PASSWORD_EXPIRED", "RECOVERY": return .empty
    case "STAGED", "PROVISIONED": return sink.keepJSON(word: "invited")
    case "SUSPENDED": return sink.keepJSON(word: "suspended")
    case "DEPROVISIONED": return sink.keepJSON(word: "deactivated")
    case "LOCKED_OUT": return sink.keepJSON(word: "locked")
    default: return status.map(lowercased).withUnsafeBytes { sink.keepJSON($0) }
    }
  }
}
