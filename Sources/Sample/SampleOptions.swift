/// What `rollcall sample` was asked for; every value lies in its range.
package struct SampleOptions: Equatable, Sendable {
  package static let userRange = 1...5_000_000
  package static let eventRange = 0...10_000_000_000
  package static let workspaceRange = 0...100_000
  package static let dayRange = 1...10_000

  package let users: Int
  package let events: Int
  package let workspaces: Int
  /// Days with events, counted back from the moment of export, that day included.
  package let days: Int
  package let seed: UInt64
  package let ndjson: Bool
  /// Of titles, workspaces and descriptions; names of people are from everywhere.
  package let language: String

  /// Throws for the first value that is out of its range. An organization has
  /// at least one user, as somebody must have done the events.
  package init(
    users: Int = 250, events: Int = 60_000, workspaces: Int = 14, days: Int = 400,
    seed: UInt64 = 1, ndjson: Bool = false, language: String = "en"
  ) throws(SampleError) {
    try Self.check(users, "--users", in: Self.userRange)
    try Self.check(events, "--events", in: Self.eventRange)
    try Self.check(workspaces, "--workspaces", in: Self.workspaceRange)
    try Self.check(days, "--days", in: Self.dayRange)
    self.users = users
    self.events = events
    self.workspaces = workspaces
    self.days = days
    self.seed = seed
    self.ndjson = ndjson
    guard SampleTexts.all[language] != nil else {
      throw .unknownLanguage(language, known: SampleTexts.all.keys.sorted())
    }
    self.language = language
  }

  private static func check(
    _ value: Int, _ option: String, in allowed: ClosedRange<Int>
  ) throws(SampleError) {
    guard allowed.contains(value) else {
      throw .outOfRange(option: option, value: value, allowed: allowed)
    }
  }
}

/// Why no sample can be made.
package enum SampleError: Error, Equatable, CustomStringConvertible {
  case outOfRange(option: String, value: Int, allowed: ClosedRange<Int>)
  case unknownLanguage(String, known: [String])

  package var description: String {
    switch self {
    case .outOfRange(let option, let value, let allowed):
      "\(option) is \(value); give a whole number from \(allowed.lowerBound) to "
        + "\(allowed.upperBound)."
    case .unknownLanguage(let language, let known):
      "--language is '\(language)'; there are \(known.joined(separator: ", "))."
    }
  }
}
