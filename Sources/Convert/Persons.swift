import Bytes
import Configure

/// Persons, each of one account or of several.
package struct Persons {
  /// In the order of their first accounts; the first of each is whose id is the person's.
  package private(set) var groups: [[Account]] = []
  package private(set) var notes: [ConvertNote: Noted] = [:]
  /// Ids of persons whose accounts emails alone would not join all.
  private(set) var joinedByRules: Set<Text> = []
  /// The person's id of accounts that became part of another.
  package private(set) var aliases: [Text: Text] = [:]

  /// Joins `accounts` by email and by `rules`; `natives` are the native users that rules name.
  ///
  /// - Precondition: `accounts` are in their order, and none has the id of a native user.
  package init(
    _ accounts: [Account], natives: [Account], isNative: (Text) -> Bool, rules: [PeopleRule]
  ) {
    let all = natives.sorted { $0.comesBefore($1) } + accounts
    var numbers: [String: Int] = [:]
    for (number, account) in all.enumerated() { numbers[account.id.string] = number }
    var joined = Sets(all.count)
    for group in byEmail(all, numbers, rules) {
      for member in group.dropFirst() { joined.unite(group[0], member) }
    }
    var byEmail = joined
    for case .same(let ids) in rules {
      let members = ids.compactMap { numbers[$0] }
      for member in members.dropFirst() { joined.unite(members[0], member) }
    }
    var places: [Int: Int] = [:]
    for number in all.indices {
      let root = joined.root(number)
      if let place = places[root] {
        groups[place].append(all[number])
        aliases[all[number].id] = groups[place][0].id
        if byEmail.root(number) != byEmail.root(root) {
          joinedByRules.insert(groups[place][0].id)
        }
        notes.add(.accountsJoined, at: nil)
      } else {
        places[root] = groups.count
        groups.append([all[number]])
      }
    }
    noteNobody(rules, numbers, isNative)
  }

  /// Accounts that one email joins, as numbers in ascending order.
  private mutating func byEmail(
    _ all: [Account], _ numbers: [String: Int], _ rules: [PeopleRule]
  ) -> [[Int]] {
    var groups: [[UInt8]: [Int]] = [:]
    for (number, account) in all.enumerated() where !account.isBot && account.system != nil {
      let email = comparable(Array(account.address.bytes))
      if !email.isEmpty { groups[email, default: []].append(number) }
    }
    for (email, group) in groups {
      if Set(group.map { all[$0].system }).count < group.count {
        notes.add(.emailOfSeveralAccounts, at: nil)
        groups[email] = nil
      }
    }
    for case .apart(let ids) in rules {
      let named = Set(ids.compactMap { numbers[$0] })
      for number in named {
        let email = comparable(Array(all[number].address.bytes))
        guard let group = groups[email] else { continue }
        let first = group.first { named.contains($0) }
        groups[email] = group.filter { !named.contains($0) || $0 == first }
      }
    }
    return groups.values.filter { $0.count > 1 }
  }

  private mutating func noteNobody(
    _ rules: [PeopleRule], _ numbers: [String: Int], _ isNative: (Text) -> Bool
  ) {
    let arena = Arena()
    for rule in rules {
      let ids =
        switch rule {
        case .same(let ids), .apart(let ids): ids
        }
      for id in ids where numbers[id] == nil && !isNative(arena.keep(id)) {
        notes.add(.peopleNamesNoAccount, at: nil)
      }
    }
  }
}

/// Disjoint sets of numbers, each known by its least.
private struct Sets {
  private var parents: [Int]

  init(_ count: Int) { parents = Array(0..<count) }

  mutating func root(_ number: Int) -> Int {
    var root = number
    while parents[root] != root { root = parents[root] }
    var next = number
    while parents[next] != root { (parents[next], next) = (root, parents[next]) }
    return root
  }

  mutating func unite(_ left: Int, _ right: Int) {
    let (a, b) = (root(left), root(right))
    parents[max(a, b)] = min(a, b)
  }
}

extension [Account] {
  /// One user of a person's accounts, who are in their order.
  func person() -> Account {
    guard count > 1, var person = first else { return self[0] }
    person.name = told(\.name)
    person.email = told(\.email)
    person.title = told(\.title)
    person.role = told(\.role)
    person.created = told(\.created)
    person.status = (first(where: \.isListed) ?? self[0]).status
    person.login = latestLogin()
    person.isBot = contains(where: \.isBot)
    return person
  }

  /// Of the first account that has one.
  private func told(_ field: KeyPath<Account, Text>) -> Text {
    first { !$0[keyPath: field].isEmpty }?[keyPath: field] ?? .empty
  }

  /// The latest valid one; without any the first.
  private func latestLogin() -> Text {
    let valid = compactMap { account in instant(account.login).map { ($0, account.login) } }
    return valid.max { $0.0 < $1.0 }?.1 ?? told(\.login)
  }
}
