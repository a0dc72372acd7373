import Bytes
import Civil
import Configure
import Ingest
import Markdown

/// A place among the values of a page.
typealias Row = Fields.Row

/// Fills the values of one page after another in the same memory: each from its one input value and
/// the frame.
struct PageFiller: ~Copyable {
  var fields = Fields(Shapes.page)
  let frame: Frame
  let words: Words
  /// How many descriptions were too costly to render, and stand as they are.
  private(set) var plainTexts = 0
  private var mailLink: [UInt8] = []
  /// The way from the page to the root of the site: empty, or `../` repeated.
  private(set) var root = ""
  /// Of which menu entry the frame is that `fields` keep; nil for none.
  private var keptMenu: String?
  /// The weeks of the last calendar in which a month begins: every user's page has the same.
  var calendarMonths: (monday: Day, starts: [(week: Int, year: Int, month: Int)]) = (Day(0), [])

  init(_ frame: Frame) {
    self.frame = frame
    words = frame.words
  }

  /// Starts a page of the whole report with the frame that all pages have.
  /// A page that a server shows at any address needs the site's own as `root`.
  mutating func begin(
    _ page: Page, title: Phrase, _ download: Download? = nil, root known: String = ""
  ) {
    begin(page, title: words[title], download, root: known)
  }

  /// The same, of a page with a title of the publisher's.
  mutating func begin(
    _ page: Page, title: [UInt8], _ download: Download? = nil, root known: String = ""
  ) {
    beginFrame(page.path, menu: page.menuEntry?.address ?? "", root: known)
    fields.text(fields.root, PageName.title, title)
    // A page that a server shows at any address has none of its own.
    if known.isEmpty { addMailLink(page.path, title) }
    if let download { setDownload(fields.record(fields.root, PageName.download), download) }
  }

  /// Starts a page at `path` (without ending), under an entry of the menu.
  mutating func begin(_ path: String, title: Text, under entry: Page, _ download: Download) {
    beginFrame(path, menu: entry.address, root: "")
    fields.text(fields.root, PageName.title) { $0.append(isolated: title) }
    addMailLink(path, title.bytes)
    setDownload(fields.record(fields.root, PageName.download), download)
  }

  /// Only where the report has an address.
  private mutating func addMailLink(_ path: String, _ title: some Sequence<UInt8>) {
    guard !frame.baseURL.isEmpty else { return }
    mailLink.removeAll(keepingCapacity: true)
    MailLink.append(
      subject: Array(title) + " · ".utf8 + frame.organization.bytes,
      address: "\(frame.baseURL.text)\(path).html", to: &mailLink)
    fields.text(fields.root, PageName.mail, mailLink)
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
    fields.text(page, PageName.reportTitle, frame.reportTitle)
    fields.text(page, PageName.organization) { $0.append(isolated: frame.organization) }
    fields.text(page, PageName.root, root)
    fields.text(page, PageName.zone, frame.zone.name)
    if let day = frame.updated { fields.text(page, PageName.updated, words.date(day)) }
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

  /// A link to a further table.
  mutating func addDownload(_ card: Row, _ download: Download?) {
    if let download { setDownload(fields.addRow(to: card, CardName.downloads), download) }
  }

  private mutating func setDownload(_ row: Row, _ download: Download) {
    let size = download.size
    fields.text(row, DownloadName.href, root + download.path + ".csv")
    fields.text(row, DownloadName.saveAs) { bytes in
      frame.appendSaveAs(download.path, to: &bytes)
      bytes.append(".csv")
    }
    fields.text(row, DownloadName.size) { words.append(size: size.bytes, to: &$0) }
    if size.rows > PageFiller.rowsOfSpreadsheet {
      let note = words.counted(.csvAboveRows, PageFiller.rowsOfSpreadsheet)
      fields.text(row, DownloadName.note, note)
    } else if size.bytes > 20_000_000 {
      fields.text(row, DownloadName.note, words[.csvLarge])
    }
  }

  /// Of Excel and LibreOffice, without the header.
  private static let rowsOfSpreadsheet = 1_048_575

  mutating func tab(_ label: [UInt8], _ page: Page, _ view: ListView = .all, isCurrent: Bool) {
    setLink(fields.addRow(to: fields.root, PageName.tabs), label, page, view, isCurrent: isCurrent)
  }

  mutating func setLink(
    _ link: Row, _ label: [UInt8], _ page: Page, _ view: ListView = .all, isCurrent: Bool = false
  ) {
    fields.text(link, LinkName.label, label)
    fields.text(link, LinkName.href, root + page.address + view.query)
    fields.flag(link, LinkName.isCurrent, isCurrent)
  }

  mutating func tile(
    _ label: Phrase, _ page: Page? = nil, css: String = "q", detail: [UInt8]
  ) -> Row {
    tile(words[label], page, css: css, detail: detail)
  }

  mutating func tile(
    _ label: [UInt8], _ page: Page? = nil, css: String, detail: [UInt8]
  ) -> Row {
    fields.flag(fields.root, PageName.hasTiles, true)
    let row = fields.addRow(to: fields.root, PageName.tiles)
    fields.text(row, TileName.label, label)
    if let page { fields.text(row, TileName.href, page.address) }
    fields.text(row, TileName.css, css)
    fields.text(row, TileName.detail, detail)
    return row
  }

  /// A description of the dump, in a card of its own, where there is one.
  mutating func addDescription(_ text: Text) {
    if !text.isEmpty { prose(card(.aboutCard, id: "about"), text) }
  }

  mutating func prose(_ card: Row, _ description: Text) {
    var html: [UInt8] = []
    let outcome = Markdown.html(
      from: description.bytes.span, under: 2, source: .dump(ceiling: frame.markdownCeiling),
      texts: frame.markdownTexts, into: &html)
    if outcome == .plain { plainTexts += 1 }
    fields.text(card, CardName.prose, html)
  }
}
