import Bytes
import CSimdjson

/// `zerver_message`.
final class ZulipMessages: Converter {
  enum Field: String, RecordField {
    case id
    case sender
    case recipient
    case dateSent = "date_sent"
  }

  let record = Record<Field>()

  func convert(into sink: Sink) {
    guard sink.isFirst("message", record.id(.id).keyPart) else { return }
    var venue: Venue?
    if case .text(let id) = record.id(.recipient),
      case .stream(let stream)? = sink.known.recipient(id)
    {
      venue = Venue(id: .text(stream.memory))
    }
    sink.event(
      Who(id: record.id(.sender)), in: venue, type: "message".utf8, at: record[.dateSent])
  }
}

/// `zerver_subscription`: memberships.
final class ZulipSubscriptions: Converter {
  enum Field: String, RecordField {
    case userProfile = "user_profile"
    case recipient
    case active
  }

  let record = Record<Field>()

  func convert(into sink: Sink) {
    var recipient: KnownPeople.Recipient?
    if case .text(let id) = record.id(.recipient) { recipient = sink.known.recipient(id) }
    if case .direct? = recipient { return sink.note("direct subscription") }
    if record[.active].kind == VALUE_FALSE { return sink.note("ended subscription") }
    guard case .stream(let stream)? = recipient else {
      return sink.membership(record.id(.userProfile), .absent)
    }
    guard sink.isFirst("subscription", record.id(.userProfile).keyPart, .text(stream.memory)) else {
      return
    }
    sink.membership(record.id(.userProfile), .text(stream.memory))
  }
}

/// `zerver_reaction`: without a time.
final class ZulipReactions: Converter {
  enum Field: String, RecordField {
    case id
  }

  let record = Record<Field>()

  func convert(into sink: Sink) { sink.note("reaction") }
}
