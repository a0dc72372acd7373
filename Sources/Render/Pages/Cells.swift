import Bytes
import Civil
import Configure
import Ingest
import Measure
import Rank

extension PageFiller {
  mutating func group(_ table: Row) -> Row { fields.addRow(to: table, TableName.groups) }

  mutating func cell(_ row: Row, _ css: StaticString = "") -> Row {
    let cell = fields.addRow(to: row, RowName.cells)
    fields.text(cell, CellName.css) { $0.append(css) }
    return cell
  }

  mutating func head(_ row: Row) -> Row {
    let cell = fields.addRow(to: row, RowName.cells)
    fields.flag(cell, CellName.isHead, true)
    return cell
  }

  mutating func text(_ row: Row, _ text: Text) {
    let cell = cell(row, "t")
    // Nothing turns in a short word, and nothing cuts it.
    let name = PageFiller.isSimple(text.bytes, upTo: 24) ? CellName.text : .name
    fields.text(cell, name) { $0.append(shown: text) }
  }

  /// Whether a text needs no element of its own to be isolated or cut.
  static func isSimple(_ text: UnsafeBufferPointer<UInt8>, upTo longest: Int) -> Bool {
    text.count <= longest && ShownText.isPlainIsolated(text)
  }

  mutating func text(_ row: Row, _ text: [UInt8], css: StaticString = "t") {
    let cell = cell(row, css)
    fields.text(cell, CellName.text, text)
  }

  /// A role in the page's words where it is a known one.
  mutating func role(_ row: Row, _ role: Text) {
    guard let known = words.role(role) else { return text(row, role) }
    text(row, known)
  }

  mutating func number(_ row: Row, _ number: Int) {
    fields.number(cell(row), CellName.text, number, words.numbers)
  }

  mutating func missing(_ row: Row, _ css: StaticString, _ why: Phrase?) {
    let cell = cell(row, css)
    if let why { fields.text(cell, CellName.missing, words[why]) }
  }

  /// A person: the name, and under it the email.
  mutating func person(_ row: Row, _ person: Person) {
    let cell = head(row)
    link(cell, person.path)
    fields.text(cell, CellName.name) { $0.append(shown: person.name) }
    addContact(cell, person.detail.bytes)
    if !person.title.isEmpty {
      fields.text(cell, CellName.small) { $0.append(isolated: person.title) }
    }
  }

  /// An email may be broken before its `@`.
  private mutating func addContact(_ cell: Row, _ text: UnsafeBufferPointer<UInt8>) {
    guard let at = text.lastIndex(of: UInt8(ascii: "@")), PageFiller.isSimple(text, upTo: 64)
    else { return fields.text(cell, CellName.contact) { $0.append(shown: text) } }
    // A short one has room.
    let start = text.count > 24 ? at : 0
    fields.text(cell, CellName.mailbox) {
      $0.append(contentsOf: UnsafeBufferPointer(rebasing: text[..<start]))
    }
    fields.text(cell, CellName.host) {
      $0.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }
  }

  mutating func workspace(_ row: Row, _ workspace: WorkspaceLink) {
    let cell = head(row)
    link(cell, workspace.path)
    fields.text(cell, CellName.name) { $0.append(shown: workspace.name) }
    fields.text(cell, CellName.small, workspace.detail)
  }

  private mutating func link(_ cell: Row, _ path: Text) {
    fields.text(cell, CellName.href) { bytes in
      bytes.append(contentsOf: path.bytes)
      bytes.append(".html")
    }
  }

  /// A rank that others change: a link to where it stands, until a script says it.
  mutating func rank(_ row: Row, in period: Period) {
    let cell = cell(row)
    fields.text(cell, CellName.href, Page.leaderboard(period, part: 0).address)
    fields.text(cell, CellName.name, words[.leaderboard])
  }

  /// How many names there are, and the first: two where both are short.
  mutating func names(_ row: Row, _ names: [Text]) {
    let cell = cell(row)
    fields.number(cell, CellName.text, names.count, words.numbers)
    guard !names.isEmpty else { return }
    let two = names.prefix(2)
    let shown = two.reduce(0) { $0 + $1.bytes.count } > 14 ? two.prefix(1) : two
    let isSimple = shown.allSatisfy { PageFiller.isSimple($0.bytes, upTo: 20) }
    fields.text(cell, isSimple ? CellName.small : .contact) { bytes in
      for (number, name) in shown.enumerated() {
        if number > 0 { bytes.append(", ") }
        bytes.append(isolated: name)
      }
      guard names.count > shown.count else { return }
      bytes.append(" +")
      Digits.append(names.count - shown.count, to: &bytes)
    }
  }

  /// A date, and room for how long ago it was, which scripts say.
  mutating func date(_ row: Row, _ instant: Instant) {
    let cell = cell(row)
    day(cell, frame.zone.day(of: instant))
    fields.flag(cell, CellName.isSince, true)
  }

  mutating func day(_ cell: Row, _ day: Day) {
    fields.text(cell, CellName.iso) { $0.append(day) }
    fields.text(cell, CellName.date) { words.append(day, to: &$0) }
  }

  mutating func state(_ row: Row, _ state: AccountState, status: Text = .empty) {
    let cell = cell(row, "t")
    guard let word = state.word else { return self.status(cell, status) }
    fields.text(cell, CellName.stateClass) { $0.append(word) }
    fields.text(cell, CellName.state, words[state.phrase])
  }

  /// A word of the dump is never a class.
  private mutating func status(_ cell: Row, _ status: Text) {
    guard let known = words.status(status) else {
      return fields.text(cell, CellName.status) { $0.append(shown: status) }
    }
    fields.text(cell, CellName.stateClass, "other")
    fields.text(cell, CellName.state, known)
  }

  /// A bar as wide as `value` is of `largest`.
  mutating func bar(_ row: Row, _ value: Int, of largest: Int) {
    let cell = cell(row, "bars")
    fields.text(cell, CellName.bar) { $0.append(percent: value, of: largest) }
  }

  /// By how many ranks somebody moved.
  mutating func change(_ row: Row, _ change: Change) {
    switch change {
    case .by(let ranks) where ranks > 0:
      let cell = cell(row, "mv up")
      fields.number(cell, CellName.up, ranks)
    case .by(let ranks) where ranks < 0:
      let cell = cell(row, "mv down")
      fields.number(cell, CellName.down, -ranks)
    case .by:
      let cell = cell(row, "mv")
      fields.flag(cell, CellName.isSame, true)
    case .new:
      let cell = cell(row, "mv")
      fields.flag(cell, CellName.isNew, true)
    case .none: _ = cell(row, "mv")
    }
  }
}
