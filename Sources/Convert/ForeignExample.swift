import Bytes
import CSimdjson

/// A foreign record as the data-quality page shows it: the fields that are read, nothing else.
package enum ForeignExample {
  /// JSON of a record of the file with this format; of one that is no JSON its length.
  package static func text(_ bytes: UnsafeRawBufferPointer, _ format: Format) -> String {
    switch format {
    case .native, .zulip: text(bytes, [ZulipUsers.Field.id.rawValue, "sender", "date_sent"])
    case .mattermost: text(bytes, MattermostLines.Field.self)
    case .googleActivities: text(bytes, GoogleActivities.Field.self)
    case .googleUsers: text(bytes, GoogleUsers.Field.self)
    case .oktaEvents: text(bytes, OktaEvents.Field.self)
    case .oktaUsers: text(bytes, OktaUsers.Field.self)
    case .entraSignIns: text(bytes, EntraSignIns.Field.self)
    case .entraUsers: text(bytes, EntraUsers.Field.self)
    case .githubEvents: text(bytes, GitHubEvents.Field.self)
    case .githubAudit: text(bytes, GitHubAudit.Field.self)
    case .githubMembers: text(bytes, GitHubMembers.Field.self)
    case .slackLogins: text(bytes, SlackLogins.Field.self)
    case .slackUsers: text(bytes, SlackUsers.Field.self)
    case .slackConversations: text(bytes, SlackConversations.Field.self)
    case .slackMessages: text(bytes, SlackMessages.Field.self)
    }
  }

  private static func text<Field: RecordField>(
    _ bytes: UnsafeRawBufferPointer, _ fields: Field.Type
  ) -> String {
    text(bytes, Field.allCases.map(\.rawValue))
  }

  private static func text(_ bytes: UnsafeRawBufferPointer, _ paths: [String]) -> String {
    let shape = Shape(paths)
    var values = [json_value](repeating: json_value(), count: paths.count)
    let reader = JSONReader()
    // Room behind the record for simdjson.
    let window = Window(capacity: max(bytes.count, 1))
    window.append(Array(bytes))
    return values.withUnsafeMutableBufferPointer { values in
      guard let base = values.baseAddress,
        let itself = reader.readLeniently(window.bytes, shape, into: base)
      else { return "\(bytes.count) bytes that are no JSON" }
      guard itself.kind == VALUE_OBJECT else { return "a record that is no object" }
      var text: [UInt8] = []
      for (path, value) in zip(paths, values) where isShown(value) {
        text += (text.isEmpty ? "{" : ", ").utf8
        NativeLines.quote(path.utf8, into: &text)
        text += ": ".utf8
        NativeLines.print(value, into: &text)
      }
      return String(decoding: text.isEmpty ? Array("{}".utf8) : text + "}".utf8, as: UTF8.self)
    }
  }

  private static func isShown(_ value: json_value) -> Bool {
    switch value.kind {
    case VALUE_ABSENT, VALUE_OBJECT, VALUE_ARRAY: false
    default: true
    }
  }
}
