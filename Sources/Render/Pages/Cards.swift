import Configure

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

  /// - Parameters:
  ///   - heading: none where it is empty, nor anything beside it.
  ///   - id: what links lead to; none where it is empty.
  mutating func card(
    _ column: Row, _ heading: [UInt8], id: StaticString = "", sub: [UInt8] = []
  ) -> Row {
    let card = fields.addRow(to: column, ColumnName.cards)
    fields.text(card, CardName.id) { $0.append(id) }
    fields.text(card, CardName.heading, heading)
    fields.text(card, CardName.sub, sub)
    return card
  }

  mutating func card(
    _ column: Row, _ heading: Phrase, id: StaticString, sub: [UInt8] = []
  ) -> Row {
    card(column, words[heading], id: id, sub: sub)
  }

  /// A card over the whole width.
  mutating func card(
    _ heading: [UInt8], id: StaticString = "", sub: [UInt8] = []
  ) -> Row {
    let part = part()
    let column = column(part)
    return card(column, heading, id: id, sub: sub)
  }

  mutating func card(_ heading: Phrase, id: StaticString, sub: [UInt8] = []) -> Row {
    card(words[heading], id: id, sub: sub)
  }

  mutating func more(_ card: Row, _ label: Phrase, _ page: Page, _ view: ListView = .all) {
    fields.text(card, CardName.moreHref, page.address + view.query)
    fields.text(card, CardName.moreLabel, words[label])
  }

  mutating func fact(_ card: Row, _ term: Phrase, _ value: (inout Bytes) -> Void) {
    fields.flag(card, CardName.hasFacts, true)
    let row = fields.addRow(to: card, CardName.facts)
    fields.text(row, FactName.term, words[term])
    fields.text(row, FactName.value, value)
  }

  mutating func add(_ task: Task, to card: Row) {
    fields.flag(card, CardName.hasTasks, true)
    let row = fields.addRow(to: card, CardName.tasks)
    fields.number(row, TaskName.number, task.count, words.numbers)
    fields.text(row, TaskName.label, words.counted(task.label, task.count))
    fields.text(row, TaskName.href, task.address)
    fields.text(row, TaskName.detail, words[task.detail])
  }

  /// Why a card has nothing else.
  mutating func empty(_ card: Row, _ why: Phrase) { fields.text(card, CardName.empty, words[why]) }
}

/// What is appended, as a string.
func printed(_ append: (inout Bytes) -> Void) -> String {
  var bytes = Bytes()
  append(&bytes)
  return String(decoding: bytes.buffer, as: UTF8.self)
}
