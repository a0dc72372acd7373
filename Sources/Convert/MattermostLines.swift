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
  private let teams = Record<TeamField>()
  private let channels = Record<ChannelField>()
  private let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 24, alignment: 1)

  private enum TeamField: String, RecordField {
    case name, channels
  }

  private enum ChannelField: String, RecordField {
    case name, roles
  }

  deinit { scratch.deallocate() }

  func convert(into sink: Sink) {
    guard let type = record[.type].text else {
      let isMissing = record[.type].isAbsent
      return isMissing ? sink.reject("event", .absent) : sink.rejectWrongType()
    }
    if type.equals("version") {
      version(sink)
    } else if type.equals("team") {
      if isObject(.team, "event", sink) { team(sink) }
    } else if type.equals("channel") {
      if isObject(.channel, "workspace", sink) { channel(sink) }
    } else if type.equals("user") {
      if isObject(.user, "user", sink) { user(sink) }
    } else if type.equals("bot") {
      if isObject(.bot, "user", sink) { bot(sink) }
    } else if type.equals("post") {
      if isObject(.post, "event", sink) { post(sink) }
    } else if type.equals("direct_post") {
      if isObject(.directPost, "event", sink) { directPost(sink) }
    } else {
      sink.note(word: type)
    }
  }

  /// Whether what the line is about is there; else it is rejected.
  private func isObject(_ field: Field, _ kind: StaticString, _ sink: Sink) -> Bool {
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
    guard let name = record.text(.teamName) else { return sink.reject("event", .absent) }
    sink.directory.addTeam(
      sink.keep(name), shown: sink.keep(record.text(.teamDisplayName, .teamName)), at: sink.position
    )
  }

  private func channel(_ sink: Sink) {
    guard sink.pass == .events else { return }
    guard let team = record.text(.channelTeam), let name = record.text(.channelName) else {
      return sink.reject("workspace", .absent)
    }
    var channel = Conversation(position: sink.position, id: sink.keepID(team, "/", name))
    channel.team = sink.keep(team)
    channel.name = sink.keep(record.text(.channelDisplayName, .channelName))
    channel.isArchived = isDeleted(record[.channelDeletedAt])
    sink.directory.add(channel)
  }

  /// Neither 0 nor absent.
  private func isDeleted(_ value: json_value) -> Bool {
    !value.isAbsent && value.seconds != 0
  }

  private func user(_ sink: Sink) {
    guard sink.pass == .events else { return }
    let id = record.id(.username)
    guard case .text(let username) = id else {
      sink.reject("user", id)
      for _ in members(of: .empty, sink) { sink.reject("membership", id) }
      return
    }
    var account = Account(system: .mattermost, position: sink.position, id: sink.keepID(username))
    account.name = name(sink)
    account.address = sink.keep(record.text(.email))
    account.email = sink.keepJSON(record.text(.email))
    account.title = sink.keepJSON(record.text(.position))
    account.role = sink.keepJSON(
      word: word(of: record.text(.roles), ["system_admin", "system_guest"], ["admin", "guest"])
        ?? "member")
    if isDeleted(record[.deleteAt]) { account.status = sink.keepJSON(word: "deactivated") }
    sink.directory.add(account, members(of: account.id, sink))
  }

  private func name(_ sink: Sink) -> Text {
    if let name = joined(record.text(.firstName), record.text(.lastName)) {
      return name.withUnsafeBytes { sink.keepJSON($0) }
    }
    return sink.keepJSON(record.text(.nickname, .username))
  }

  /// The word that the first of `words` among `roles`, which blanks part, stands for.
  private func word(
    of roles: UnsafeRawBufferPointer?, _ words: [StaticString], _ meanings: [StaticString]
  ) -> StaticString? {
    let parts = roles?.split(separator: UInt8(ascii: " ")) ?? []
    for (word, meaning) in zip(words, meanings)
    where parts.contains(where: { UnsafeRawBufferPointer(rebasing: $0).equals(word) }) {
      return meaning
    }
    return nil
  }

  /// Of each channel the first; of the others duplicates, which the native rules reject.
  private func members(of user: Text, _ sink: Sink) -> [Member] {
    var members: [Member] = []
    teams.forEach(in: record[.teams], sink.reader) { element in
      guard element.kind == VALUE_OBJECT else {
        return members.append(
          Member(position: sink.position, user: user, isFaulty: false, isNoObject: true))
      }
      let team = teams.text(.name).map { sink.keep($0) }
      channels.forEach(in: teams[.channels], sink.reader) { element in
        var member = Member(position: sink.position, user: user)
        member.isNoObject = element.kind != VALUE_OBJECT
        if !member.isNoObject, let team, let channel = channels.text(.name) {
          member.workspace = sink.keepID(team.memory, "/", channel)
        }
        member.role = sink.keepJSON(
          word: word(
            of: channels.text(.roles), ["channel_admin", "channel_guest"], ["admin", "guest"])
            ?? "member")
        members.append(member)
      }
    }
    return members
  }

  private func bot(_ sink: Sink) {
    guard sink.pass == .events else { return }
    let id = record.id(.botUsername)
    guard case .text(let username) = id else { return sink.reject("user", id) }
    var account = Account(system: .mattermost, position: sink.position, id: sink.keepID(username))
    account.name = sink.keepJSON(record.text(.botDisplayName, .botUsername))
    account.isBot = true
    account.role = sink.keepJSON(word: "bot")
    if isDeleted(record[.botDeleteAt]) { account.status = sink.keepJSON(word: "deactivated") }
    sink.directory.bots.insert(account.id)
    sink.directory.add(account)
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
    teams.forEach(in: record[.directMembers], sink.reader) { element in
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

/// `first` and `last`, a blank between; nil where both are absent.
func joined(_ first: UnsafeRawBufferPointer?, _ last: UnsafeRawBufferPointer?) -> [UInt8]? {
  let parts = [first, last].compactMap { $0 }
  guard !parts.isEmpty else { return nil }
  return Array(parts.map { Array($0) }.joined(separator: " ".utf8))
}
