import Bytes

/// `users.json` of a Slack export.
final class SlackUsers: Converter {
  enum Field: String, RecordField {
    case id
    case name
    case realName = "real_name"
    case profileRealName = "profile.real_name"
    case profileDisplayName = "profile.display_name"
    case email = "profile.email"
    case title = "profile.title"
    case botID = "profile.bot_id"
    case isBot = "is_bot"
    case isOwner = "is_owner"
    case isPrimaryOwner = "is_primary_owner"
    case isAdmin = "is_admin"
    case isRestricted = "is_restricted"
    case isUltraRestricted = "is_ultra_restricted"
    case deleted
    case isInvitedUser = "is_invited_user"
  }

  let record = Record<Field>()

  func convert(into sink: Sink) {
    let id = record.id(.id)
    guard case .text(let text) = id else { return sink.reject(.user, id) }
    var account = Account(system: .slack, position: sink.position, id: sink.keepID(text))
    account.name = sink.keepJSON(
      record.text(.realName, .profileRealName, .profileDisplayName, .name))
    account.address = sink.keep(record.text(.email))
    account.email = sink.keepJSON(record.text(.email))
    account.title = sink.keepJSON(record.text(.title))
    account.isBot = record.isTrue(.isBot) || text.equals("USLACKBOT")
    account.role = sink.keepJSON(word: role(isBot: account.isBot))
    if record.isTrue(.deleted) {
      account.status = sink.keepJSON(word: "deactivated")
    } else if record.isTrue(.isInvitedUser) {
      account.status = sink.keepJSON(word: "invited")
    }
    sink.directory.add(account)
    if let bot = record.text(.botID) {
      sink.directory.addBot(sink.keep(bot), is: sink.keep(text), at: sink.position)
    }
  }

  /// The first that holds.
  private func role(isBot: Bool) -> StaticString {
    if isBot { return "bot" }
    if record.isTrue(.isOwner) || record.isTrue(.isPrimaryOwner) { return "owner" }
    if record.isTrue(.isAdmin) { return "admin" }
    if record.isTrue(.isRestricted) || record.isTrue(.isUltraRestricted) { return "guest" }
    return "member"
  }
}
