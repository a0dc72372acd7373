import Bytes

/// What exports tell of people and workspaces: a sum, merged in any order.
///
/// Of several records of one account the last in file order holds; of what is told in passing,
/// the first.
struct Directory {
  /// A record that may be repeated.
  struct Kept<Record> {
    var record: Record
    var position: Position
    /// The first of all, for the note about those before the one that holds.
    var first: Position
    var count = 1
    /// How many of them stand in each file, but for the one that holds.
    var earlier: [Int: Int] = [:]

    mutating func merge(_ other: Kept<Record>) {
      earlier[min(position, other.position).source, default: 0] += 1
      earlier.merge(other.earlier, uniquingKeysWith: +)
      if position < other.position { (record, position) = (other.record, other.position) }
      first = min(first, other.first)
      count += other.count
    }
  }

  var accounts: [Text: Kept<Account>] = [:]
  /// By system and id as the system has it.
  var conversations: [Text: Kept<Conversation>] = [:]
  /// Of an account or a conversation, by its id, those of its last record.
  var members: [Text: (position: Position, members: [Member])] = [:]
  /// Memberships that are records themselves.
  var subscriptions: [Member] = []
  var mentions: [Text: Mention] = [:]
  var places: [Text: Mention] = [:]
  /// When somebody came into a conversation: the newest second, of equal ones the last.
  var joins: [Join: Joined] = [:]
  var organizations: [System: [Text: Mention]] = [:]
  var exportedAt: [Joined] = []
  /// Mattermost's teams: what they are called, by name.
  var teams: [Text: Kept<Text>] = [:]
  /// Accounts that a bot's record names in any of its lines.
  var bots: Set<Text> = []
  /// Slack's bots, by `profile.bot_id`: the id of their user.
  var slackBots: [Text: Kept<Text>] = [:]
  /// Slack's conversations by the folder that their file stands in, then by name and by id.
  var folders: [String: Folder] = [:]
  /// Zulip's recipients: their stream, or nil where they are people.
  var recipients: [Text: Kept<Text?>] = [:]
  var notes: [ConvertNote: Noted] = [:]
  /// By the numbers of files.
  var files: [Int: FileCount] = [:]

  struct Folder {
    var byName: [Text: Kept<Room>] = [:]
    var byID: [Text: Kept<Room>] = [:]

    /// Of the conversations whose name differs from this one in the normal form of Unicode alone,
    /// which archives and file systems change, the last.
    func named(like name: String) -> Kept<Room>? {
      guard name.utf8.contains(where: { $0 >= 0x80 }) else { return nil }
      return byName.filter { $0.key.string == name }.values.max { $0.position < $1.position }
    }
  }

  /// A conversation that messages stand in.
  struct Room: Sendable {
    var id: Text
    var isDirect: Bool
  }

  struct Join: Hashable {
    var conversation: Text
    var user: Text
  }

  struct Joined {
    var seconds: Int64
    var at: Position
    /// A text of JSON.
    var time: Text

    mutating func merge(_ other: Joined) {
      if (seconds, at) < (other.seconds, other.at) { self = other }
    }
  }

  mutating func add(_ account: Account, _ members: [Member]? = nil) {
    accounts.keep(
      account.id,
      Kept(record: account, position: account.position, first: account.position))
    if let members { add(members, of: account.id, at: account.position) }
  }

  mutating func add(_ conversation: Conversation, _ members: [Member]? = nil) {
    conversations.keep(
      conversation.id,
      Kept(record: conversation, position: conversation.position, first: conversation.position))
    if let members { add(members, of: conversation.id, at: conversation.position) }
  }

  mutating func add(_ members: [Member], of id: Text, at position: Position) {
    if let known = self.members[id], position < known.position { return }
    self.members[id] = (position, members)
  }

  mutating func addBot(_ bot: Text, is user: Text, at position: Position) {
    slackBots.keep(bot, Kept(record: user, position: position, first: position))
  }

  mutating func addRecipient(_ id: Text, stream: Text?, at position: Position) {
    recipients.keep(id, Kept(record: stream, position: position, first: position))
  }

  mutating func addTeam(_ name: Text, shown: Text, at position: Position) {
    teams.keep(name, Kept(record: shown, position: position, first: position))
  }

  mutating func addFolder(
    in folder: String, id: Text, name: Text, isDirect: Bool, at position: Position
  ) {
    let kept = Kept(record: Room(id: id, isDirect: isDirect), position: position, first: position)
    if !name.isEmpty { folders[folder, default: Folder()].byName.keep(name, kept) }
    folders[folder, default: Folder()].byID.keep(id, kept)
  }

  mutating func join(_ join: Join, _ joined: Joined) {
    if joins[join]?.merge(joined) == nil { joins[join] = joined }
  }

  mutating func organization(_ system: System, _ id: Text, _ mention: Mention) {
    if organizations[system]?[id]?.merge(mention) == nil {
      organizations[system, default: [:]][id] = mention
    }
  }

  mutating func place(_ id: Text, _ place: Mention) {
    if places[id]?.merge(place) == nil { places[id] = place }
  }

  mutating func mention(_ id: Text, _ mention: Mention) {
    if mentions[id]?.merge(mention) == nil { mentions[id] = mention }
  }

  mutating func merge(_ other: Directory) {
    for (id, kept) in other.accounts { accounts.keep(id, kept) }
    for (id, kept) in other.conversations { conversations.keep(id, kept) }
    for (id, list) in other.members { add(list.members, of: id, at: list.position) }
    subscriptions += other.subscriptions
    for (id, mention) in other.mentions { self.mention(id, mention) }
    for (id, place) in other.places { self.place(id, place) }
    for (join, joined) in other.joins { self.join(join, joined) }
    for (system, names) in other.organizations {
      for (id, name) in names { organization(system, id, name) }
    }
    exportedAt += other.exportedAt
    for (name, kept) in other.teams { teams.keep(name, kept) }
    bots.formUnion(other.bots)
    for (bot, kept) in other.slackBots { slackBots.keep(bot, kept) }
    for (id, kept) in other.recipients { recipients.keep(id, kept) }
    for (name, folder) in other.folders {
      for (room, kept) in folder.byName { folders[name, default: Folder()].byName.keep(room, kept) }
      for (room, kept) in folder.byID { folders[name, default: Folder()].byID.keep(room, kept) }
    }
    notes.merge(other.notes)
    for (file, count) in other.files { files.add(count, of: file) }
  }
}

extension Dictionary where Key == Text {
  /// Adds a record that may be there already.
  mutating func keep<Record>(_ id: Text, _ kept: Directory.Kept<Record>)
  where Value == Directory.Kept<Record> {
    if self[id]?.merge(kept) == nil { self[id] = kept }
  }
}
