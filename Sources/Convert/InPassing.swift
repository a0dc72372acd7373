import Bytes

/// Somebody whom a record names.
struct Who {
  var id: FieldText
  var name: UnsafeRawBufferPointer?
  var email: UnsafeRawBufferPointer?
  var isBot = false
  /// Whether the id is a login, which is written in small letters.
  var isLogin = false
}

/// Where an event happened.
struct Venue {
  /// nil: outside any workspace.
  var id: FieldText
  var name: UnsafeRawBufferPointer?
  var isLogin = false
}

/// People or places that records name: each by its id, with the first that tells a name or an
/// email, in file order.
struct InPassing {
  private let ids: Interner
  private var mentions: [Mention] = []

  init(_ arena: Arena) { ids = Interner(arena: arena) }

  /// Notes that the record at `position` names `id`; gives the id as it is kept.
  mutating func add(
    _ id: UnsafeRawBufferPointer, _ name: UnsafeRawBufferPointer?,
    _ email: UnsafeRawBufferPointer? = nil, isBot: Bool = false, at position: Position,
    _ arena: Arena
  ) -> Text {
    let number = Int(ids.intern(id))
    if number == mentions.count { mentions.append(Mention(first: position)) }
    if position < mentions[number].first { mentions[number].first = position }
    if let name, mentions[number].name.at.map({ position < $0 }) ?? true {
      mentions[number].name = Mention.Told(text: arena.keep(name), at: position)
    }
    if let email, mentions[number].email.at.map({ position < $0 }) ?? true {
      mentions[number].email = Mention.Told(text: arena.keep(email), at: position)
    }
    if isBot { mentions[number].isBot = true }
    return ids.texts[number]
  }

  /// Each id with what was told of it.
  var all: Zip2Sequence<[Text], [Mention]> { zip(ids.texts, mentions) }
}
