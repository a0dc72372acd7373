import Bytes
import Civil
import Ingest
import Measure

/// A table cell's place among the values of a page.
typealias Row = Fields.Row

/// Fills the values of one page after another in the same memory.
struct PageFiller: ~Copyable {
  var fields = Fields(Shapes.page)
  private let report: Report
  private let frame: Frame
  /// The way from the page to the root of the site: empty, or `../` repeated.
  private(set) var root = ""
  /// Of which menu entry the frame is that `fields` keep; nil for none.
  private var keptMenu: String?
  /// The weeks of the last calendar in which a month begins: every user's page has the same.
  var calendarMonths: (monday: Day, starts: [(week: Int, year: Int, month: Int)]) = (Day(0), [])

  init(_ report: Report, _ frame: Frame) {
    self.report = report
    self.frame = frame
  }

  /// Starts a page at `path` (without ending) with the frame that all pages have.
  /// A page that a server shows at any address needs the site's own as `root`.
  mutating func begin(_ path: String, title: Text, menu: String) {
    beginFrame(path, menu: menu, root: "")
    fields.text(fields.root, PageName.title, title.bytes)
  }

  mutating func begin(_ path: String, title: String, menu: String, root known: String = "") {
    beginFrame(path, menu: menu, root: known)
    fields.text(fields.root, PageName.title, title)
  }

  private mutating func beginFrame(_ path: String, menu: String, root known: String) {
    let depth = path.utf8.count { $0 == UInt8(ascii: "/") }
    let newRoot = known.isEmpty ? String(repeating: "../", count: depth) : known
    if menu == keptMenu, newRoot == root {
      fields.removeAll()
    } else {
      root = newRoot
      keptMenu = menu
      keepFrame(menu)
    }
    fields.text(fields.root, PageName.file, path)
  }

  /// All pages with this menu entry in one folder have the same frame.
  private mutating func keepFrame(_ menu: String) {
    fields.removeKept()
    let page = fields.root
    fields.text(page, PageName.reportTitle, report.settings.title)
    fields.text(page, PageName.organization, report.dump.organization.name.bytes)
    fields.text(page, PageName.root, root)
    fields.text(page, PageName.zone, report.zone.name)
    fields.text(page, PageName.updated) { $0.append(short: report.today) }
    fields.text(page, PageName.period, frame.period)
    fields.text(page, PageName.logo, frame.logo)
    for entry in frame.menu {
      let row = fields.addRow(to: page, PageName.menu)
      fields.text(row, LinkName.label, entry.label)
      fields.text(row, LinkName.href) { bytes in
        if !entry.isOutside { bytes.append(utf8: root) }
        bytes.append(utf8: entry.href)
      }
      fields.flag(row, LinkName.isCurrent, entry.href == menu)
    }
    fields.keep()
  }

  /// The link to the page's own table.
  mutating func download(_ path: String, _ size: TableSize) {
    let row = fields.record(fields.root, PageName.download)
    setDownload(row, path, size)
  }

  mutating func addDownload(_ card: Row, _ path: String, _ size: TableSize) {
    setDownload(fields.addRow(to: card, CardName.downloads), path, size)
  }

  private mutating func setDownload(_ row: Row, _ path: String, _ size: TableSize) {
    fields.text(row, DownloadName.href, root + path + ".csv")
    fields.text(row, DownloadName.saveAs) { bytes in
      frame.appendSaveAs(path, to: &bytes)
      bytes.append(".csv")
    }
    fields.text(row, DownloadName.size) { $0.append(size: size.bytes) }
    if size.rows > 1_048_575 {
      fields.text(row, DownloadName.note, "Above 1,048,575 rows: spreadsheets cut it off.")
    } else if size.bytes > 20_000_000 {
      fields.text(row, DownloadName.note, "A large file: it may take a while to open.")
    }
  }

  mutating func tab(_ label: String, _ path: String, isCurrent: Bool) {
    setLink(fields.addRow(to: fields.root, PageName.tabs), label, path, isCurrent: isCurrent)
  }

  /// - Parameter path: from the root of the report.
  mutating func setLink(_ link: Row, _ label: String, _ path: String, isCurrent: Bool = false) {
    fields.text(link, LinkName.label, label)
    fields.text(link, LinkName.href, root + path)
    fields.flag(link, LinkName.isCurrent, isCurrent)
  }

  mutating func tile(
    _ label: String, _ href: String = "", css: String = "q", detail: String
  ) -> Row {
    fields.flag(fields.root, PageName.hasTiles, true)
    let row = fields.addRow(to: fields.root, PageName.tiles)
    fields.text(row, TileName.label, label)
    fields.text(row, TileName.href, href)
    fields.text(row, TileName.css, css)
    fields.text(row, TileName.detail, detail)
    return row
  }

  // MARK: Cards

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

  mutating func more(_ card: Row, _ label: String, _ href: String) {
    fields.text(card, CardName.moreHref, href)
    fields.text(card, CardName.moreLabel, label)
  }

  mutating func fact(_ card: Row, _ term: String, _ value: (inout Bytes) -> Void) {
    fields.flag(card, CardName.hasFacts, true)
    let row = fields.addRow(to: card, CardName.facts)
    fields.text(row, FactName.term, term)
    fields.text(row, FactName.value, value)
  }

  mutating func task(_ card: Row, _ number: Int, _ label: String, _ href: String, _ detail: String)
  {
    fields.flag(card, CardName.hasTasks, true)
    let row = fields.addRow(to: card, CardName.tasks)
    fields.grouped(row, TaskName.number, number)
    fields.text(row, TaskName.label, label)
    fields.text(row, TaskName.href, href)
    fields.text(row, TaskName.detail, detail)
  }

  // MARK: Tables

  /// A column's head: its label, its class, and, for sorting and for the CSV of
  /// the rows shown, the CSV's column and its type (`n` or `d`, else text).
  struct Head {
    var label: String
    var css: StaticString = "t"
    var column: StaticString = ""
    var type: StaticString = ""
    var absent = Absent.last
  }

  /// Where cells without a value go when rows are sorted.
  enum Absent {
    /// To the end, whichever way.
    case last
    /// What never was is longest ago; nobody knows a number that is above all others.
    case longestAgo, most

    /// The value that they are sorted by.
    var key: StaticString {
      switch self {
      case .last: ""
      case .longestAgo: "0"
      case .most: "Infinity"
      }
    }
  }

  mutating func table(_ card: Row, _ caption: String, css: String = "", _ heads: [Head]) -> Row {
    let table = fields.record(card, CardName.table)
    fields.text(table, TableName.caption, caption)
    fields.text(table, TableName.css, css)
    for head in heads {
      let row = fields.addRow(to: table, TableName.heads)
      fields.text(row, HeadName.label, head.label)
      fields.text(row, HeadName.css) { $0.append(head.css) }
      fields.text(row, HeadName.column) { $0.append(head.column) }
      fields.text(row, HeadName.type) { $0.append(head.type) }
      fields.text(row, HeadName.absent) { $0.append(head.absent.key) }
      fields.flag(row, HeadName.isEmpty, head.label.isEmpty)
    }
    return table
  }

  /// Lets readers sort, filter and download the rows; only where all are there.
  mutating func makeSortable(_ table: Row, _ path: String, id: String, count: Int) {
    guard count > 1, count <= Outline.rowsOfPage else { return }
    fields.text(table, TableName.rowId, id)
    fields.text(table, TableName.saveAs) { frame.appendSaveAs(path, to: &$0) }
    fields.text(table, TableName.count) { bytes in
      Digits.appendGrouped(count, to: &bytes)
      bytes.append(" rows")
    }
  }

  mutating func group(_ table: Row) -> Row { fields.addRow(to: table, TableName.groups) }

  mutating func row(_ group: Row, id: Text = .empty) -> Row {
    let row = fields.addRow(to: group, GroupName.rows)
    fields.text(row, RowName.id, id.bytes)
    return row
  }

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
    fields.text(cell, CellName.name, text.bytes)
  }

  mutating func text(_ row: Row, _ text: String, css: StaticString = "t") {
    let cell = cell(row, css)
    fields.text(cell, CellName.text, text)
  }

  mutating func number(_ row: Row, _ number: Int) {
    fields.grouped(cell(row), CellName.text, number)
  }

  /// A number, or words where there is none.
  mutating func number(_ row: Row, _ number: Int?, missing: String) {
    guard let number else {
      return fields.text(cell(row), CellName.missing, missing)
    }
    self.number(row, number)
  }

  /// A person: the name, and under it the email.
  mutating func person(_ row: Row, _ user: Int) {
    let cell = head(row)
    let person = report.dump.users[user]
    fields.text(cell, CellName.href) { bytes in
      bytes.append(contentsOf: report.paths.user(user).bytes)
      bytes.append(".html")
    }
    fields.text(cell, CellName.name, person.shownName.bytes)
    // Two people with one name are told apart by what stands under it.
    fields.text(
      cell, CellName.small, person.email.isEmpty ? person.id.bytes : person.email.bytes)
  }

  mutating func workspace(_ row: Row, _ workspace: Int, small: String) {
    let cell = head(row)
    fields.text(cell, CellName.href) { bytes in
      bytes.append(contentsOf: report.paths.workspace(workspace).bytes)
      bytes.append(".html")
    }
    fields.text(cell, CellName.name, report.dump.workspaces[workspace].shownName.bytes)
    fields.text(cell, CellName.small, small)
  }

  /// A date with how long ago it was, or words where there is none.
  mutating func date(_ row: Row, _ instant: Instant?, missing: String = "Never") {
    let cell = cell(row)
    guard let instant else {
      fields.text(cell, CellName.missing, missing)
      return
    }
    let day = report.zone.day(of: instant)
    fields.text(cell, CellName.iso) { $0.append(day) }
    fields.text(cell, CellName.date) { $0.append(short: day) }
    fields.text(cell, CellName.small) { $0.append(ago: report.today - day) }
  }

  mutating func state(_ row: Row, _ state: AccountState, status: Text = .empty) {
    let cell = cell(row, "t")
    // A status is the dump's own word: shown, but never a class.
    fields.text(cell, CellName.stateClass) { $0.append(state.word ?? "other") }
    fields.text(cell, CellName.state) { bytes in
      if let word = state.word {
        bytes.append(word)
      } else {
        bytes.append(contentsOf: status.bytes)
      }
    }
  }

  /// A bar as wide as `value` is of `largest`.
  mutating func bar(_ row: Row, _ value: Int, of largest: Int) {
    let cell = cell(row, "bars")
    fields.text(cell, CellName.bar) { $0.append(percent: value, of: largest) }
  }
}
