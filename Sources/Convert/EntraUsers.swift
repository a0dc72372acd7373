import Bytes
import CSimdjson

/// `users` of Microsoft Graph.
final class EntraUsers: Converter {
  enum Field: String, RecordField {
    case id
    case displayName
    case userPrincipalName
    case mail
    case jobTitle
    case userType
    case accountEnabled
    case externalUserState
    case createdDateTime
    case lastSuccessful = "signInActivity.lastSuccessfulSignInDateTime"
    case lastAttempt = "signInActivity.lastSignInDateTime"
  }

  let record = Record<Field>()

  func convert(into sink: Sink) {
    let login = isNever(.lastSuccessful) ? json_value() : record[.lastSuccessful]
    if login.isAbsentTime, !record[.lastAttempt].isAbsentTime, !isNever(.lastAttempt) {
      sink.directory.notes.add(
        .notCounted(.entra, "last sign-in attempt", isWord: false), at: sink.position)
    }
    let id = record.id(.id)
    guard case .text(let text) = id else { return sink.reject(.user, id) }
    var account = Account(system: .entra, position: sink.position, id: sink.keepID(text))
    account.name = sink.keepJSON(record.text(.displayName, .userPrincipalName))
    let principal = record.address(.userPrincipalName)
    account.address = sink.keep(record.text(.mail) ?? principal)
    account.email = sink.keepJSON(record.text(.mail) ?? principal)
    account.title = sink.keepJSON(record.text(.jobTitle))
    let isGuest = record.text(.userType).map { $0.equals("Guest") } ?? false
    account.role = sink.keepJSON(word: isGuest ? "guest" : "member")
    if record[.accountEnabled].kind == VALUE_FALSE {
      account.status = sink.keepJSON(word: "deactivated")
    } else if record.text(.externalUserState).map({ $0.equals("PendingAcceptance") }) ?? false {
      account.status = sink.keepJSON(word: "invited")
    }
    account.created = sink.keepJSON(record[.createdDateTime])
    account.login = sink.keepJSON(login)
    sink.directory.add(account)
  }

  /// The year 1 stands for never.
  private func isNever(_ field: Field) -> Bool {
    record.text(field).map { $0.hasPrefix("0001-") } ?? false
  }
}
