import Bytes

/// `zerver_realm`: what the organization is called.
final class ZulipRealm: Converter {
  enum Field: String, RecordField {
    case stringID = "string_id"
    case name
  }

  let record = Record<Field>()

  func convert(into sink: Sink) {
    guard let name = record.text(.name) else { return }
    sink.organization(record.text(.stringID), name)
  }
}
