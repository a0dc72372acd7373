import Bytes
import CSimdjson

/// Lines of Mattermost's bulk export: each has a `type` and, under a key of that name, an object.
final class MattermostLines: Converter {
  enum Field: String, RecordField {
    case type
    case version, info
    case infoCreated = "info.created"

    case team
    case teamName = "team.name"
    case teamDisplayName = "team.display_name"

    case channel
    case channelTeam = "channel.team"
    case channelName = "channel.name"
    case channelDisplayName = "channel.display_name"
    case channelDeletedAt = "channel.deleted_at"

    case user
    case username = "user.username"
    case firstName = "user.first_name"
    case lastName = "user.last_name"
    case nickname = "user.nickname"
    case email = "user.email"
    case position = "user.position"
    case roles = "user.roles"
    case deleteAt = "user.delete_at"
    case teams = "user.teams"

    case bot
    case botUsername = "bot.username"
    case botDisplayName = "bot.display_name"
    case botDeleteAt = "bot.delete_at"

    case post
    case postTeam = "post.team"
    case postChannel = "post.channel"
    case postUser = "post.user"
    case postType = "post.type"
    case postCreateAt = "post.create_at"
    case postReplies = "post.replies"
    case postReactions = "post.reactions"

    case directPost = "direct_post"
    case directMembers = "direct_post.channel_members"
    case directUser = "direct_post.user"
    case directType = "direct_post.type"
    case directCreateAt = "direct_post.create_at"
    case directReplies = "direct_post.replies"
    case directReactions = "direct_post.reactions"
  }

  let record = Record<Field>()
  private let posts = MattermostPosts()
  let teams = Record<TeamField>()
  let channels = Record<ChannelField>()
  private let member = Record<MemberField>()
  private let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 24, alignment: 1)

  /// An entry of a user's `teams`.
  enum TeamField: String, RecordField {
    case name, channels
  }

  /// An entry of a team's `channels`.
  enum ChannelField: String, RecordField {
    case name, roles
  }

  /// An entry of `channel_members` is a text: it has no field.
  private enum MemberField: String, RecordField {
    case none = "username"
  }

  deinit { scratch.deallocate() }

  func convert(into sink: Sink) {
    guard let type = record[.type].text else {
      let isMissing = record[.type].isAbsent
      return isMissing ? sink.reject(.event, .absent) : sink.rejectWrongType()
    }
    if type.equals("version") {
      version(sink)
    } else if type.equals("team") {
      if isObject(.team, .event, sink) { team(sink) }
    } else if type.equals("channel") {
      if isObject(.channel, .workspace, sink) { channel(sink) }
    } else if type.equals("user") {
      if isObject(.user, .user, sink) { user(sink) }
    } else if type.equals("bot") {
      if isObject(.bot, .user, sink) { bot(sink) }
    } else if type.equals("post") {
      if isObject(.post, .event, sink) { post(sink) }
    } else if type.equals("direct_post") {
      if isObject(.directPost, .event, sink) { directPost(sink) }
    } else {
      sink.note(word: type)
    }
  }

  /// Whether what the line is about is there; else it is rejected.
  private func isObject(_ field: Field, _ kind: NativeKind, _ sink: Sink) -> Bool {
    if record[field].kind == VALUE_OBJECT { return true }
    if record[field].isAbsent {
      sink.reject(kind, .absent)
    } else {
      sink.rejectWrongType()
    }
    return false
  }

  private func version(_ sink: Sink) {
    guard sink.pass == .events, !record[.infoCreated].isAbsent else { return }
    sink.directory.exportedAt.append(
      Directory.Joined(seconds: 0, at: sink.position, time: sink.keepJSON(record[.infoCreated])))
  }

  private func team(_ sink: Sink) {
    guard sink.pass == .events else { return }
    guard let name = record.text(.teamName) else { return sink.reject(.event, .absent) }
    sink.directory.addTeam(
      sink.keep(name), shown: sink.keep(record.text(.teamDisplayName, .teamName)), at: sink.position
    )
  }

  private func channel(_ sink: Sink) {
    guard sink.pass == .events else { return }
    guard let team = record.text(.channelTeam), let name = record.text(.channelName) else {
      return sink.reject(.workspace, .absent)
    }
    var channel = Conversation(position: sink.position, id: sink.keepID(team, "/", name))
    channel.team = sink.keep(team)
    channel.name = sink.keep(record.text(.channelDisplayName, .channelName))
    channel.isArchived = isDeleted(record[.channelDeletedAt])
    sink.directory.add(channel)
  }

  /// Neither 0 nor absent.
  func isDeleted(_ value: json_value) -> Bool {
    !value.isAbsent && value.seconds != 0
  }

  private func post(_ sink: Sink) {
    var venue: MattermostPosts.Venue?
    if let team = record.text(.postTeam), let channel = record.text(.postChannel) {
      venue = MattermostPosts.Venue(team: team, channel: channel)
    }
    posts.convert(
      MattermostPosts.Post(
        user: who(.postUser), type: record.text(.postType), time: record[.postCreateAt],
        timeKey: record.timeKey(.postCreateAt), replies: record[.postReplies],
        reactions: record[.postReactions]),
      in: venue, conversation: venue.map { .text(sink.scratchID($0.team, "/", $0.channel)) }, sink)
  }

  private func who(_ field: Field) -> Who { Who(id: record.id(field), name: record.text(field)) }

  private func directPost(_ sink: Sink) {
    var members: [String] = []
    member.forEach(in: record[.directMembers], sink.reader) { element in
      if case .text(let member) = element.identifier(scratch: scratch) {
        members.append(member.string)
      }
    }
    let key = Array(
      members.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        .joined(separator: "\u{0}").utf8)
    key.withUnsafeBytes { bytes in
      posts.convert(
        MattermostPosts.Post(
          user: who(.directUser), type: record.text(.directType),
          time: record[.directCreateAt], timeKey: record.timeKey(.directCreateAt),
          replies: record[.directReplies], reactions: record[.directReactions]),
        in: nil, conversation: members.isEmpty ? nil : .text(bytes), sink)
    }
  }
}
