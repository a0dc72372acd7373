import Bytes
import CSimdjson

/// `signIns` of Microsoft Graph.
final class EntraSignIns: Converter {
  enum Field: String, RecordField {
    case id
    case userID = "userId"
    case servicePrincipalID = "servicePrincipalId"
    case isInteractive
    case errorCode = "status.errorCode"
    case createdDateTime
    case appID = "appId"
    case appDisplayName
    case userDisplayName
    case userPrincipalName
  }

  let record = Record<Field>()

  func convert(into sink: Sink) {
    guard sink.isFirst("sign-in", record.id(.id).keyPart) else { return }
    if user.isAbsent, record.text(.servicePrincipalID) != nil {
      return sink.note("service principal sign-in")
    }
    if record[.isInteractive].kind == VALUE_FALSE { return sink.note("non-interactive sign-in") }
    guard case .text(let error) = record.id(.errorCode) else {
      return record[.errorCode].isAbsent ? sink.reject(.event, .absent) : failed(sink)
    }
    guard error.equals("0") else { return failed(sink) }
    let email = record.address(.userPrincipalName)
    sink.event(
      Who(id: user, name: record.text(.userDisplayName), email: email),
      in: Venue(id: record.id(.appID), name: record.text(.appDisplayName)), type: "login".utf8,
      at: record[.createdDateTime])
  }

  private func failed(_ sink: Sink) { sink.note("failed sign-in") }

  /// All zeros are nobody.
  private var user: FieldText {
    let id = record.id(.userID)
    if case .text(let text) = id, text.equals("00000000-0000-0000-0000-000000000000") {
      return .absent
    }
    return id
  }
}
