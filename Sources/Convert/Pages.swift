import Bytes

/// Objects around a list of records, as interfaces of the web answer with: pages.
extension Formats {
  /// A page has none of these, but for its list itself.
  static let sections: [Field] = [.organization, .users, .workspaces, .memberships, .events]
  private static let lists: [Field] = [
    .members, .channels, .messages, .logins, .value, .items, .users,
  ]

  /// What Google's pages call themselves, with the key of their list, which may be absent.
  private static let kinds: [(word: String, list: Field)] = [
    ("admin#reports#activities", .items), ("admin#directory#users", .users),
  ]

  /// Words of which each page of such records has one, as a key or as a text.
  static func pageWords(_ format: Format) -> [String] {
    format.lists + (format.system == .google ? kinds.map(\.word) : [])
  }

  /// The list of a page; nil where the object is none.
  func page(_ object: UnsafeRawBufferPointer) -> JSONMember? {
    page(JSONBorders.members(of: object), in: object)
  }

  /// The same of an object with these members, the last of which may be cut.
  func page(_ members: [JSONMember], in object: UnsafeRawBufferPointer) -> JSONMember? {
    guard !members.contains(where: { $0.key == Field.id.rawValue }) else { return nil }
    if let list = googlePage(members, in: object) { return list }
    for list in members.reversed()
    where isArray(list, in: object) && Formats.lists.contains(where: { $0.rawValue == list.key }) {
      let isNative = members.contains { $0.key != list.key && Formats.isSection($0.key) }
      if !isNative, isPage(list, in: object) { return list }
    }
    return nil
  }

  static func isSection(_ key: String) -> Bool { sections.contains { $0.rawValue == key } }

  /// Google's pages say what they are, also without a list.
  private func googlePage(
    _ members: [JSONMember], in object: UnsafeRawBufferPointer
  ) -> JSONMember? {
    guard let kind = members.last(where: { $0.key == Field.kind.rawValue }) else { return nil }
    let text = UnsafeRawBufferPointer(rebasing: object[kind.range])
    guard
      let key = Formats.kinds.first(where: { text.elementsEqual("\"\($0.word)\"".utf8) })?
        .list.rawValue
    else { return nil }
    return members.last { $0.key == key && isArray($0, in: object) }
      ?? JSONMember(key: key, range: kind.range.lowerBound..<kind.range.lowerBound)
  }

  /// Whether an element of the list has a format of such pages, or it is empty and not `users`,
  /// which may be a dump's.
  private func isPage(_ list: JSONMember, in object: UnsafeRawBufferPointer) -> Bool {
    let text = UnsafeRawBufferPointer(rebasing: object[list.range])
    if list.key != Field.users.rawValue, JSONBorders.isEmptyArray(text) { return true }
    return JSONBorders.elements(of: text).contains { range in
      let element = UnsafeRawBufferPointer(rebasing: text[range])
      return format(of: element)?.lists.contains(list.key) ?? false
    }
  }

  /// How near a record, or one in a list of its, comes to a format.
  func nearestOfAll(in record: UnsafeRawBufferPointer) -> String? {
    if let near = nearest(to: record) { return near }
    for list in JSONBorders.members(of: record) where isArray(list, in: record) {
      let text = UnsafeRawBufferPointer(rebasing: record[list.range])
      for range in JSONBorders.elements(of: text).prefix(1) {
        let element = UnsafeRawBufferPointer(rebasing: text[range])
        if let near = nearest(to: element) { return near }
      }
    }
    return nil
  }

  private func isArray(_ member: JSONMember, in object: UnsafeRawBufferPointer) -> Bool {
    object[member.range.lowerBound] == UInt8(ascii: "[")
  }
}
