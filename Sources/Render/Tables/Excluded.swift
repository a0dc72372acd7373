import Bytes
import Configure
import Ingest
import Rank

/// A user who is not ranked.
struct ExcludedRow {
  let user: User
  let why: Exclusion
  let person: Person
}

extension Tables {
  /// Who is not ranked, and why.
  static let excluded = Table<ExcludedRow>(
    [
      Column(.none, .init(1, .name, .person { $0.person })),
      Column(.none, .init(2, .why, .made { $0.why($1, of: $2) })),
    ])
}

extension Exclusion {
  fileprivate var why: Phrase {
    switch self {
    case .bot: .whyBot
    case .status: .whyStatus
    case .setting: .whySetting
    }
  }

  /// As a sentence.
  var notRanked: Phrase {
    switch self {
    case .bot: .notRankedBot
    case .status: .notRankedStatus
    case .setting: .notRankedSetting
    }
  }
}

extension PageFiller {
  fileprivate mutating func why(_ row: Fields.Row, of entry: ExcludedRow) {
    text(row, words.filled(entry.why.why, [.status: words.statusValue(entry.user)]))
  }
}

extension Report {
  func excludedRow(_ user: Int, _ why: Exclusion) -> ExcludedRow {
    ExcludedRow(user: dump.users[user], why: why, person: person(user))
  }
}
