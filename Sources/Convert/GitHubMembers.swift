import Bytes

/// Members of an organization, as GitHub's API or its export of members gives them.
final class GitHubMembers: Converter {
  enum Field: String, RecordField {
    case login
    case name
    case email
    case samlNameID = "saml_name_id"
    case role
    case type
  }

  let record = Record<Field>()

  func convert(into sink: Sink) {
    let id = record.id(.login)
    guard case .text(let login) = id else { return sink.reject(.user, id) }
    var account = Account(
      system: .github, position: sink.position, id: sink.keepID(login, isLogin: true))
    account.name = sink.keepJSON(record.text(.name, .login))
    let saml = record.address(.samlNameID)
    account.address = sink.keep(record.text(.email) ?? saml)
    account.email = sink.keepJSON(record.text(.email) ?? saml)
    account.isBot = login.isBotLogin || record.text(.type).map { $0.equals("Bot") } ?? false
    account.role = account.isBot ? sink.keepJSON(word: "bot") : role(sink)
    sink.directory.add(account)
  }

  private func role(_ sink: Sink) -> Text {
    guard let role = record.text(.role) else { return .empty }
    let word = role.map(lowercased)
    return word.withUnsafeBytes { word in
      if word.equals("admin") { return sink.keepJSON(word: "owner") }
      if word.equals("outside collaborator") || word.equals("outside_collaborator") {
        return sink.keepJSON(word: "guest")
      }
      return sink.keepJSON(word)
    }
  }
}

extension UnsafeRawBufferPointer {
  var isBotLogin: Bool { hasSuffix("[bot]") }

  /// Whether it is `owner/name`.
  var isRepository: Bool {
    let parts = split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
  }
}
