import Configure
import Ingest
import Measure
import Rank

extension PageFiller {
  /// Adds a table with its heads to a card; rows follow, in groups.
  mutating func table<Entry>(
    _ card: Fields.Row, _ caption: Phrase, css: String = "", _ table: Table<Entry>
  ) -> Fields.Row {
    let added = fields.record(card, CardName.table)
    fields.text(added, TableName.caption, words[caption])
    fields.text(added, TableName.css, css)
    for head in table.heads { add(head, to: added) }
    return added
  }

  private mutating func add(_ head: TableHead, to table: Fields.Row) {
    let row = fields.addRow(to: table, TableName.heads)
    switch head.label {
    case .phrase(let phrase): fields.text(row, HeadName.label, words[phrase])
    case .week(let number): fields.text(row, HeadName.label, words.counted(.weekN, number))
    case .nothing: fields.flag(row, HeadName.isEmpty, true)
    }
    fields.text(row, HeadName.css) { $0.append(head.css) }
    guard head.isSorted else { return }
    fields.text(row, HeadName.column) { $0.append(head.name) }
  }

  /// Lets readers sort, filter and download all rows of a list.
  mutating func makeSortable<Entry>(
    _ added: Fields.Row, _ table: Table<Entry>, _ list: ListPart<Entry>
  ) {
    guard table.subject != nil, list.total > 1 else { return }
    fields.text(added, TableName.list, root + list.listPath + ".js")
    fields.text(added, TableName.order, list.order)
    fields.text(added, TableName.saveAs) { frame.appendSaveAs(list.savedAs, to: &$0) }
    fields.text(added, TableName.count) { words.append(.nRows, counting: list.total, to: &$0) }
    for column in table.columns {
      guard let label = column.filter else { continue }
      let row = fields.addRow(to: added, TableName.filters)
      fields.text(row, FilterName.column) { $0.append(column.name) }
      fields.text(row, FilterName.label, words[label])
    }
  }

  mutating func addRows<Entry>(
    _ rows: some Sequence<Entry>, of table: Table<Entry>, to group: Fields.Row
  ) {
    for row in rows { add(row, of: table, to: group) }
  }

  mutating func add<Entry>(_ entry: Entry, of table: Table<Entry>, to group: Fields.Row) {
    let row = fields.addRow(to: group, GroupName.rows)
    for cell in table.cells { add(cell, of: entry, to: row) }
  }

  @inline(__always)
  private mutating func add<Entry>(
    _ shown: Table<Entry>.ShownCell, of entry: Entry, to row: Fields.Row
  ) {
    switch shown.cell {
    case .value: addValue(shown, of: entry, to: row)
    case .head: addHead(shown.value, of: entry, to: row)
    case .weekday:
      guard case .day(let read) = shown.value else { return }
      let (head, day) = (head(row), read(entry))
      fields.text(head, CellName.iso) { $0.append(day) }
      fields.text(head, CellName.date) { words.append(weekday: day, to: &$0) }
    case .rank:
      guard case .number(let read) = shown.value, let rank = read(entry) else { return }
      fields.number(cell(row, "rank"), CellName.text, rank)
    case .heat:
      let cell = cell(row)
      guard case .number(let read) = shown.value, let percent = read(entry) else { return }
      fields.text(cell, CellName.css) { PageFiller.append(step: (percent + 19) / 20, to: &$0) }
      fields.number(cell, CellName.text, percent)
    case .person(let read): person(row, read(entry))
    case .workspace(let read): workspace(row, read(entry))
    case .text(let read):
      if let text = read(entry) { self.text(row, text) } else { missing(row, "t", shown.missing) }
    case .role(let read):
      if let role = read(entry) { self.role(row, role) } else { missing(row, "t", shown.missing) }
    case .state(let read):
      let (state, status) = read(entry)
      self.state(row, state, status: status)
    case .bar(let read):
      let (value, largest) = read(entry)
      bar(row, value, of: largest)
    case .names(let read): names(row, read(entry))
    case .made(let add): add(&self, row, entry)
    }
  }

  @inline(__always)
  private mutating func addValue<Entry>(
    _ shown: Table<Entry>.ShownCell, of entry: Entry, to row: Fields.Row
  ) {
    switch shown.value {
    case .number(let read):
      if let number = read(entry) {
        self.number(row, number)
      } else {
        missing(row, "", shown.missing)
      }
    case .time(let read):
      if let time = read(entry) { date(row, time) } else { missing(row, "", shown.missing) }
    case .text(let read): text(row, read(entry))
    case .string(let read): text(row, Array(read(entry).utf8))
    case .state(let read):
      let (state, status) = read(entry)
      self.state(row, state, status: status)
    case .change(let read): change(row, read(entry))
    case .day(let read): day(cell(row), read(entry))
    case .word(let read):
      let word = read(entry)
      fields.text(cell(row, "t"), CellName.text) { $0.append(word) }
    case .texts, .flag, .page, .zone, .figure, .none: _ = cell(row)
    }
  }

  private mutating func addHead<Entry>(
    _ value: Column<Entry>.Value, of entry: Entry, to row: Fields.Row
  ) {
    let cell = head(row)
    switch value {
    case .day(let read): day(cell, read(entry))
    case .text(let read): fields.text(cell, CellName.name) { $0.append(shown: read(entry)) }
    case .string(let read): fields.text(cell, CellName.text, read(entry))
    default: break
    }
  }
}
