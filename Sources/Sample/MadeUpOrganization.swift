import Civil

/// A whole made-up organization but for its events, which are made on the way.
struct MadeUpOrganization {
  let options: SampleOptions
  let firstDay: Day
  let names: NameBook
  let people: [Person]
  let workspaces: [Workspace]
  let memberships: Memberships

  init(_ options: SampleOptions) {
    self.options = options
    firstDay = WorkCalendar.lastDay - (options.days - 1)
    names = NameBook()
    people = makePeople(options, firstDay: firstDay, names: names)
    workspaces = makeWorkspaces(options, firstDay: firstDay)
    memberships = Memberships(options, people: people, workspaces: workspaces)
  }

  /// A user's last login by events, or an earlier way in for those who never
  /// got an event though they were around; 0 for who never signed in.
  func lastLogins() -> [Int] {
    var last = [Int](repeating: 0, count: people.count)
    forEachEvent { event in
      if event.type == .login { last[event.user] = event.at }
    }
    var random = SplitMix64(seed: options.seed, stream: Stream.quietLogins)
    for index in people.indices where last[index] == 0 {
      last[index] = quietLogin(of: people[index], &random)
    }
    return last
  }

  private func quietLogin(of person: Person, _ random: inout SplitMix64) -> Int {
    guard !person.isBot, person.everCame else { return 0 }
    let day = max(person.firstDay, person.lastDay - Int32(random.below(20)))
    return WorkCalendar.instant(Day(Int(day)), hour: 8) + random.below(7_200)
  }
}

extension MadeUpOrganization {
  /// `[day]`: the sum of the attendances of the humans who may be there.
  func attendanceByDay() -> [Int] {
    var change = [Int](repeating: 0, count: options.days + 1)
    for person in people where !person.isBot {
      let from = min(max(0, Int(person.firstDay) - firstDay.number), options.days)
      let to = min(max(from, Int(person.lastDay) + 1 - firstDay.number), options.days)
      change[from] += Int(person.attendance)
      change[to] -= Int(person.attendance)
    }
    var sum = 0
    return change.dropLast().map {
      sum += $0
      return sum
    }
  }
}

/// Numbers of the random sequences, one for each use.
enum Stream {
  static let people: UInt64 = 1
  static let workspaces: UInt64 = 2
  static let memberships: UInt64 = 3
  static let events: UInt64 = 4
  static let quietLogins: UInt64 = 5
  static let holidays: UInt64 = 6
}
