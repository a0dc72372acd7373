import Bytes

/// Okta's System Log.
final class OktaEvents: Converter {
  enum Field: String, RecordField {
    case uuid
    case eventType
    case published
    case actorID = "actor.id"
    case actorType = "actor.type"
    case actorName = "actor.displayName"
    case actorAlternateID = "actor.alternateId"
    case result = "outcome.result"
    case target
  }

  private enum TargetField: String, RecordField {
    case id, type, displayName, alternateId
  }

  let record = Record<Field>()
  private let target = Record<TargetField>()

  func convert(into sink: Sink) {
    guard sink.isFirst("event", record.id(.uuid).keyPart) else { return }
    let eventType = record.text(.eventType)
    let type = eventType.flatMap(type)
    if let eventType, type == nil { return sink.note(word: eventType) }
    if let actorType = record.text(.actorType), !actorType.equals("User") {
      return sink.note(before: "actor ", word: actorType)
    }
    if let eventType {
      guard let result = record.text(.result) else {
        return sink.note(word: eventType, after: " without outcome")
      }
      guard result.equals("SUCCESS") else {
        return sink.note(word: eventType, after: " \(result.string)")
      }
    }
    guard let type else { return withoutType(sink) }
    if type == "sso" {
      sso(sink)
    } else {
      sink.event(who, type: type.utf8, at: record[.published])
    }
  }

  private func type(_ eventType: UnsafeRawBufferPointer) -> String? {
    if eventType.equals("user.session.start") { return "login" }
    if eventType.equals("user.session.end") { return "logout" }
    if eventType.equals("user.authentication.sso") { return "sso" }
    return nil
  }

  /// The first application among the targets is the workspace.
  private func sso(_ sink: Sink) {
    var isFound = false
    target.forEach(in: record[.target], sink.reader) { element in
      guard !isFound, target.text(.type).map({ $0.equals("AppInstance") }) ?? false else { return }
      isFound = true
      let venue = Venue(id: target.id(.id), name: target.text(.displayName, .alternateId))
      sink.event(who, in: venue, type: "sso".utf8, at: record[.published])
    }
    if !isFound { sink.event(who, type: "sso".utf8, at: record[.published]) }
  }

  private var who: Who {
    let email = record.address(.actorAlternateID)
    return Who(id: record.id(.actorID), name: record.text(.actorName), email: email)
  }

  /// The native rules reject it, for its type.
  private func withoutType(_ sink: Sink) {
    sink.event(who, typeValue: record[.eventType], at: record[.published])
  }
}
