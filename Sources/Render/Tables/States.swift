import Measure

/// How many people are in a state.
struct StateRow {
  let state: AccountState
  let people: Int

  var word: StaticString { state.word ?? "other" }

  fileprivate var explanation: String {
    switch state {
    case .active: "last active \(words(AccountState.activeDays)) days ago"
    case .quiet: "\(words(AccountState.quietDays)) days ago"
    case .dormant: "\(AccountState.dormantDays.lowerBound) days ago or longer"
    case .new:
      "no activity yet, created in the last \(AccountState.newDays.upperBound) days"
    case .never: "no activity at all"
    case .status: "not an active account"
    }
  }

  private func words(_ days: ClosedRange<Int>) -> String {
    "\(days.lowerBound) to \(days.upperBound)"
  }
}

extension Tables {
  /// People by state.
  static let states = Table<StateRow>([
    Column(.none, .init(1, "State", .made { $0.head($1, of: $2) })),
    Column(.number { $0.people }, .init(2, "Accounts")),
  ])
}

extension PageFiller {
  fileprivate mutating func head(_ row: Fields.Row, of entry: StateRow) {
    let head = head(row)
    fields.text(head, CellName.stateClass) { $0.append(entry.word) }
    fields.text(head, CellName.state) { $0.append(entry.word) }
    fields.text(head, CellName.small, entry.explanation)
  }
}
