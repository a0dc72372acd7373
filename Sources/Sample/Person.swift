import Civil

/// One made-up user, held small: a sample may have millions.
struct Person {
  enum Role: UInt8 { case admin, member, guest, bot }
  enum Status: UInt8 { case active, invited, suspended, deactivated }
  enum Craft: UInt8, CaseIterable { case building, design, office }
  enum Machine: UInt8, CaseIterable { case ci, importer, backup }

  var name: NameChoice
  var role = Role.member
  var status = Status.active
  var craft = Craft.office
  /// What kind of bot this is; nil for a human.
  var machine: Machine?
  var createdAt: Int
  /// First and last day with activity, as numbers of `Day`; the last lies
  /// before the first for who never signed in.
  var firstDay: Int32
  var lastDay: Int32
  /// Chance of being there on a working day, in thousandths.
  var attendance: Int32
  /// How many of the day's events a person takes, against the others there.
  var intensity: Int32
  /// A number of the person's own, for what needs no more than variety.
  var quirk: UInt32

  var isBot: Bool { machine != nil }

  var everCame: Bool { firstDay <= lastDay }

  func isThere(on day: Day) -> Bool {
    day.number >= Int(firstDay) && day.number <= Int(lastDay)
  }
}

/// The people in order of joining: a third is there before the first day, the
/// others join until the last; the first is an admin who stays.
func makePeople(_ options: SampleOptions, firstDay: Day, names: NameBook) -> [Person] {
  var random = SplitMix64(seed: options.seed, stream: Stream.people)
  var people: [Person] = []
  people.reserveCapacity(options.users)
  for index in 0..<options.users {
    let day = joiningDay(index, options, firstDay, &random)
    var person = newPerson(index, joining: day, names, &random)
    if index % 61 == 47 { person.name = people[random.below(index)].name }
    if let machine = machine(at: index) {
      person.become(machine, index)
    } else if index > 0 {
      person.takeFate(&random)
    } else {
      person.role = .admin
      person.attendance = 900
    }
    people.append(person)
  }
  return people
}

private let daysBefore = 720

private func joiningDay(
  _ index: Int, _ options: SampleOptions, _ firstDay: Day, _ random: inout SplitMix64
) -> Day {
  let founders = max(1, options.users * 35 / 100)
  if index < founders { return firstDay - daysBefore + index * (daysBefore - 1) / founders }
  let joiners = options.users - founders
  let day = firstDay + (index - founders) * options.days / joiners
  // New people start on Mondays mostly, many together, and never at a weekend.
  let wave = Day(day.number - day.number % 28).monday
  if wave >= firstDay, random.below(10) < 4 { return wave }
  return day.weekday >= 6 || random.oneIn(2) ? day.monday : day
}

private func newPerson(
  _ index: Int, joining day: Day, _ names: NameBook, _ random: inout SplitMix64
) -> Person {
  Person(
    name: names.choose(index, &random),
    craft: random.pick(Person.Craft.allCases),
    createdAt: WorkCalendar.instant(day, hour: 8) + random.below(7_200),
    // The day after, so that nobody acts before being created.
    firstDay: Int32(day.number + 1), lastDay: Int32(WorkCalendar.lastDay.number),
    attendance: random.pick([960, 940, 920, 900, 880, 850, 800, 720, 600, 420, 250, 120, 60, 30]),
    intensity: random.pick([1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6, 8, 11, 16, 26]),
    quirk: UInt32(truncatingIfNeeded: random.next()))
}

/// Two bots from the fifth user on, then one for every 500 users.
private func machine(at index: Int) -> Person.Machine? {
  switch index {
  case 3: .ci
  case 4: .importer
  case _ where index % 500 == 9: Person.Machine.allCases[(index / 500 + 2) % 3]
  default: nil
  }
}

extension Person {
  fileprivate mutating func become(_ machine: Machine, _ index: Int) {
    self.machine = machine
    role = index == 3 ? .bot : .member
  }

  /// Decides who is guest or admin, who left, and who drifted off.
  fileprivate mutating func takeFate(_ random: inout SplitMix64) {
    switch random.below(100) {
    case ..<3: role = .admin
    case ..<13: becomeGuest()
    default: break
    }
    let today = Int32(WorkCalendar.lastDay.number)
    let isNew = firstDay > today - 40
    switch random.below(100) {
    case ..<(isNew ? 22 : 1): status = .invited
    case ..<(isNew ? 26 : 4): lastDay = firstDay - 1
    case ..<12 where !isNew: leave(.deactivated, after: random.below(Int(today - firstDay)))
    case ..<14 where !isNew: leave(.suspended, after: random.below(Int(today - firstDay)))
    case ..<19 where !isNew: drift(off: 8 + random.below(23))
    case ..<27 where !isNew: drift(off: 31 + random.below(200))
    default: break
    }
    if status == .invited { lastDay = firstDay - 1 }
  }

  private mutating func becomeGuest() {
    role = .guest
    attendance = attendance / 4 + 10
    intensity = 1
  }

  private mutating func leave(_ status: Status, after days: Int) {
    self.status = status
    lastDay = firstDay + Int32(days)
  }

  private mutating func drift(off days: Int) {
    let today = Int32(WorkCalendar.lastDay.number)
    lastDay = min(today, max(firstDay + 5, today - Int32(days)))
  }
}
