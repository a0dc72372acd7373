import Bytes
import Civil
import Configure
import Ingest
import Markdown

/// What every page of a report has alike.
struct Frame: Sendable {
  struct Entry: Sendable {
    var label: String
    /// A path from the site's root, or an address.
    var href: String
    let isOutside: Bool

    init(label: String, href: String) {
      self.label = label
      self.href = href
      isOutside = href.hasPrefix("https://")
    }
  }

  let menu: [Entry]
  let reportTitle: String
  let organization: Text
  let zone: Zone
  /// The date up to which the data goes.
  let today: Day
  /// `1 Mar 2024 to 24 Nov 2026`, empty without any event.
  let period: [UInt8]
  let logo: String
  /// Where the report is served.
  let baseURL: BaseURL
  /// The highest cost of a description that is still rendered.
  let markdownCeiling: Int
  /// What the names of downloaded files begin with: `acme-`.
  private let fileStem: [UInt8]

  init(_ report: Report, _ texts: SiteTexts) {
    menu =
      Page.menu.map { Entry(label: $0.label, href: $0.page.address) }
      + texts.pages.map { Entry(label: $0.title, href: Page.publisher($0.name).address) }
      + texts.navigation.map { Entry(label: $0.title, href: $0.address) }
    reportTitle = report.settings.title
    organization = report.dump.organization.name
    zone = report.zone
    today = report.today
    period = Frame.period(from: report.measures.tally.firstEvent, to: report.today)
    logo = texts.logo
    baseURL = report.baseURL
    markdownCeiling = Frame.markdownCeiling(report.dump)
    fileStem = Frame.stem(report.dump.organization)
  }

  private static func period(from first: Day?, to today: Day) -> [UInt8] {
    guard let first else { return [] }
    var period: [UInt8] = []
    period.append("from ")
    period.append(short: first)
    period.append(" to ")
    period.append(short: today)
    return period
  }

  private static func markdownCeiling(_ dump: Dump) -> Int {
    var budget = MarkdownBudget()
    budget.add(dump.organization.description.bytes.span)
    for user in dump.users { budget.add(user.description.bytes.span) }
    for workspace in dump.workspaces { budget.add(workspace.description.bytes.span) }
    return budget.ceiling
  }

  /// `acme-users-2026-11-24`: whose it is, what it is, and up to when.
  func appendSaveAs(_ path: String, to bytes: inout Bytes) {
    bytes.append(array: fileStem)
    for byte in path.utf8 { bytes.append(byte == UInt8(ascii: "/") ? UInt8(ascii: "-") : byte) }
    bytes.append(UInt8(ascii: "-"))
    bytes.append(today)
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

private let months: [StaticString] = [
  "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
]

extension ByteSink where Self: ~Copyable {
  /// `24 Nov 2026`.
  mutating func append(short day: Day) {
    let date = day.civil
    Digits.append(date.day, to: &self)
    append(32)
    append(month: date.month)
    append(32)
    Digits.append(date.year, to: &self)
  }

  /// `Nov 2026`.
  mutating func append(monthOf day: Day) {
    append(month: day.civil.month)
    append(32)
    Digits.append(day.civil.year, to: &self)
  }

  /// `09:30`, of a local clock in seconds.
  mutating func append(clock local: Int) {
    let second = local - floorDivide(local, 86_400) * 86_400
    appendTwo(second / 3600)
    append(UInt8(ascii: ":"))
    appendTwo(second / 60 % 60)
  }

  /// `Nov`.
  mutating func append(month: Int) { append(months[month - 1]) }

  /// `today`, `yesterday`, `3 days ago`.
  mutating func append(ago days: Int) {
    switch days {
    case ...0: append("today")
    case 1: append("yesterday")
    default:
      Digits.appendGrouped(days, to: &self)
      append(" days ago")
    }
  }

  /// `3 KB`, `24 MB`.
  mutating func append(size bytes: Int) {
    let unit = bytes < 1_000_000 ? 1000 : 1_000_000
    Digits.appendGrouped(Swift.max(1, (bytes + unit / 2) / unit), to: &self)
    append(unit == 1000 ? " KB" : " MB")
  }

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
