import Civil

/// When people work: the organization's zone is Europe/Berlin.
enum WorkCalendar {
  /// The moment of every sample's export, 2026-11-24T10:00:00Z: a constant,
  /// since the same options have to give the same bytes.
  static let exportedAt = lastDay.number * 86_400 + 10 * 3_600

  /// 2026-11-24, a Tuesday.
  static let lastDay = Day(20_781)

  /// Events stop before this hour of the last day: 10:00Z in Berlin's winter.
  private static let hoursOfLastDay = 11

  /// How much is done on `day`, in thousandths of a plain working day; of the
  /// last day only what its hours until the export give.
  static func pace(on day: Day) -> Int {
    let whole = percent(on: day) * 10
    guard day == lastDay else { return whole }
    return whole * hourWeights(on: day).reduce(0, +) / workingDays.reduce(0, +)
  }

  private static func percent(on day: Day) -> Int {
    let date = day.civil
    if day.weekday >= 6 { return 6 }
    switch (date.month, date.day) {
    case (12, 24...31), (1, 1): return 6
    case (5, 1), (10, 3): return 6
    case (12, 20...23), (1, 2...5): return 45
    case (7, 20...31), (8, _): return 75
    default: return day.weekday == 5 ? 82 : day.weekday == 1 ? 94 : 102
    }
  }

  /// Weights of the 24 hours of `day` by the clock in Berlin.
  ///
  /// Nothing happens from 2 to 3 o'clock: it is the hour that clocks skip or
  /// repeat, so events stay in order of time through both changes.
  static func hourWeights(on day: Day) -> [Int] {
    let weights = percent(on: day) < 10 ? daysOff : workingDays
    guard day == lastDay else { return weights }
    return weights.indices.map { $0 < hoursOfLastDay ? weights[$0] : 0 }
  }

  private static let workingDays = [
    3, 2, 0, 6, 2, 3, 8, 26, 70, 115, 122, 106, 52, 84, 110, 104, 88, 58, 27, 16, 14, 12, 8, 5,
  ]
  private static let daysOff = [
    4, 2, 0, 8, 2, 2, 3, 5, 9, 16, 22, 19, 13, 13, 16, 17, 16, 13, 11, 12, 15, 12, 8, 5,
  ]

  static func instant(_ day: Day, hour: Int) -> Int {
    day.number * 86_400 + hour * 3_600 - offset(day, hour: hour)
  }

  /// Seconds that Berlin's clocks are ahead of UTC: the European rule of today
  /// for every year (Directive 2000/84/EC).
  static func offset(_ day: Day, hour: Int) -> Int {
    let date = day.civil
    // Of a month with 31 days, a Sunday from the 25th on is the last one.
    let hasChanged =
      date.day - day.weekday % 7 >= 25 && !(day.weekday == 7 && hour < 3)
    switch date.month {
    case 4...9: return 7_200
    case 3: return hasChanged ? 7_200 : 3_600
    case 10: return hasChanged ? 3_600 : 7_200
    default: return 3_600
    }
  }
}
