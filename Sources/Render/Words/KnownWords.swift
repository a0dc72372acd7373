import Bytes
import Configure
import Ingest

// Roles and statuses that exports are read into, and samples have: pages call them as the language
// does, CSVs as the dump does.

extension Words {
  /// nil for a word of the dump's own.
  func role(_ word: Text) -> [UInt8]? { known(word, among: Words.roles) }

  /// nil for a word of the dump's own.
  func status(_ word: Text) -> [UInt8]? { known(word, among: Words.statuses) }

  /// Of a user, at a place of a text.
  func statusValue(_ user: User) -> Value {
    status(user.status).map(Value.text) ?? .isolated(user.status)
  }

  private func known(_ word: Text, among known: [(word: StaticString, phrase: Phrase)]) -> [UInt8]?
  {
    for (name, phrase) in known where word.equals(name) { return self[phrase] }
    return nil
  }

  private static let roles: [(word: StaticString, phrase: Phrase)] = [
    ("member", .roleMember), ("guest", .roleGuest), ("admin", .roleAdmin), ("owner", .roleOwner),
    ("bot", .roleBot), ("editor", .roleEditor), ("viewer", .roleViewer),
    ("moderator", .roleModerator),
  ]

  private static let statuses: [(word: StaticString, phrase: Phrase)] = [
    ("active", .statusActive), ("deactivated", .statusDeactivated), ("invited", .statusInvited),
    ("suspended", .statusSuspended), ("locked", .statusLocked),
  ]
}

extension ByteSink where Self: ~Copyable {
  /// A word of the dump where an element isolates it, or what the language calls it.
  mutating func append(shown word: Text, or known: [UInt8]?) {
    if let known { append(array: known) } else { append(shown: word) }
  }

  /// The same where nothing isolates it.
  mutating func append(isolated word: Text, or known: [UInt8]?) {
    if let known { append(array: known) } else { append(isolated: word) }
  }
}
