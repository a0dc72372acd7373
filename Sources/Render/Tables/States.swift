import Measure

/// How many people are in a state.
struct StateRow {
  let state: AccountState
  let people: Int

  var css: StaticString { state.word ?? "other" }
}

extension Tables {
  /// People by state.
  static let states = Table<StateRow>([
    Column(.none, .init(1, .state, .made { $0.head($1, of: $2) })),
    Column(.number { $0.people }, .init(2, .accounts)),
  ])
}

extension PageFiller {
  fileprivate mutating func head(_ row: Fields.Row, of entry: StateRow) {
    let head = head(row)
    fields.text(head, CellName.stateClass) { $0.append(entry.css) }
    fields.text(head, CellName.state, words[entry.state.phrase])
    fields.text(head, CellName.small, words[entry.state.note])
  }
}
