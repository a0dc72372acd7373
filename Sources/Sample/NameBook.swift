/// Which name a person has: numbers into the tables, a few bytes a person.
struct NameChoice {
  /// Number of the table; -1 for one of the rare names, numbered by `given`.
  var table: Int8
  var given: UInt8
  var family: UInt8
  /// A second given name; 255 for none.
  var second: UInt8 = 255
}

/// Names to choose from, read once from the tables.
struct NameBook {
  private struct Name {
    let shown: String
    let ascii: String

    /// - Parameter entry: `shown:ascii`, or a name whose lower case is ASCII.
    init(_ entry: Substring.UTF8View) {
      let parts = entry.split(separator: UInt8(ascii: ":"))
      let written = parts.first.map { String(Substring($0)) } ?? ""
      shown = written.split(separator: "_").joined(separator: " ")
      ascii = parts.count > 1 ? String(Substring(parts[1])) : written.lowercased()
    }
  }

  private let given: [[Name]]
  private let family: [[Name]]
  private let rare: [Name]
  /// Tables one after another, each as often as its share.
  private let draw: [Int8]

  init() {
    given = NameTable.all.map { Self.names(in: $0.given) }
    family = NameTable.all.map { Self.names(in: $0.family) }
    rare = NameTable.rare.map { Name(Substring($0).utf8) }
    draw = NameTable.all.indices.flatMap {
      [Int8](repeating: Int8($0), count: NameTable.all[$0].share)
    }
  }

  private static func names(in list: String) -> [Name] {
    Substring(list).utf8.split(separator: UInt8(ascii: " ")).map { Name($0) }
  }

  /// A name for the person `index`. Tables take turns, so that already a few
  /// dozen people have names in many scripts.
  func choose(_ index: Int, _ random: inout SplitMix64) -> NameChoice {
    if index % 41 == 20, index / 41 < rare.count {
      return NameChoice(table: -1, given: UInt8(index / 41), family: 0)
    }
    let table = Int(draw[index * 37 % draw.count])
    var choice = NameChoice(
      table: Int8(table), given: UInt8(random.below(given[table].count)),
      family: UInt8(random.below(family[table].count)))
    if NameTable.all[table].hasSecondNames, random.oneIn(6) {
      choice.second = UInt8(random.below(given[table].count))
    }
    return choice
  }

  /// The name as people see it, and its ASCII spelling `given.family`.
  func names(of person: Person) -> (shown: String, email: String) {
    let choice = person.name
    guard choice.table >= 0 else {
      return (rare[Int(choice.given)].shown, rare[Int(choice.given)].ascii)
    }
    let table = Int(choice.table)
    let first = given[table][Int(choice.given)]
    let last = family[table][Int(choice.family)]
    let email = first.ascii + "." + last.ascii
    switch NameTable.all[table].order {
    case .familyFirst: return (last.shown + " " + first.shown, email)
    case .familyFirstUnspaced: return (last.shown + first.shown, email)
    case .givenFirst:
      guard choice.second < 255, choice.second != choice.given else {
        return (first.shown + " " + last.shown, email)
      }
      let second = given[table][Int(choice.second)].shown
      return (first.shown + " " + second + " " + last.shown, email)
    }
  }
}

/// Email addresses that were given out, so that no two people share one.
struct EmailBook {
  private var uses: [String: Int] = [:]

  /// An address at an `.example` domain (RFC 2606), ASCII only. The second of
  /// the same spelling gets a 2, and so on; no spelling ends in a digit.
  mutating func address(for person: Person, _ spelling: String) -> String {
    let use = uses[spelling, default: 0] + 1
    uses[spelling] = use
    let domains = ["kontor-mitte.example", "blue-yonder.example", "atelier-nord.example"]
    let domain =
      person.role == .guest
      ? domains[Int(person.quirk % UInt32(domains.count))] : SampleTexts.domain
    return use == 1 ? "\(spelling)@\(domain)" : "\(spelling)\(use)@\(domain)"
  }
}
