// Cards, and what stands in them beside tables and charts.

extension PageFiller {
  mutating func part(isSplit: Bool = false) -> Row {
    let part = fields.addRow(to: fields.root, PageName.parts)
    fields.flag(part, PartName.isSplit, isSplit)
    return part
  }

  mutating func column(_ part: Row, _ width: String = "") -> Row {
    let column = fields.addRow(to: part, PartName.columns)
    fields.text(column, ColumnName.width, width)
    return column
  }

  mutating func card(_ column: Row, _ heading: String, sub: String = "") -> Row {
    let card = fields.addRow(to: column, ColumnName.cards)
    fields.text(card, CardName.heading, heading)
    fields.text(card, CardName.sub, sub)
    return card
  }

  /// A card over the whole width.
  mutating func card(_ heading: String, sub: String = "") -> Row {
    let part = part()
    let column = column(part)
    return card(column, heading, sub: sub)
  }

  mutating func more(_ card: Row, _ label: String, _ page: Page) {
    fields.text(card, CardName.moreHref, page.address)
    fields.text(card, CardName.moreLabel, label)
  }

  mutating func fact(_ card: Row, _ term: String, _ value: (inout Bytes) -> Void) {
    fields.flag(card, CardName.hasFacts, true)
    let row = fields.addRow(to: card, CardName.facts)
    fields.text(row, FactName.term, term)
    fields.text(row, FactName.value, value)
  }

  mutating func task(_ card: Row, _ number: Int, _ label: String, _ page: Page, _ detail: String) {
    fields.flag(card, CardName.hasTasks, true)
    let row = fields.addRow(to: card, CardName.tasks)
    fields.grouped(row, TaskName.number, number)
    fields.text(row, TaskName.label, label)
    fields.text(row, TaskName.href, page.address)
    fields.text(row, TaskName.detail, detail)
  }

  /// Why a card has nothing else.
  mutating func empty(_ card: Row, _ words: String) { fields.text(card, CardName.empty, words) }
}

/// `1,234 users`.
func counted(_ number: Int, _ one: String, _ many: String) -> String {
  "\(grouped(number)) \(number == 1 ? one : many)"
}

/// `1,234`.
func grouped(_ number: Int) -> String { printed { Digits.appendGrouped(number, to: &$0) } }

/// What is appended, as a string.
func printed(_ append: (inout Bytes) -> Void) -> String {
  var bytes = Bytes()
  append(&bytes)
  return String(decoding: bytes.buffer, as: UTF8.self)
}
