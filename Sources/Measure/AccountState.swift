import Civil

/// How an account or a membership is used, by how long ago it last was, or began.
package enum AccountState: Int, CaseIterable, Sendable {
  case active, quiet, dormant, new, never
  /// The account's status, where that is not `active`.
  case status

  /// Whole days since somebody was last active; `dormant` from then on.
  package static let activeDays = 0...7
  package static let quietDays = 8...30
  package static let dormantDays = 31...
  /// Whole days since an account or a membership began that has no activity; `never` from then on.
  package static let newDays = 0...30

  /// The band of whole days since somebody was last active.
  package init(idleDays: Int) {
    self =
      if AccountState.dormantDays.contains(idleDays) {
        .dormant
      } else if AccountState.quietDays.contains(idleDays) {
        .quiet
      } else {
        .active
      }
  }

  /// nil for `status`, whose word is the account's own.
  package var word: StaticString? {
    switch self {
    case .active: "active"
    case .quiet: "quiet"
    case .dormant: "dormant"
    case .new: "new"
    case .never: "never"
    case .status: nil
    }
  }
}

/// How an account, or a membership, stands today.
package struct Standing: Equatable, Sendable {
  package var state = AccountState.never
  /// Whole days from the last activity to today; without any from the beginning: the
  /// account's creation, the membership's `since`. nil where that is unknown or yet to come.
  package var idleDays: Int?

  package init() {}

  /// - Parameter begun: the day of the account's creation, or of the membership's `since`.
  package init(lastActive: Day?, begun: Day?, today: Day) {
    if let lastActive {
      // A clock that is set back can date what is past tomorrow.
      let days = max(0, today - lastActive)
      self = Standing(state: AccountState(idleDays: days), idleDays: days)
    } else if let begun, begun <= today {
      let days = today - begun
      let isNew = AccountState.newDays.contains(days)
      self = Standing(state: isNew ? .new : .never, idleDays: days)
    }
  }

  private init(state: AccountState, idleDays: Int?) {
    self.state = state
    self.idleDays = idleDays
  }
}
