import Bytes
import Ingest
import Rank

/// A user who is not ranked.
struct ExcludedRow {
  let user: User
  let why: Exclusion
  /// Of the user's page, without ending.
  let path: Text
}

extension Tables {
  /// Who is not ranked, and why.
  static let excluded = Table<ExcludedRow>(
    id: .init("user_id") { $0.user.id },
    [
      Column(.none, .init(1, "Name", .person { Person($0.user, path: $0.path) })),
      Column(.string { $0.why.words(about: $0.user) }, .init(2, "Why")),
    ])
}

extension Exclusion {
  func words(about user: User) -> String {
    switch self {
    case .bot: "a bot"
    case .status: "the account is " + printed { $0.append(isolated: user.status) }
    case .setting: "left out by the publisher"
    }
  }
}

extension Report {
  func excludedRow(_ user: Int, _ why: Exclusion) -> ExcludedRow {
    ExcludedRow(user: dump.users[user], why: why, path: paths.user(user))
  }
}
