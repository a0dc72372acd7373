import Bytes

/// Users of Google's Directory API.
final class GoogleUsers: Converter {
  enum Field: String, RecordField {
    case id
    case primaryEmail
    case fullName = "name.fullName"
    case givenName = "name.givenName"
    case familyName = "name.familyName"
    case isAdmin
    case isDelegatedAdmin
    case archived
    case deletionTime
    case suspended
    case creationTime
    case lastLoginTime
  }

  let record = Record<Field>()

  func convert(into sink: Sink) {
    let id = record.id(.id)
    let email = record.text(.primaryEmail)
    var own: Text
    switch id {
    case .text(let text): own = sink.keepID(text)
    case .wrongType: return sink.reject(.user, id)
    case .absent:
      guard let address = email.map(comparable), !address.isEmpty else {
        return sink.reject(.user, id)
      }
      own = address.withUnsafeBytes { sink.keepID($0) }
    }
    var account = Account(system: .google, position: sink.position, id: own)
    account.name = name(email, sink)
    account.address = sink.keep(email)
    account.email = sink.keepJSON(email)
    let isAdmin = record.isTrue(.isAdmin) || record.isTrue(.isDelegatedAdmin)
    account.role = sink.keepJSON(word: isAdmin ? "admin" : "member")
    if record.isTrue(.archived) || !record[.deletionTime].isAbsent {
      account.status = sink.keepJSON(word: "deactivated")
    } else if record.isTrue(.suspended) {
      account.status = sink.keepJSON(word: "suspended")
    }
    account.created = sink.keepJSON(record[.creationTime])
    let isNever = record.text(.lastLoginTime).map { $0.hasPrefix("1970-01-01T00:00:00") } ?? false
    if !isNever { account.login = sink.keepJSON(record[.lastLoginTime]) }
    sink.directory.add(account)
  }

  private func name(_ email: UnsafeRawBufferPointer?, _ sink: Sink) -> Text {
    if let name = record.text(.fullName) { return sink.keepJSON(name) }
    if let name = fullName(record.text(.givenName), record.text(.familyName)) {
      return name.withUnsafeBytes { sink.keepJSON($0) }
    }
    return sink.keepJSON(email)
  }
}
