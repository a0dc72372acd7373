import Bytes
import CSimdjson

/// Lines of Mattermost's bulk export about people: `user`, with its memberships, and `bot`.
extension MattermostLines {
  func user(_ sink: Sink) {
    guard sink.pass == .events else { return }
    let id = record.id(.username)
    guard case .text(let username) = id else {
      sink.reject(.user, id)
      for _ in members(of: .empty, sink) { sink.reject(.membership, id) }
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
    if let name = fullName(record.text(.firstName), record.text(.lastName)) {
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

  func bot(_ sink: Sink) {
    guard sink.pass == .events else { return }
    let id = record.id(.botUsername)
    guard case .text(let username) = id else { return sink.reject(.user, id) }
    var account = Account(system: .mattermost, position: sink.position, id: sink.keepID(username))
    account.name = sink.keepJSON(record.text(.botDisplayName, .botUsername))
    account.isBot = true
    account.role = sink.keepJSON(word: "bot")
    if isDeleted(record[.botDeleteAt]) { account.status = sink.keepJSON(word: "deactivated") }
    sink.directory.bots.insert(account.id)
    sink.directory.add(account)
  }
}
