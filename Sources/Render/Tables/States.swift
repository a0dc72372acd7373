import Measure

/// How many people are in a state.
struct StateRow {
  let state: AccountState
  let people: Int

  var word: StaticString { state.word ?? "other" }

  fileprivate var explanation: StaticString {
    switch state {
    case .active: "last active 0 to 7 days ago"
    case .quiet: "8 to 30 days ago"
    case .dormant: "31 days ago or longer"
    case .new: "no activity yet, created in the last 30 days"
    case .never: "no activity at all"
    case .status: "not an active account"
    }
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
    fields.text(head, CellName.small) { $0.append(entry.explanation) }
  }
}
