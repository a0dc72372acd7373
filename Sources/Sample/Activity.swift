import Civil

extension MadeUpOrganization {
  /// Calls `body` with every event, exactly as many as asked for, in order of
  /// time; the same ones each time.
  func forEachEvent<Failure: Error>(
    _ body: (Event) throws(Failure) -> Void
  ) throws(Failure) {
    var activity = Activity(self)
    let weights = activity.dayWeights
    var days = Shares(of: options.events, weightSum: weights.reduce(0, +))
    for (number, weight) in weights.enumerated() {
      try activity.act(on: firstDay + number, events: days.next(weight: weight), body)
    }
  }
}

/// One pass through the days of an organization.
private struct Activity {
  private let organization: MadeUpOrganization
  private let bots: [Int]
  /// `[day]`: the sum of the attendances of the humans who may be there.
  private let attendance: [Int]
  private var random: SplitMix64
  /// Who is there today, each as often as the person's intensity.
  private var roster: [Int32] = []
  /// `[user]`: the day of the running session, as a number of `Day`; 0: none.
  private var session: [Int32]

  init(_ organization: MadeUpOrganization) {
    self.organization = organization
    bots = organization.people.indices.filter { organization.people[$0].isBot }
    attendance = organization.attendanceByDay()
    random = SplitMix64(seed: organization.options.seed, stream: Stream.events)
    session = [Int32](repeating: 0, count: organization.people.count)
  }

  /// `[day]`: how much there is to do, by the day's pace and by how many
  /// people are there to do it.
  var dayWeights: [Int] {
    attendance.enumerated().map { number, attendance in
      WorkCalendar.pace(on: organization.firstDay + number) * attendance
    }
  }

  mutating func act<Failure: Error>(
    on day: Day, events: Int, _ body: (Event) throws(Failure) -> Void
  ) throws(Failure) {
    guard events > 0 else { return }
    callRoster(of: day, events: events)
    let weights = WorkCalendar.hourWeights(on: day)
    var hours = Shares(of: events, weightSum: weights.reduce(0, +))
    for (hour, weight) in weights.enumerated() {
      let count = hours.next(weight: weight)
      let start = WorkCalendar.instant(day, hour: hour)
      for number in 0..<count {
        // One event in each of `count` equal spans: in order, without sorting.
        let second = (number * 3_600 + random.below(3_600)) / count
        try body(event(on: day, hour: hour, at: start + second))
      }
    }
  }

  /// Fills the roster: as many people as give each about four events, so that
  /// a small sample has fewer people a day rather than people with one login.
  private mutating func callRoster(of day: Day, events: Int) {
    let people = organization.people
    let expected = attendance[day - organization.firstDay]
    let perPerson = day == WorkCalendar.lastDay ? 2 : 4
    let wanted = min(expected, events * 1_000 / perPerson)
    roster.removeAll(keepingCapacity: true)
    for user in people.indices where !people[user].isBot && people[user].isThere(on: day) {
      let chance = Int(people[user].attendance) * wanted
      guard random.below(1_000 * expected) < chance, !isOnHoliday(user, day) else { continue }
      for _ in 0..<people[user].intensity { roster.append(Int32(user)) }
    }
    // The first user is there from the first day to the last.
    if roster.isEmpty { roster.append(0) }
  }

  /// One week in twelve, of each user's own.
  private func isOnHoliday(_ user: Int, _ day: Day) -> Bool {
    let week = UInt64(day.monday.number) << 32 | UInt64(user)
    let seed = organization.options.seed &+ Stream.holidays
    return SplitMix64.mix(week ^ SplitMix64.mix(seed)) % 12 == 0
  }

  private mutating func event(on day: Day, hour: Int, at instant: Int) -> Event {
    let user = actor(on: day, hour: hour)
    let person = organization.people[user]
    let type = type(for: user, person, on: day, hour: hour)
    let isSignIn = type == .login || type == .logout
    return Event(
      user: user, workspace: isSignIn ? -1 : workspace(for: user, on: day),
      type: type, at: instant, count: type.count(&random),
      hasNumericTime: person.machine == .importer)
  }

  /// Bots have the night, and a small share of the day.
  private mutating func actor(on day: Day, hour: Int) -> Int {
    if hour < 6 || random.oneIn(25), !bots.isEmpty {
      let bot = random.pick(bots)
      if organization.people[bot].isThere(on: day) { return bot }
    }
    return Int(random.pick(roster))
  }

  private mutating func type(
    for user: Int, _ person: Person, on day: Day, hour: Int
  ) -> EventType {
    if person.isBot { return person.work(&random) }
    let today = Int32(day.number)
    if session[user] != today {
      session[user] = today
      return .login
    }
    if hour >= 16, random.oneIn(12) {
      session[user] = 0
      return .logout
    }
    return person.work(&random)
  }

  /// The home mostly, at times another workspace of the user's, rarely one of
  /// somebody else's; -1 for none.
  private mutating func workspace(for user: Int, on day: Day) -> Int {
    let mine = organization.memberships.of(user)
    let chance = random.below(100)
    if chance >= 98, let foreign = foreignWorkspace(of: user, on: day) { return foreign }
    guard chance >= 6, let home = mine.first else { return -1 }
    if chance >= 76 {
      let other = mine[mine.startIndex + random.below(mine.count)]
      if other.isUsed, isOpen(other, on: day) { return Int(other.workspace) }
    }
    return isOpen(home, on: day) ? Int(home.workspace) : -1
  }

  private func isOpen(_ membership: Membership, on day: Day) -> Bool {
    day.number >= Int(membership.since)
      && organization.workspaces[Int(membership.workspace)].isOpen(on: day)
  }

  /// The one workspace that the user visits without belonging there.
  private func foreignWorkspace(of user: Int, on day: Day) -> Int? {
    let workspaces = organization.workspaces
    guard !workspaces.isEmpty else { return nil }
    let place = Int(organization.people[user].quirk) % workspaces.count
    let isMine = organization.memberships.of(user).contains { Int($0.workspace) == place }
    return !isMine && workspaces[place].isOpen(on: day) ? place : nil
  }
}
