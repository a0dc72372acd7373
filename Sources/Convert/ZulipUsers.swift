import Bytes
import CSimdjson

/// `zerver_userprofile`, `…_crossrealm` and `…_mirrordummy`.
final class ZulipUsers: Converter {
  enum Field: String, RecordField {
    case id
    case fullName = "full_name"
    case deliveryEmail = "delivery_email"
    case email
    case isBot = "is_bot"
    case role
    case isActive = "is_active"
    case dateJoined = "date_joined"
    case lastLogin = "last_login"
  }

  let record = Record<Field>()
  /// All of `…_crossrealm` are bots.
  private let areBots: Bool

  init(areBots: Bool) { self.areBots = areBots }

  func convert(into sink: Sink) {
    let id = record.id(.id)
    guard case .text(let text) = id else { return sink.reject(.user, id) }
    var account = Account(system: .zulip, position: sink.position, id: sink.keepID(text))
    account.name = sink.keepJSON(record.text(.fullName))
    account.address = sink.keep(record.text(.deliveryEmail, .email))
    account.email = sink.keepJSON(record.text(.deliveryEmail, .email))
    account.isBot = areBots || record.isTrue(.isBot)
    if let role = account.isBot ? "bot" : role { account.role = sink.keepJSON(word: role) }
    if record[.isActive].kind == VALUE_FALSE { account.status = sink.keepJSON(word: "deactivated") }
    account.created = sink.keepJSON(record[.dateJoined])
    account.login = sink.keepJSON(record[.lastLogin])
    sink.directory.add(account)
  }

  private var role: StaticString? {
    guard record[.role].kind == VALUE_INTEGER else { return nil }
    switch record[.role].integer {
    case 100: return "owner"
    case 200: return "admin"
    case 300: return "moderator"
    case 400: return "member"
    case 600: return "guest"
    default: return nil
    }
  }
}
