import Bytes

/// GitHub's audit log. Who did something is `actor`; `user` is the one acted upon.
final class GitHubAudit: Converter {
  enum Field: String, RecordField {
    case documentID = "_document_id"
    case action
    case actor
    case actorIsBot = "actor_is_bot"
    case createdAt = "created_at"
    case timestamp = "@timestamp"
    case repo
    case repository
    case org
    case nameID = "external_identity_nameid"
    case username = "external_identity_username"
  }

  private enum OrgField: String, RecordField {
    case login
  }

  let record = Record<Field>()
  private let org = Record<OrgField>()

  func convert(into sink: Sink) {
    guard sink.isFirst("audit event", record.id(.documentID).keyPart) else { return }
    noteOrganizations(sink)
    let action = record.text(.action)
    if let action, isMachine(action) { return sink.note(word: action) }
    if record[.actor].isAbsent { return sink.note("audit event without actor") }
    let time = record[.createdAt].isAbsentTime ? record[.timestamp] : record[.createdAt]
    if let action {
      sink.event(who, in: venue, type: type(action), at: time)
    } else {
      sink.event(who, in: venue, typeValue: record[.action], at: time)
    }
  }

  /// Made by machines, or failed.
  private func isMachine(_ action: UnsafeRawBufferPointer) -> Bool {
    action.equals("api.request") || action.equals("user.failed_login")
      || action.hasPrefix("workflows.")
  }

  private func type(_ action: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    let isSession = action.equals("user.login") || action.equals("user.logout")
    return isSession ? UnsafeRawBufferPointer(rebasing: action.dropFirst(5)) : action
  }

  private var who: Who {
    let actor = record.id(.actor)
    guard case .text(let login) = actor else { return Who(id: actor) }
    let email = record.address(.nameID) ?? record.address(.username)
    return Who(
      id: actor, name: record.text(.actor), email: email,
      isBot: login.isBotLogin || record.isTrue(.actorIsBot), isLogin: true)
  }

  private var venue: Venue? {
    guard let name = record.text(.repo, .repository), name.isRepository else { return nil }
    return Venue(id: .text(name), name: name, isLogin: true)
  }

  private func noteOrganizations(_ sink: Sink) {
    if let name = record.text(.org) { sink.organization(name, name, isLogin: true) }
    org.forEach(in: record[.org], sink.reader) { element in
      if let name = element.text { sink.organization(name, name, isLogin: true) }
    }
  }
}
