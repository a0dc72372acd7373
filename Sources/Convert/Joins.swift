import Bytes
import Configure

/// Which accounts are one person, and which might be: for whoever checks them.
package struct Joins: Sendable {
  /// Accounts of one person, by their ids.
  package struct Person: Sendable {
    package let ids: [String]
    /// Whether emails alone join them.
    package let isByEmail: Bool
  }

  /// More accounts of one name are not compared with each other.
  private static let longestName = 50

  /// In the order of persons.
  package private(set) var joined: [Person] = []
  /// Accounts of several persons that have one name and, two of them at least, no email in
  /// common: the first of each person.
  package private(set) var near: [[String]] = []

  /// - Parameters:
  ///   - natives: all users of native dumps, with their names and emails.
  ///   - isLeftOut: whether somebody is to be named nowhere.
  package init(
    _ persons: Persons, natives: [Account], rules: [PeopleRule], isLeftOut: (Text) -> Bool
  ) {
    let known = Set(persons.groups.flatMap { $0 }.map(\.id))
    let groups = (persons.groups + natives.filter { !known.contains($0.id) }.map { [$0] })
      .filter { group in !group.contains { isLeftOut($0.id) } }
      .sorted { $0[0].comesBefore($1[0]) }
    for group in groups where group.count > 1 {
      joined.append(
        Person(
          ids: group.map(\.id.string), isByEmail: !persons.joinedByRules.contains(group[0].id)))
    }
    addNear(groups, apart: rules)
  }

  private mutating func addNear(_ groups: [[Account]], apart rules: [PeopleRule]) {
    var byName: [[UInt8]: [[Account]]] = [:]
    for group in groups where !group.contains(where: \.isBot) {
      for name in Set(group.map { comparable(Array($0.name.bytes.dropFirst().dropLast())) })
      where !name.isEmpty {
        byName[name, default: []].append(group)
      }
    }
    let apart = rules.compactMap { if case .apart(let ids) = $0 { Set(ids) } else { nil } }
    for all in byName.values {
      let some = all.prefix(Joins.longestName)
      let isNear = some.indices.contains { first in
        some[(first + 1)...].contains { mayBeOne(some[first], $0, apart) }
      }
      if isNear { near.append(some.map { $0[0].id.string }) }
    }
    near.sort { $0.lexicographicallyPrecedes($1) }
  }

  /// Whether nothing joins them by email, and nobody says that they are two.
  private func mayBeOne(_ one: [Account], _ other: [Account], _ apart: [Set<String>]) -> Bool {
    let accounts = one + other
    guard accounts.contains(where: { $0.system != nil }) else { return false }
    let (ids, others) = (one.map(\.id.string), other.map(\.id.string))
    if apart.contains(where: { !$0.isDisjoint(with: ids) && !$0.isDisjoint(with: others) }) {
      return false
    }
    // Native users are never joined by email.
    let emails = Joins.emails(of: one)
    return emails.isEmpty || emails.isDisjoint(with: Joins.emails(of: other))
  }

  private static func emails(of accounts: [Account]) -> Set<[UInt8]> {
    Set(
      accounts.filter { $0.system != nil }.map { comparable(Array($0.address.bytes)) }
        .filter { !$0.isEmpty })
  }
}

extension Population {
  /// - Parameter natives: all users of native dumps.
  package func joins(
    natives: [Account], rules: [PeopleRule], isLeftOut: (Text) -> Bool
  ) -> Joins {
    Joins(persons, natives: natives, rules: rules, isLeftOut: isLeftOut)
  }
}
