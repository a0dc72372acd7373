import Bytes
import Civil

/// What exports tell of people and workspaces, once each, before persons are made of accounts.
package struct Told: @unchecked Sendable {
  /// Everybody, by source and then by id in code-point order.
  package private(set) var accounts: [Account] = []
  private(set) var workspaces: [Conversation] = []
  private(set) var members: [Member] = []
  package private(set) var notes: [ConvertNote: Noted]
  private(set) var files: [Int: FileCount]
  private let directory: Directory
  private let arena = Arena()
  /// Texts live in its sinks.
  private let exports: Exports

  init(_ directory: Directory, notRead: [Position], of exports: Exports) {
    self.directory = directory
    self.exports = exports
    notes = directory.notes
    files = directory.files
    for position in notRead { notes.add(.fileNotRead, at: position) }
    addWorkspaces()
    addAccounts()
  }

  // MARK: Workspaces

  private mutating func addWorkspaces() {
    var places = directory.places
    var isListed = Set<Text>()
    for (id, kept) in directory.conversations {
      let system = Told.system(of: id)
      if !kept.record.isDirect {
        noteRepeated(kept, system, system == .zulip ? "stream" : "channel")
      }
      isListed.insert(id)
      if !kept.record.isDirect { workspaces.append(named(kept.record, system)) }
    }
    for kept in directory.teams.values { noteRepeated(kept, .mattermost, "team") }
    members = directory.members.values.flatMap(\.members) + directory.subscriptions
    for member in members where !member.workspace.isEmpty {
      let place = Mention(first: member.position)
      if places[member.workspace]?.merge(place) == nil { places[member.workspace] = place }
    }
    for (id, place) in places where !isListed.contains(id) {
      var made = Conversation(position: place.first, id: id, name: json(place.name.text))
      if Told.system(of: id) == .mattermost { made.name = json(channelName(id)) }
      workspaces.append(made)
    }
    workspaces.sort { ($0.position, $0.id) < ($1.position, $1.id) }
    members.sort { ($0.position, $0.workspace) < ($1.position, $1.workspace) }
  }

  private func named(_ conversation: Conversation, _ system: System) -> Conversation {
    guard system == .mattermost else { return conversation }
    var channel = conversation
    let name = "\(teamName(channel.team)) / \(channel.name.string)"
    channel.name = json(arena.keep(name))
    return channel
  }

  private func teamName(_ name: Text) -> String {
    (directory.teams[name]?.record ?? name).string
  }

  /// Of a channel that no line describes: its id is `mattermost-TEAM/CHANNEL`.
  private func channelName(_ id: Text) -> Text {
    let path = id.bytes.dropFirst("mattermost-".utf8.count)
    let parts = path.split(separator: UInt8(ascii: "/"), maxSplits: 1)
    guard parts.count == 2 else { return .empty }
    let team = arena.keep(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: parts[0])))
    return arena.keep("\(teamName(team)) / \(String(decoding: parts[1], as: UTF8.self))")
  }

  // MARK: Accounts

  private mutating func addAccounts() {
    var mentions = directory.mentions
    for member in members where !member.user.isEmpty {
      let mention = Mention(first: member.position)
      if mentions[member.user]?.merge(mention) == nil { mentions[member.user] = mention }
    }
    var systems = Set<System>()
    for (id, kept) in directory.accounts {
      let system = Told.system(of: id)
      systems.insert(system)
      noteRepeated(kept, system, system == .github ? "member" : "user")
      var account = kept.record
      if directory.bots.contains(id) {
        account.isBot = true
        account.role = json(arena.keep("bot"))
      }
      accounts.append(account)
    }
    for (id, mention) in mentions where directory.accounts[id] == nil {
      let system = Told.system(of: id)
      accounts.append(made(id, mention, isUnknown: systems.contains(system)))
    }
    accounts.sort { $0.comesBefore($1) }
  }

  /// Somebody whom no directory lists.
  private func made(_ id: Text, _ mention: Mention, isUnknown: Bool) -> Account {
    var account = Account(
      system: Told.system(of: id), position: mention.first, isListed: false, id: id)
    account.name = json(mention.name.text)
    account.email = json(mention.email.text)
    account.address = mention.email.text
    account.isBot = mention.isBot
    if mention.isBot { account.role = json(arena.keep("bot")) }
    if isUnknown { account.status = json(arena.keep("unknown")) }
    return account
  }

  /// Notes those whom no directory lists, but for `native` users.
  mutating func noteUnlisted(except native: (Text) -> Bool) {
    for account in accounts
    where !account.isListed && !account.status.isEmpty && !native(account.id) {
      guard let system = account.system else { continue }
      notes.add(.notInDirectory(system), at: account.position)
    }
  }

  private mutating func noteRepeated<Record>(
    _ kept: Directory.Kept<Record>, _ system: System, _ what: String
  ) {
    notes.add(.seenAgain(system, what), kept.count - 1, at: kept.first)
    for (file, records) in kept.earlier { files.add(FileCount(notCounted: records), of: file) }
  }

  /// When somebody came into a Slack conversation, as a text of JSON.
  func since(_ member: Member) -> Text {
    directory.joins[Directory.Join(conversation: member.workspace, user: member.user)]?.time
      ?? member.since
  }

  private func json(_ text: Text) -> Text {
    guard !text.isEmpty else { return .empty }
    var bytes: [UInt8] = []
    NativeLines.quote(text.bytes, into: &bytes)
    return bytes.withUnsafeBytes { arena.keep($0) }
  }

  /// The source whose name an id begins with.
  static func system(of id: Text) -> System {
    System.allCases.first { id.memory.hasPrefix($0) } ?? .slack
  }

  // MARK: Organization

  /// Id, name, and when it was exported, of the first source that knows it.
  func organization() -> (id: Text, name: Text, exportedAt: Text, at: Position)? {
    let exported = directory.exportedAt.compactMap { told -> (Instant, Directory.Joined)? in
      instant(told.time).map { ($0, told) }
    }.max { $0.0 < $1.0 }?.1
    guard let known = namedOrganization() else {
      return exported.map { (.empty, .empty, $0.time, $0.at) }
    }
    return (known.id, known.name, exported?.time ?? .empty, known.at)
  }

  private func namedOrganization() -> (id: Text, name: Text, at: Position)? {
    for system in System.allCases {
      if system == .mattermost, directory.teams.count == 1, let team = directory.teams.first {
        return (json(team.key), json(team.value.record), team.value.position)
      }
      guard let all = directory.organizations[system], !all.isEmpty else { continue }
      if system == .github, all.count > 1 { continue }
      guard let first = all.values.min(by: { $0.first < $1.first }) else { continue }
      let id = system == .github ? all.keys.first ?? .empty : first.email.text
      return (json(id), json(first.name.text), first.first)
    }
    return nil
  }
}

/// The instant that a text of JSON means; nil where it means none.
func instant(_ json: Text) -> Instant? {
  var bytes = json.memory
  var time = TimeText.absent
  if bytes.first == UInt8(ascii: "\"") {
    bytes = UnsafeRawBufferPointer(rebasing: bytes.dropFirst().dropLast())
    time = TimeText(string: bytes)
  } else if !bytes.isEmpty {
    time = TimeText(number: bytes)
  }
  switch time {
  case .instant(let instant): return instant
  case .date(let day): return Instant(day.number) * 86_400
  case .absent, .invalid: return nil
  }
}

extension UnsafeRawBufferPointer {
  func hasPrefix(_ system: System) -> Bool {
    let name = system.rawValue.utf8
    return count > name.count && prefix(name.count).elementsEqual(name)
      && self[name.count] == UInt8(ascii: "-")
  }
}

extension Account {
  /// Native users first, then by source, then by id in code-point order.
  package func comesBefore(_ other: Account) -> Bool {
    let (left, right) = (system?.order ?? -1, other.system?.order ?? -1)
    return left == right ? id < other.id : left < right
  }
}
