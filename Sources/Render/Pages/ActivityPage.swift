import Civil
import Measure

/// What people do, and when.
struct ActivityPage {
  static let yearDays = 365

  /// From the first event on.
  let days: [ActivityRow]
  let weeks: [CalendarTotal]
  let months: [CalendarTotal]
  let hours: [Int]
  /// The most frequent ones.
  let types: [TypeRow]
  let typeCount: Int
  let download: Download?
  let weeksDownload: Download?
  let monthsDownload: Download?
  let hoursDownload: Download?
  let typesDownload: Download?

  init(_ report: Report, _ downloads: Downloads) {
    days = report.activeDays
    weeks = report.measures.tally.totals(by: .week)
    months = report.measures.tally.totals(by: .month)
    hours = report.measures.tally.hours
    let numbers = report.ranking.orders.types()
    types = numbers.prefix(Outline.rowsOfPage).map(report.typeRow)
    typeCount = numbers.count
    download = downloads[.activity]
    weeksDownload = downloads[.weeks]
    monthsDownload = downloads[.months]
    hoursDownload = downloads[.hours]
    typesDownload = downloads[.types]
  }
}

extension PageFiller {
  mutating func fill(_ page: ActivityPage) {
    begin(.activity, title: .activity, page.download)
    let card = card(.activeUsers, id: "days", sub: words[.activeUsersSub])
    if !page.days.isEmpty {
      addActiveLines(card, page.days)
    } else {
      empty(card, .noActivity)
    }
    addTotals(page.weeks, of: .week, page.weeksDownload)
    addTotals(page.months, of: .month, page.monthsDownload)
    addHours(
      self.card(.whenPeopleWork, id: "hours", sub: hoursWords), page.hours, page.hoursDownload)
    addTypes(page)
    addDays(page.days)
  }

  /// The days of a year; and of a longer history one in seven, so that the page stays small.
  private mutating func addActiveLines(_ card: Row, _ days: [ActivityRow]) {
    addRanges(card, all: nil, days: days.count)
    addActiveLines(card, .chart, .day, Array(days.suffix(ActivityPage.yearDays)))
    if days.count > ActivityPage.yearDays {
      let places = stride(from: (days.count - 1) % 7, to: days.count, by: 7)
      addActiveLines(card, .allChart, .week, places.map { days[$0] })
    }
    legend(card, "l2", "M0 5h22", words[.legend28Days])
    legend(card, "l", "M0 5h22", words[.legend7Days])
    addDotLegend(card)
  }

  private mutating func addActiveLines(
    _ card: Row, _ name: CardName, _ step: ChartStep, _ days: [ActivityRow]
  ) {
    guard let first = days.first?.day else { return }
    let chart = fields.record(card, name)
    fields.flag(chart, ChartName.isHidden, name == .allChart)
    dots(
      chart, words[.activeUsersChart],
      series: [.seriesActive, .seriesActive7, .seriesActive28], from: first, step: step,
      days.map(\.total.active),
      lines: [days.map(\.total.active7), days.map(\.total.active28)])
  }

  private mutating func addTypes(_ page: ActivityPage) {
    let card = card(
      .whatPeopleDo, id: "types",
      sub: page.typeCount > page.types.count
        ? words.filled(
          .typesSubCut, [.shown: .number(page.types.count), .total: .number(page.typeCount)])
        : words[.typesSub])
    addDownload(card, page.typesDownload)
    guard !page.types.isEmpty else { return empty(card, .noEvents) }
    let table = table(card, .typesCaption, Tables.types)
    addRows(page.types, of: Tables.types, to: group(table))
  }

  private mutating func addDays(_ days: [ActivityRow]) {
    guard !days.isEmpty else { return }
    let card = card(.latestDays, id: "latest", sub: words[.latestDaysSub])
    let table = table(card, .latestDaysCaption, Tables.activity)
    addRows(days.suffix(2 * Windows.long).reversed(), of: Tables.activity, to: group(table))
  }
}
