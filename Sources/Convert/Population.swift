import Bytes
import Configure

/// What exports tell of people and workspaces as native records, persons joined.
package struct Population: @unchecked Sendable {
  package var lines: NativeLines { lines(without: [], aliases: [:]) }
  /// Persons of native users and whom those are joined with.
  package var joinedNatives: NativeLines { joinedNatives(without: []) }
  package let notes: [ConvertNote: Noted]
  /// The person's id of accounts that became part of another.
  package let aliases: [Text: Text]
  /// Native users whose records are part of a person's line.
  package let replaced: Set<Text>
  package let persons: Persons
  /// By the numbers of files.
  package var files: [Int: FileCount] { told.files }
  /// Texts live in it.
  private let told: Told
  private let natives: NativeUsers
  private let users: [[Account]]
  private let nativePersons: [[Account]]
  /// What directories tell of native users, which the native rules reject.
  private let doubled: [[Account]]

  /// `natives` are native users as `rules` name them; `isNative` tells whether a native user has
  /// an id.
  package init(
    _ told: Told, natives: NativeUsers, isNative: (Text) -> Bool, rules: [PeopleRule]
  ) {
    var told = told
    told.noteUnlisted(except: isNative)
    let own = told.accounts.filter { !isNative($0.id) }
    self.natives = natives
    let named = natives.accounts.filter { native in rules.contains { $0.isSame(native.id.string) } }
    persons = Persons(own, natives: named, isNative: isNative, rules: rules)
    var notes = told.notes
    notes.merge(persons.notes)
    self.notes = notes
    aliases = persons.aliases
    replaced = Set(
      persons.groups.filter { $0.count > 1 }.flatMap { $0 }
        .filter { $0.system == nil }.map(\.id))
    self.told = told
    users = persons.groups.filter { $0[0].system != nil }
    nativePersons = persons.groups.filter { $0.count > 1 && $0[0].system == nil }
    doubled = told.accounts.filter { $0.isListed && isNative($0.id) }.map { [$0] }
  }

  /// Of all accounts in exports.
  package var accountIDs: Set<Text> { Set(told.accounts.map(\.id)) }

  /// How many accounts and workspaces the exports of a system tell of.
  package func count(of system: System) -> (users: Int, workspaces: Int) {
    (
      told.accounts.count { $0.system == system },
      told.workspaces.count { Told.system(of: $0.id) == system }
    )
  }

  /// Without who is on `opt_out`.
  package func joinedNatives(without dropped: Set<Text>) -> NativeLines {
    var lines = NativeLines()
    lines.add(nativePersons, without: dropped)
    return lines
  }

  /// All else, without who is on `opt_out`.
  package func lines(without dropped: Set<Text>, aliases: [Text: Text]) -> NativeLines {
    var lines = NativeLines()
    if let organization = told.organization() { lines.add(organization) }
    lines.add(users + doubled, without: dropped)
    for workspace in told.workspaces { lines.add(workspace) }
    lines.add(told.members.filter { !dropped.contains($0.user) }, told, aliases)
    return lines
  }
}

extension PeopleRule {
  func isSame(_ id: String) -> Bool {
    if case .same(let ids) = self { ids.contains(id) } else { false }
  }
}

extension NativeLines {
  mutating func add(_ organization: (id: Text, name: Text, exportedAt: Text, at: Position)) {
    begin("organization", at: organization.at)
    field("id", json: organization.id.bytes)
    field("name", json: organization.name.bytes)
    field("exported_at", json: organization.exportedAt.bytes)
    end()
  }

  mutating func add(_ persons: [[Account]], without dropped: Set<Text>) {
    for accounts in persons.sorted(by: { $0[0].position < $1[0].position })
    where !accounts.contains(where: { dropped.contains($0.id) }) {
      add(accounts)
    }
  }

  private mutating func add(_ accounts: [Account]) {
    let person = accounts.person()
    begin("user", at: person.position)
    field("id", text: person.id.bytes)
    field("name", json: person.name.bytes)
    field("email", json: person.email.bytes)
    field("role", json: person.role.bytes)
    field("title", json: person.title.bytes)
    field("status", json: person.status.bytes)
    field("bot", is: person.isBot)
    field("created_at", json: person.created.bytes)
    field("last_login_at", json: person.login.bytes)
    field("description", json: person.description.bytes)
    if accounts.count > 1 { addAccounts(accounts) }
    end()
  }

  private mutating func addAccounts(_ accounts: [Account]) {
    var list: [UInt8] = []
    for account in accounts {
      list += (list.isEmpty ? "[" : ",").utf8
      list += "{\"source\":\"\(account.system?.rawValue ?? "native")\",\"id\":".utf8
      NativeLines.quote(account.id.bytes, into: &list)
      if !account.email.isEmpty {
        list += ",\"email\":".utf8
        list += account.email.bytes
      }
      list += "}".utf8
      if !account.further.isEmpty {
        list.append(UInt8(ascii: ","))
        list += account.further.bytes
      }
    }
    field("accounts", json: list + "]".utf8)
  }

  mutating func add(_ workspace: Conversation) {
    begin("workspace", at: workspace.position)
    field("id", text: workspace.id.bytes)
    field("name", json: workspace.name.bytes)
    field("created_at", json: workspace.created.bytes)
    if let isArchived = workspace.isArchived { field("archived", is: isArchived) }
    end()
  }

  /// Of several accounts of one person in a workspace, the first in file order is the member.
  mutating func add(_ members: [Member], _ told: Told, _ aliases: [Text: Text]) {
    var first: [Directory.Join: Text] = [:]
    for member in members {
      if member.isNoObject {
        wrongType(at: member.position)
        continue
      }
      if !member.user.isEmpty, !member.workspace.isEmpty {
        let person = aliases[member.user] ?? member.user
        let pair = Directory.Join(conversation: member.workspace, user: person)
        if let account = first[pair], account != member.user { continue }
        first[pair] = member.user
      }
      begin("membership", at: member.position)
      if member.isFaulty {
        field("user_id", json: "true".utf8)
      } else if !member.user.isEmpty {
        field("user_id", text: (aliases[member.user] ?? member.user).bytes)
      }
      if !member.workspace.isEmpty { field("workspace_id", text: member.workspace.bytes) }
      field("role", json: member.role.bytes)
      field("since", json: told.since(member).bytes)
      end()
    }
  }
}
