import Bytes
import CSimdjson

/// Login activities of Google's Reports API.
final class GoogleActivities: Converter {
  enum Field: String, RecordField {
    case time = "id.time"
    case uniqueQualifier = "id.uniqueQualifier"
    case applicationName = "id.applicationName"
    case profileID = "actor.profileId"
    case email = "actor.email"
    case events
    case eventName = "events.name"
  }

  private enum EventField: String, RecordField {
    case name
  }

  let record = Record<Field>()
  private let event = Record<EventField>()
  private var own: [UInt8] = []

  func convert(into sink: Sink) {
    let application = record.text(.applicationName)
    let login: StaticString = "login"
    let key =
      application
      ?? UnsafeRawBufferPointer(start: login.utf8Start, count: login.utf8CodeUnitCount)
    guard
      sink.isFirst(
        "activity", record.id(.uniqueQualifier).keyPart, record.timeKey(.time), .text(key))
    else { return }
    if !key.equals("login") { return sink.note(before: "application ", word: key) }
    switch record[.events].kind {
    case VALUE_OBJECT: add(record[.eventName], sink)
    case VALUE_ARRAY:
      var count = 0
      event.forEach(in: record[.events], sink.reader) { element in
        count += 1
        if element.kind == VALUE_OBJECT { add(event[.name], sink) } else { sink.rejectWrongType() }
      }
      if count == 0 { sink.reject(.event, .absent) }
    default:
      record[.events].isAbsent ? sink.reject(.event, .absent) : sink.rejectWrongType()
    }
  }

  private func add(_ name: json_value, _ sink: Sink) {
    guard let text = name.text else {
      return name.isAbsent ? sink.reject(.event, .absent) : sink.rejectWrongType()
    }
    if text.equals("login_success") {
      addEvent("login", sink)
    } else if text.equals("logout") {
      addEvent("logout", sink)
    } else {
      sink.note(word: text)
    }
  }

  private func addEvent(_ type: String, _ sink: Sink) {
    let email = record.text(.email)
    var id = record.id(.profileID)
    if id.isAbsent, let email {
      own = comparable(email)
      if let user = sink.known.googleUsers[own] { own = user }
    }
    own.withUnsafeBytes { own in
      if id.isAbsent, email != nil, !own.isEmpty { id = .text(own) }
      sink.event(Who(id: id, name: email, email: email), type: type.utf8, at: record[.time])
    }
  }
}
