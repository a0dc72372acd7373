import Bytes
import CSimdjson

/// Day files of a Slack export: `CHANNEL/YYYY-MM-DD.json`. The day of a message is that of its
/// `ts`, never that of the file's name.
final class SlackMessages: Converter {
  enum Field: String, RecordField {
    case type
    case subtype
    case ts
    case user
    case commentUser = "comment.user"
    case botID = "bot_id"
    case username
    case botProfileName = "bot_profile.name"
    case realName = "user_profile.real_name"
    case displayName = "user_profile.display_name"
    case profileName = "user_profile.name"
    case reactions
  }

  /// An entry of `reactions`.
  private enum ReactionField: String, RecordField {
    case users
  }

  /// Subtypes that count as a message, beside none.
  private static let counted: [StaticString] = [
    "file_share", "file_comment", "thread_broadcast", "reply_broadcast", "me_message",
    "bot_message",
  ]

  let record = Record<Field>()
  private let reaction = Record<ReactionField>()
  private let reactor = Record<ReactionField>()

  /// In this order: what was seen before, reactions, other types, other subtypes; the rest counts.
  func convert(into sink: Sink) {
    let conversation = sink.file.conversation
    guard sink.isFirst("message", conversation.key, record.timeKey(.ts)) else { return }
    sink.note("reaction", reactions(sink))
    if let type = record.text(.type), !type.equals("message") { return sink.note(word: type) }
    if let subtype = record.text(.subtype), !isCounted(subtype) {
      if subtype.equals("channel_join") || subtype.equals("group_join") { join(sink) }
      return sink.note(word: subtype)
    }
    sink.event(who(sink), in: conversation.venue, type: "message".utf8, at: record[.ts])
  }

  private func isCounted(_ subtype: UnsafeRawBufferPointer) -> Bool {
    SlackMessages.counted.contains { subtype.equals($0) }
  }

  /// `user`, else `comment.user`, else the user whose bot `bot_id` is, else that bot.
  private func who(_ sink: Sink) -> Who {
    let name = record.text(.realName, .displayName, .profileName)
    for field in [Field.user, .commentUser] where !record.id(field).isAbsent {
      return Who(id: record.id(field), name: name)
    }
    let bot = record.id(.botID)
    guard case .text(let id) = bot else { return Who(id: bot) }
    if let user = sink.known.slackBots[id.string] {
      return Who(id: .text(user.memory), name: name ?? record.text(.username, .botProfileName))
    }
    return Who(
      id: bot, name: name ?? record.text(.username, .botProfileName), isBot: true)
  }

  /// How many people reacted, in all.
  private func reactions(_ sink: Sink) -> Int {
    guard record[.reactions].kind == VALUE_ARRAY else { return 0 }
    var count = 0
    reaction.forEach(in: record[.reactions], sink.reader) { _ in
      reactor.forEach(in: reaction[.users], sink.reader) { _ in count += 1 }
    }
    return count
  }

  /// Remembers when somebody came into the conversation: that is `since` of a member.
  private func join(_ sink: Sink) {
    guard sink.pass == .events, let venue = sink.file.conversation.venue,
      case .text(let conversation) = venue.id, case .text(let user) = record.id(.user),
      let seconds = record[.ts].seconds
    else { return }
    sink.directory.join(
      Directory.Join(conversation: sink.keepID(conversation), user: sink.keepID(user)),
      Directory.Joined(
        seconds: seconds, at: sink.position, time: sink.keepJSON(record[.ts])))
  }
}
