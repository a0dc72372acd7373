import Civil
import Measure

/// What people do, and when.
struct ActivityPage {
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
    let card = card(words[.activeUsers], sub: words[.activeUsersSub])
    if let first = page.days.first {
      addActiveLines(card, first.day, page.days.map(\.total))
    } else {
      empty(card, .noActivity)
    }
    addTotals(page.weeks, of: .week, page.weeksDownload)
    addTotals(page.months, of: .month, page.monthsDownload)
    addHours(self.card(words[.whenPeopleWork], sub: hoursWords), page.hours, page.hoursDownload)
    addTypes(page)
    addDays(page.days)
  }

  private mutating func addActiveLines(_ card: Row, _ first: Day, _ totals: [DayTotal]) {
    // Above 400 days one value in seven is drawn, so that the page stays small.
    let every = (totals.count + 399) / 400 > 1 ? 7 * ((totals.count + 2799) / 2800) : 1
    let step: ChartStep = every == 1 ? .day : .week
    let shown =
      every <= 7
      ? stride(from: (totals.count - 1) % every, to: totals.count, by: every)
      : stride(from: max(0, totals.count - 2800), to: totals.count, by: 7)
    let picked = Array(shown)
    let missing = max(0, Windows.long - picked.count)
    let zeros = [Int](repeating: 0, count: missing)
    let from = first + (picked.first ?? 0) - missing * (every == 1 ? 1 : 7)
    let chart = fields.record(card, CardName.chart)
    func values(_ count: KeyPath<DayTotal, Int>) -> [Int] {
      zeros + picked.map { totals[$0][keyPath: count] }
    }
    dots(
      chart, words[.activeUsersChart],
      series: [.seriesActive, .seriesActive7, .seriesActive28], from: from, step: step,
      values(\.active),
      lines: [values(\.active7), values(\.active28)])
    legend(card, "l2", "M0 5h22", words[.legend28Days])
    legend(card, "l", "M0 5h22", words[.legend7Days])
    addDotLegend(card)
  }

  private mutating func addTypes(_ page: ActivityPage) {
    let card = card(
      words[.whatPeopleDo],
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
    let card = card(words[.latestDays], sub: words[.latestDaysSub])
    let table = table(card, .latestDaysCaption, Tables.activity)
    addRows(days.suffix(2 * Windows.long).reversed(), of: Tables.activity, to: group(table))
  }
}
