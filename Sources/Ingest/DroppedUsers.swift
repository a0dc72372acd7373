import Bytes
import Convert
import Folding

/// The users on `opt_out` in `site.yml`: their records are dropped while reading, and they appear
/// nowhere, not even in an example of a bad record or in the name of a file.
struct DroppedUsers: Equatable, Sendable {
  /// No more bytes of a word are looked at.
  static let longestWord = 256

  private var ids: Set<[UInt8]>
  /// Those of accounts of native users.
  private var accountIDs: Set<[UInt8]> = []
  /// What names them, folded: their ids, and what is told of them.
  private var words: Set<[UInt8]> = []
  private var lengths: Set<Int> = []

  static let none = DroppedUsers([])

  init(_ ids: [String]) {
    self.ids = Set(ids.map { Array($0.utf8) })
    for id in ids { add(word: id.utf8) }
  }

  private mutating func add(_ account: Account) {
    ids.insert(Array(account.id.bytes))
    add(account.id)
    add(account.address)
    // A text of JSON.
    add(word: unescaped(account.name.bytes.dropFirst().dropLast()))
  }

  /// With all ids and emails of each native user who has one of these by an account.
  func with(accountsIn readers: [RecordReader]) -> DroppedUsers {
    var wider = self
    for user in isEmpty ? [] : readers.flatMap(\.users) where !user.accounts.isEmpty {
      let own = ([user.id] + user.accounts.map(\.id)).filter { !$0.isEmpty }
      guard own.contains(where: { contains($0.memory) }) else { continue }
      wider.ids.formUnion(own.map { Array($0.bytes) })
      wider.accountIDs.formUnion(own.map { Array($0.bytes) })
      for text in own + user.accounts.map(\.email) { wider.add(text) }
    }
    return wider
  }

  /// Named by the names and emails of these users too.
  func with(namesIn reader: RecordReader) -> DroppedUsers {
    var wider = self
    for user in isEmpty ? [] : reader.users where contains(user.id.memory) {
      wider.add(user.name)
      wider.add(user.email)
    }
    return wider
  }

  /// With all ids of each person who has one of these.
  func with(_ persons: Persons) -> DroppedUsers {
    var wider = self
    for accounts in persons.groups where accounts.contains(where: { contains($0.id.memory) }) {
      for account in accounts { wider.add(account) }
    }
    return wider
  }

  /// In code-point order.
  var texts: [String] {
    ids.sorted { $0.lexicographicallyPrecedes($1) }.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether an account of somebody who is left out has this id.
  func isOfAccount(_ id: Text) -> Bool { accountIDs.contains(Array(id.bytes)) }

  func contains(_ id: UnsafeRawBufferPointer) -> Bool {
    !ids.isEmpty && ids.contains(Array(id))
  }

  var isEmpty: Bool { ids.isEmpty }

  /// From now on a name or an email of theirs names them too.
  mutating func add(_ text: Text) {
    add(word: text.bytes)
  }

  private mutating func add(word: some Sequence<UInt8>) {
    let word = folded(word).prefix(DroppedUsers.longestWord)
    guard !word.isEmpty else { return }
    words.insert(Array(word))
    lengths.insert(word.count)
  }

  /// Whether one of the words stands in `text`, whatever its case, accents, width and blanks (also as
  /// `-`, `_` and `.`), and is no part of a longer word there. Looked up for each place and length:
  /// there may be many words.
  func isNamed(in text: some Sequence<UInt8>) -> Bool {
    guard !words.isEmpty else { return false }
    let text = folded(text)
    let ends = text.indices.filter { isBorder(text, $0) } + [text.count]
    for (index, start) in ends.enumerated() {
      let near = ends[index...].prefix { $0 - start < DroppedUsers.longestWord }
      for end in near + [start + DroppedUsers.longestWord]
      where lengths.contains(end - start) && end <= text.count {
        if words.contains(Array(text[start..<end])) { return true }
      }
    }
    return false
  }

  /// Whether a word may begin or end before the byte at `index`.
  private func isBorder(_ text: [UInt8], _ index: Int) -> Bool {
    index == 0 || !isLetter(text[index - 1]) || !isLetter(text[index])
  }

  /// A letter or digit of ASCII, lower-cased. Other scripts may put no blanks between words.
  private func isLetter(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...122).contains(byte)
  }
}

/// As the search compares names, with what stands for a blank in names of files as one.
private func folded(_ text: some Sequence<UInt8>) -> [UInt8] {
  var folder = NameFolder()
  var folded: [UInt8] = []
  text.map { "-_.".utf8.contains($0) ? 0x20 : $0 }
    .withUnsafeBufferPointer { folder.append($0, to: &folded) }
  return folded
}

/// The characters that a text of JSON stands for, as far as it goes and whether or not it is valid:
/// escapes are what they mean, everything else is as it is.
func unescaped(_ json: some Sequence<UInt8>) -> [UInt8] {
  let json = Array(json)
  var text: [UInt8] = []
  var units: [UInt16] = []
  var index = 0
  func flush() {
    if !units.isEmpty { text += Array(String(decoding: units, as: UTF16.self).utf8) }
    units = []
  }
  while index < json.count {
    if json[index] == UInt8(ascii: "\\"), index + 1 < json.count {
      let escape = json[index + 1]
      let digits = String(decoding: json[(index + 2)...].prefix(4), as: UTF8.self)
      if escape == UInt8(ascii: "u"), digits.utf8.count == 4, let unit = UInt16(digits, radix: 16) {
        units.append(unit)
        index += 6
        continue
      }
      flush()
      // Of the others, those that stand for no visible character end a word all the same.
      text.append("\"\\/".utf8.contains(escape) ? escape : UInt8(ascii: " "))
      index += 2
    } else {
      flush()
      text.append(json[index])
      index += 1
    }
  }
  flush()
  return text
}
