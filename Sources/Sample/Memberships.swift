import Civil

/// One user's access to one workspace.
struct Membership {
  enum Role: UInt8 { case owner, editor, viewer }

  var workspace: Int32
  /// The day of the access, as a number of `Day`.
  var since: Int32
  var role: Role
  /// Whether its user ever goes there.
  var isUsed: Bool
}

/// Who belongs where, user by user; the first membership of a user is the home.
struct Memberships {
  private var all: [Membership] = []
  /// `[user]`: where its memberships start in `all`; one more at the end.
  private var starts: [Int32] = [0]

  func of(_ user: Int) -> ArraySlice<Membership> {
    all[Int(starts[user])..<Int(starts[user + 1])]
  }

  init(_ options: SampleOptions, people: [Person], workspaces: [Workspace]) {
    var random = SplitMix64(seed: options.seed, stream: Stream.memberships)
    let homes = Lot(weights: workspaces.map(\.popularity))
    var hasOwner = [Bool](repeating: false, count: workspaces.count)
    starts.reserveCapacity(people.count + 1)
    for person in people {
      let first = all.count
      for number in 0..<Self.count(for: person, &random) {
        guard let place = homes.draw(&random) else { break }
        if all[first...].contains(where: { Int($0.workspace) == place }) { continue }
        var membership = Self.membership(
          of: person, in: place, workspaces[place], isHome: number == 0, &random)
        if membership.role == .editor, !hasOwner[place] { membership.role = .owner }
        if membership.role == .owner { hasOwner[place] = true }
        all.append(membership)
      }
      starts.append(Int32(all.count))
    }
  }

  /// At most 8, so that no sample has more than 2^31 memberships.
  private static func count(for person: Person, _ random: inout SplitMix64) -> Int {
    if person.isBot { return 3 }
    switch person.role {
    case .guest: return random.oneIn(6) ? 2 : 1
    case .admin: return 4 + random.below(4)
    default: return random.oneIn(20) ? 0 : 1 + random.pick([0, 0, 1, 1, 1, 2, 2, 3, 5])
    }
  }

  private static func membership(
    of person: Person, in place: Int, _ workspace: Workspace, isHome: Bool,
    _ random: inout SplitMix64
  ) -> Membership {
    let earliest = max(Int(person.firstDay) - 1, workspace.createdDay.number)
    let delay = isHome ? 0 : random.below(150)
    return Membership(
      workspace: Int32(place), since: Int32(min(earliest + delay, WorkCalendar.lastDay.number)),
      role: person.role == .guest ? .viewer : random.pick([.editor, .editor, .editor, .viewer]),
      isUsed: isHome || !random.oneIn(7))
  }
}

/// Draws a number by weight.
struct Lot {
  private let sums: [Int]

  init(weights: [Int]) {
    var sum = 0
    sums = weights.map {
      sum += $0
      return sum
    }
  }

  /// An index of the weights, never one whose weight is 0; nil when nothing
  /// has weight. Cost: log n.
  func draw(_ random: inout SplitMix64) -> Int? {
    guard let total = sums.last, total > 0 else { return nil }
    let ticket = random.below(total)
    var low = 0
    var high = sums.count - 1
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] > ticket { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
