import Bytes
import CSimdjson

/// Posts of Mattermost's bulk export, with their replies and reactions, which are read also where
/// the post is not counted.
final class MattermostPosts {
  struct Venue {
    var team: UnsafeRawBufferPointer
    var channel: UnsafeRawBufferPointer
  }

  struct Post {
    var user: Who
    var type: UnsafeRawBufferPointer?
    var time: json_value
    var timeKey: KeyPart?
    var replies: json_value
    var reactions: json_value
  }

  private enum ReplyField: String, RecordField {
    case user, type, reactions
    case createAt = "create_at"
  }

  private enum ReactionField: String, RecordField {
    case user
    case emojiName = "emoji_name"
    case createAt = "create_at"
  }

  private let reply = Record<ReplyField>()
  private let reaction = Record<ReactionField>()

  func convert(_ post: Post, in venue: Venue?, conversation: KeyPart?, _ sink: Sink) {
    message(post, venue, conversation, sink)
    react(to: post, venue, conversation, sink)
    reply.forEach(in: post.replies, sink.reader) { element in
      guard element.kind == VALUE_OBJECT else { return sink.rejectWrongType() }
      let answer = Post(
        user: Who(id: reply.id(.user), name: reply.text(.user)), type: reply.text(.type),
        time: reply[.createAt],
        timeKey: reply.timeKey(.createAt), replies: json_value(), reactions: reply[.reactions])
      message(answer, venue, conversation, sink)
      react(to: answer, venue, conversation, sink)
    }
  }

  private func message(
    _ post: Post, _ venue: Venue?, _ conversation: KeyPart?, _ sink: Sink
  ) {
    let type: KeyPart = post.type.map { .text($0) } ?? .alone
    guard sink.isFirst("post", conversation, post.user.id.keyPart, post.timeKey, type) else {
      return
    }
    if let type = post.type, type.hasPrefix("system_") { return sink.note(word: type) }
    sink.event(post.user, in: place(venue, sink), type: "message".utf8, at: post.time)
  }

  private func react(
    to post: Post, _ venue: Venue?, _ conversation: KeyPart?, _ sink: Sink
  ) {
    reaction.forEach(in: post.reactions, sink.reader) { element in
      guard element.kind == VALUE_OBJECT else { return sink.rejectWrongType() }
      let user = reaction.id(.user)
      guard
        sink.isFirst(
          "reaction", conversation, post.user.id.keyPart, post.timeKey, user.keyPart,
          reaction.text(.emojiName).map { .text($0) }, reaction.timeKey(.createAt))
      else { return }
      sink.event(
        Who(id: user, name: reaction.text(.user)), in: place(venue, sink), type: "reaction".utf8,
        at: reaction[.createAt])
    }
  }

  private func place(_ venue: Venue?, _ sink: Sink) -> Convert.Venue? {
    venue.map { Convert.Venue(id: .text(sink.scratchID($0.team, "/", $0.channel))) }
  }
}
