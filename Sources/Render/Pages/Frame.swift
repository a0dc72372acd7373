import Bytes
import Civil
import Configure
import Ingest
import Markdown

/// What every page of a report has alike.
struct Frame: Sendable {
  struct Entry: Sendable {
    var label: [UInt8]
    /// A path from the site's root, or an address.
    var href: String
    let isOutside: Bool

    init(label: [UInt8], href: String) {
      self.label = label
      self.href = href
      isOutside = href.hasPrefix("https://")
    }
  }

  let words: Words
  let menu: [Entry]
  let reportTitle: String
  let organization: Text
  let zone: Zone
  /// The day of the first event; nil without any.
  let firstEvent: Day?
  /// The date up to which the data goes, where a template prints it: of pages alone that say it
  /// otherwise, as one with a date is another one each day.
  var updated: Day?
  let logo: String
  /// Where the report is served.
  let baseURL: BaseURL
  let markdownTexts: MarkdownTexts
  /// The highest cost of a description that is still rendered.
  let markdownCeiling: Int
  /// What the names of downloaded files begin with: `acme-`.
  let fileStem: [UInt8]

  init(_ report: Report, _ texts: SiteTexts) {
    let words = report.words
    self.words = words
    menu =
      Page.menu.map { Entry(label: words[$0.label], href: $0.page.address) }
      + texts.pages.map {
        Entry(label: Array($0.title.utf8), href: Page.publisher($0.name).address)
      } + texts.navigation.map { Entry(label: Array($0.title.utf8), href: $0.address) }
    reportTitle = report.title
    organization = report.dump.organization.name
    zone = report.zone
    firstEvent = report.measures.tally.firstEvent
    logo = texts.logo
    baseURL = report.baseURL
    markdownTexts = words.ofMarkdown
    markdownCeiling = Frame.markdownCeiling(report.dump)
    fileStem = Frame.stem(report.dump.organization)
  }

  private static func markdownCeiling(_ dump: Dump) -> Int {
    var budget = MarkdownBudget()
    budget.add(dump.organization.description.bytes.span)
    for user in dump.users { budget.add(user.description.bytes.span) }
    for workspace in dump.workspaces { budget.add(workspace.description.bytes.span) }
    return budget.ceiling
  }

  /// `acme-users`: whose it is and what it is. Scripts add up to when.
  func appendSaveAs(_ path: String, to bytes: inout Bytes) {
    bytes.append(array: fileStem)
    for byte in path.utf8 { bytes.append(byte == UInt8(ascii: "/") ? UInt8(ascii: "-") : byte) }
  }

  /// The organization's id in harmless letters, so that mailed files say whose
  /// they are.
  private static func stem(_ organization: Organization) -> [UInt8] {
    let id = organization.id.isEmpty ? organization.name : organization.id
    let letters = id.bytes.map { (65...90).contains($0) ? $0 | 0x20 : $0 }
      .filter { (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-") }
    return letters.isEmpty ? [] : Array(letters.prefix(40)) + [UInt8(ascii: "-")]
  }
}

extension ByteSink where Self: ~Copyable {
  /// `83.33%`, at most two decimals.
  mutating func append(percent value: Int, of total: Int) {
    let hundredths = total > 0 ? (value * 20_000 + total) / (2 * total) : 0
    Digits.append(hundredths / 100, to: &self)
    if hundredths % 100 != 0 {
      append(UInt8(ascii: "."))
      append(UInt8(48 + hundredths / 10 % 10))
      if hundredths % 10 != 0 { append(UInt8(48 + hundredths % 10)) }
    }
    append(UInt8(ascii: "%"))
  }
}
