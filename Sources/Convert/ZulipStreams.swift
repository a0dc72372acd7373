import Bytes

/// `zerver_stream`: workspaces.
final class ZulipStreams: Converter {
  enum Field: String, RecordField {
    case id
    case name
    case dateCreated = "date_created"
    case deactivated
  }

  let record = Record<Field>()

  func convert(into sink: Sink) {
    let id = record.id(.id)
    guard case .text(let text) = id else { return sink.reject(.workspace, id) }
    var stream = Conversation(position: sink.position, id: sink.keepID(text))
    stream.name = sink.keepJSON(record.text(.name))
    stream.created = sink.keepJSON(record[.dateCreated])
    stream.isArchived = record.isTrue(.deactivated)
    sink.directory.add(stream)
  }
}

/// `zerver_recipient`: which stream a recipient is, where it is none between people.
final class ZulipRecipients: Converter {
  enum Field: String, RecordField {
    case id
    case type
    case typeID = "type_id"
  }

  let record = Record<Field>()

  func convert(into sink: Sink) {
    guard case .text(let id) = record.id(.id) else { return }
    var stream: Text?
    if case .text(let type) = record.id(.type), type.equals("2"),
      case .text(let streamID) = record.id(.typeID)
    {
      stream = sink.keep(streamID)
    }
    sink.directory.addRecipient(sink.keep(id), stream: stream, at: sink.position)
  }
}
