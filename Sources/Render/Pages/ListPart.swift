import Configure

/// The rows of a list that are on one of its pages.
struct ListPart<Row> {
  /// Of the first page, without ending.
  let path: String
  /// Of the script that tells what the list has, without ending.
  let listPath: String
  /// The order of the pages, as addresses name it; empty where it is that of the CSV.
  let order: String
  /// What the rows are saved as.
  let savedAs: String
  /// From 0.
  let number: Int
  let rows: [Row]
  /// How many rows all pages have together.
  let shown: Int
  /// How many rows the CSV has.
  let total: Int

  /// - Parameters:
  ///   - list: the path of the list's table, unless that of the pages.
  ///   - row: gives the row at a place of the list.
  init(
    _ path: String, _ number: Int, of total: Int, upTo limit: Int = Outline.longestList,
    list: String? = nil, order: String = "", savedAs: String? = nil, _ row: (Int) -> Row
  ) {
    self.path = path
    listPath = list ?? path
    self.order = order
    self.savedAs = savedAs ?? listPath
    self.number = number
    self.total = total
    shown = min(total, limit)
    rows = ListPart.places(number, of: shown).map(row)
  }

  private static func places(_ number: Int, of shown: Int) -> Range<Int> {
    let first = number * Outline.rowsOfPage
    return first..<min(first + Outline.rowsOfPage, shown)
  }

  fileprivate var places: Range<Int> { ListPart.places(number, of: shown) }
}

extension PageFiller {
  /// Adds a list with its rows to a card, and links to its other pages; or words where it is empty.
  mutating func list<Entry>(
    _ card: Row, _ caption: Phrase, css: String = "", _ table: Table<Entry>,
    _ part: ListPart<Entry>, empty why: Phrase
  ) {
    guard part.total > 0 else { return empty(card, why) }
    let added = self.table(card, caption, css: css, table)
    makeSortable(added, table, part)
    addRows(part.rows, of: table, to: group(added))
    paginate(part)
  }

  /// Links to the other pages of a list, and words for rows that only the CSV has.
  mutating func paginate<Entry>(_ part: ListPart<Entry>) {
    let parts = Outline.parts(part.shown)
    guard parts > 1 || part.shown < part.total else { return }
    let pagination = fields.record(fields.root, PageName.pagination)
    fields.text(
      pagination, PaginationName.summary,
      words.filled(
        part.shown < part.total ? .rowsShownCut : .rowsShown,
        [
          .from: .number(part.places.lowerBound + 1), .to: .number(part.places.upperBound),
          .total: .number(part.total),
        ]))
    var last = -1
    for number in 0..<parts
    where number == 0 || number == parts - 1 || abs(number - part.number) < 3 {
      if number > last + 1 {
        let gap = fields.addRow(to: pagination, PaginationName.links)
        fields.flag(gap, LinkName.isGap, true)
      }
      last = number
      let link = fields.addRow(to: pagination, PaginationName.links)
      fields.number(link, LinkName.label, number + 1)
      fields.text(link, LinkName.href, root + Page.path(part.path, part: number) + ".html")
      fields.flag(link, LinkName.isCurrent, number == part.number)
    }
    if part.shown < part.total { addLast(part, to: pagination) }
  }

  /// A link to the last rows, which scripts show.
  private mutating func addLast<Entry>(_ part: ListPart<Entry>, to pagination: Row) {
    let last = Outline.parts(part.total)
    let link = fields.addRow(to: pagination, PaginationName.links)
    fields.flag(link, LinkName.needsScripts, true)
    fields.number(link, LinkName.label, last)
    let from = (last - 1) * Outline.rowsOfPage + 1
    fields.text(link, LinkName.href, root + part.path + ".html?from=\(from)")
  }
}
