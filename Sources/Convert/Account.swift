import Bytes

/// One account of a system, or one native user who is joined with some: fields as texts of JSON,
/// empty where they are absent.
package struct Account: Sendable {
  /// nil for a native user.
  package var system: System?
  /// Of the record that it is of.
  package var position: Position
  /// Whether a directory lists it.
  package var isListed = true
  package var id: Text
  package var name = Text.empty
  package var email = Text.empty
  package var title = Text.empty
  package var role = Text.empty
  package var status = Text.empty
  package var created = Text.empty
  package var login = Text.empty
  /// Of a native user alone.
  package var description = Text.empty
  /// The elements of a native user's own `accounts`.
  package var further = Text.empty
  package var isBot = false
  /// The email itself, for joining.
  package var address = Text.empty
}

extension Account {
  /// A native user as far as accounts are compared; its name is kept in `arena`.
  package init(
    native id: Text, name: Text, email: Text, isBot: Bool, at position: Position, _ arena: Arena
  ) {
    self.init(system: nil, position: position, id: id)
    var json: [UInt8] = []
    if !name.isEmpty { NativeLines.quote(name.bytes, into: &json) }
    self.name = json.withUnsafeBytes { arena.keep($0) }
    self.isBot = isBot
    address = email
  }
}

/// A workspace, or a conversation between people, as a directory has it: fields as texts of JSON.
struct Conversation: Sendable {
  var position: Position
  var id: Text
  var name = Text.empty
  var created = Text.empty
  var isArchived: Bool?
  /// Mattermost's team, whose name goes before its own; that is then no text of JSON.
  var team = Text.empty
  /// Between people: neither a workspace nor memberships.
  var isDirect = false
}

/// That somebody is in a workspace.
struct Member: Sendable {
  var position: Position
  /// Empty where the record has none; an id of the wrong type is `isFaulty`.
  var user = Text.empty
  var workspace = Text.empty
  var isFaulty = false
  /// Whether what should tell it is no object.
  var isNoObject = false
  /// Texts of JSON.
  var role = Text.empty
  var since = Text.empty
}

/// Somebody whom events or memberships name: the first who tell a name or an email.
struct Mention: Sendable {
  var first: Position
  var isBot = false
  var name = Told()
  var email = Told()

  /// A text and where it was first told.
  struct Told: Sendable {
    var text = Text.empty
    var at: Position?

    mutating func merge(_ other: Told) {
      guard let theirs = other.at else { return }
      if at.map({ theirs < $0 }) ?? true { self = other }
    }
  }

  mutating func merge(_ other: Mention) {
    first = min(first, other.first)
    isBot = isBot || other.isBot
    name.merge(other.name)
    email.merge(other.email)
  }
}
