import Bytes
import CSimdjson

/// GitHub's events: files of GH Archive, and the Events API.
final class GitHubEvents: Converter {
  enum Field: String, RecordField {
    case id
    case type
    case actor
    case actorLogin = "actor.login"
    case actorName = "actor_attributes.name"
    case actorEmail = "actor_attributes.email"
    case repoName = "repo.name"
    case repositoryOwner = "repository.owner"
    case repositoryName = "repository.name"
    case orgLogin = "org.login"
    case createdAt = "created_at"
  }

  let record = Record<Field>()
  private var type: [UInt8] = []
  private var repository: [UInt8] = []

  func convert(into sink: Sink) {
    guard sink.isFirst("event", record.id(.id).keyPart) else { return }
    if let org = record.text(.orgLogin) { sink.organization(org, org, isLogin: true) }
    setType()
    setRepository()
    repository.withUnsafeBytes { repository in
      let venue =
        repository.isRepository
        ? Venue(id: .text(repository), name: repository, isLogin: true) : nil
      if record.text(.type) == nil {
        sink.event(who, in: venue, typeValue: record[.type], at: record[.createdAt])
      } else {
        sink.event(who, in: venue, type: type, at: record[.createdAt])
      }
    }
  }

  private var who: Who {
    let field: Field = record[.actor].kind == VALUE_OBJECT ? .actorLogin : .actor
    guard case .text(let login) = record.id(field) else { return Who(id: record.id(field)) }
    return Who(
      id: .text(login), name: record.text(.actorName, field), email: record.text(.actorEmail),
      isBot: login.isBotLogin, isLogin: true)
  }

  /// `PullRequestReviewEvent` is `pull_request_review`.
  private func setType() {
    type.removeAll(keepingCapacity: true)
    guard let name = record.text(.type) else { return }
    let stem = name.hasSuffix("Event") ? UnsafeRawBufferPointer(rebasing: name.dropLast(5)) : name
    var isAfterSmall = false
    for byte in stem {
      if (65...90).contains(byte), isAfterSmall { type.append(UInt8(ascii: "_")) }
      isAfterSmall = (97...122).contains(byte) || (48...57).contains(byte)
      type.append(lowercased(byte))
    }
  }

  private func setRepository() {
    repository.removeAll(keepingCapacity: true)
    if let name = record.text(.repoName) {
      repository += name
    } else if let owner = record.text(.repositoryOwner), let name = record.text(.repositoryName) {
      repository += owner
      repository.append(UInt8(ascii: "/"))
      repository += name
    }
  }
}
