import Bytes

/// What directories tell that records of events are about: read before them.
struct KnownPeople: @unchecked Sendable {
  enum Recipient {
    case stream(Text)
    /// Between people.
    case direct
  }

  /// The id of the user whose `profile.bot_id` it is.
  private(set) var slackBots: [String: Text] = [:]
  /// The id of the one user with this email, as emails are compared.
  private(set) var googleUsers: [[UInt8]: [UInt8]] = [:]
  private var recipients: [String: Recipient] = [:]

  static let none = KnownPeople()

  private init() {}

  init(_ directory: Directory) {
    for (bot, user) in directory.slackBots { slackBots[bot.string] = user.record }
    for (id, kept) in directory.recipients {
      recipients[id.string] = kept.record.map { .stream($0) } ?? .direct
    }
    var several = Set<[UInt8]>()
    for account in directory.accounts.values.map(\.record) where account.system == .google {
      let email = comparable(Array(account.address.bytes))
      guard !email.isEmpty, !several.contains(email) else { continue }
      if googleUsers[email] != nil {
        googleUsers[email] = nil
        several.insert(email)
      } else {
        googleUsers[email] = Array(account.id.bytes.dropFirst("google-".utf8.count))
      }
    }
  }

  func recipient(_ id: UnsafeRawBufferPointer) -> Recipient? { recipients[id.string] }
}
