import Civil
import Ingest
import Markdown
import Measure

extension PageRenderer {
  func fillActivity() -> String {
    filler.begin("activity", title: "Activity", menu: "activity.html")
    download(.activity)
    let days = report.activeDays
    let card = filler.card(
      "Active users",
      sub: "Distinct people with at least one event, in the day, 7 and 28 days up to each day")
    if let first = days.first, !days.isEmpty {
      addActiveLines(card, first.day, days.map(\.total))
    } else {
      filler.fields.text(card, CardName.empty, "No activity in the data.")
    }
    addTotals(by: .week)
    addTotals(by: .month)
    addHoursChart(
      filler.card(
        "When people work",
        sub: "Events by weekday and hour, last 28 days, clock of \(report.zone.name)"))
    addTypes()
    addDays(days)
    return "activity"
  }

  private func addActiveLines(_ card: Fields.Row, _ first: Day, _ totals: [DayTotal]) {
    // Above 400 days one value in seven is drawn, so that the page stays small.
    let every = (totals.count + 399) / 400 > 1 ? 7 * ((totals.count + 2799) / 2800) : 1
    let step: ChartStep = every == 1 ? .day : .week
    let shown =
      every <= 7
      ? stride(from: (totals.count - 1) % every, to: totals.count, by: every)
      : stride(from: max(0, totals.count - 2800), to: totals.count, by: 7)
    let picked = Array(shown)
    let missing = max(0, 28 - picked.count)
    let zeros = [Int](repeating: 0, count: missing)
    let from = first + (picked.first ?? 0) - missing * (every == 1 ? 1 : 7)
    let chart = filler.fields.record(card, CardName.chart)
    func values(_ count: KeyPath<DayTotal, Int>) -> [Int] {
      zeros + picked.map { totals[$0][keyPath: count] }
    }
    filler.dots(
      chart, "Active users in a day, 7 days and 28 days",
      series: "in a day|in 7 days|in 28 days", from: from, step: step, values(\.active),
      lines: [values(\.active7), values(\.active28)])
    filler.legend(card, "l2", "M0 5h22", "in 28 days")
    filler.legend(card, "l", "M0 5h22", "in 7 days")
    addDotLegend(card)
  }

  private func addTypes() {
    let types = report.typeNumbers()
    let card = filler.card(
      "What people do",
      sub: types.count > Outline.rowsOfPage
        ? "The most frequent \(Outline.rowsOfPage) of \(types.count) types; the CSV has them all"
        : "Event types that people have used")
    if let size = sizes[.types] { filler.addDownload(card, "types", size) }
    guard !types.isEmpty else {
      filler.fields.text(card, CardName.empty, "No events in the data.")
      return
    }
    let table = filler.table(
      card, "Event types",
      [
        .init(label: "Type"), .init(label: "Points", css: ""), .init(label: "Users", css: ""),
        .init(label: "Events 28 d", css: ""), .init(label: "Events", css: ""),
      ])
    let group = filler.group(table)
    for type in types.prefix(Outline.rowsOfPage) {
      let total = report.measures.tally.types[type]
      let row = filler.row(group)
      filler.fields.text(filler.head(row), CellName.name, report.dump.types[type].bytes)
      filler.number(row, report.measures.scale.points[type])
      filler.number(row, total.users)
      filler.number(row, total.events28)
      filler.number(row, total.events)
    }
  }

  private func addDays(_ days: [(day: Day, total: DayTotal)]) {
    guard !days.isEmpty else { return }
    let card = filler.card("Latest days", sub: "Newest first; the CSV has every day")
    let table = filler.table(
      card, "Activity by day",
      [
        .init(label: "Day"), .init(label: "Active", css: ""), .init(label: "7 days", css: ""),
        .init(label: "28 days", css: ""), .init(label: "Events", css: ""),
        .init(label: "Score", css: ""), .init(label: "Logins", css: ""),
        .init(label: "New users", css: ""),
      ])
    let group = filler.group(table)
    for (day, total) in days.suffix(56).reversed() {
      let row = filler.row(group)
      let head = filler.head(row)
      filler.fields.text(head, CellName.iso) { $0.append(day) }
      filler.fields.text(head, CellName.date) { $0.append(short: day) }
      for number in [
        total.active, total.active7, total.active28, total.events, total.score, total.logins,
        total.newUsers,
      ] { filler.number(row, number) }
    }
  }

  func fillRetention() -> String {
    filler.begin("retention", title: "Retention", menu: "retention.html")
    download(.retention)
    let cohorts = report.measures.tally.cohorts.filter { $0.users > 0 }
    let card = filler.card(
      "Who comes back",
      sub: "Share of each joining week active in the weeks after, in percent; only complete weeks")
    guard !cohorts.isEmpty else {
      filler.fields.text(card, CardName.empty, "Nobody joined in the last 26 complete weeks.")
      return "retention"
    }
    filler.fields.text(card, CardName.legendCss, "heat")
    for (step, words) in ["0%", "1–20%", "21–40%", "41–60%", "61–80%", "81–100%"].enumerated() {
      filler.legend(card, "h\(step)", "M12 0h10v10H12z", words)
    }
    let heads =
      [PageFiller.Head(label: "Joined in the week of"), .init(label: "Users", css: "")]
      + (0..<26).map { .init(label: String($0), css: "") }
    let table = filler.table(
      card, "Share of each joining week active in the weeks after", css: "heat", heads)
    let group = filler.group(table)
    for cohort in cohorts {
      let row = filler.row(group)
      let head = filler.head(row)
      filler.fields.text(head, CellName.iso) { $0.append(cohort.monday) }
      filler.fields.text(head, CellName.date) { $0.append(short: cohort.monday) }
      filler.number(row, cohort.users)
      for active in cohort.active {
        let percent = (active * 200 + cohort.users) / (2 * cohort.users)
        let cell = filler.cell(row)
        filler.fields.text(cell, CellName.css) { bytes in
          PageFiller.append(step: (percent + 19) / 20, to: &bytes)
        }
        filler.fields.number(cell, CellName.text, percent)
      }
      for _ in cohort.active.count..<26 { _ = filler.cell(row) }
    }
    return "retention"
  }

  func fillQuality() -> String {
    filler.begin("quality", title: "Data quality", menu: "quality.html")
    download(.quality)
    let rejects = report.dump.quality.filter { !$0.isNote }
    let card = filler.card(
      counted(report.dump.rejects, "record rejected", "records rejected"),
      sub: "They count nowhere in this report. In the order in which reasons are tried")
    addQuality(card, rejects, "Rejected records by reason", empty: "Every record was taken.")
    let notes = report.dump.quality.filter(\.isNote)
    let noteCard = filler.card("Notes", sub: "The record counts, the field does not")
    addQuality(noteCard, notes, "Notes by field", empty: "Every field was taken as it was.")
    return "quality"
  }

  private func addQuality(
    _ card: Fields.Row, _ rows: [QualityRow], _ caption: String, empty: String
  ) {
    guard !rows.isEmpty else {
      filler.fields.text(card, CardName.empty, empty)
      return
    }
    let table = filler.table(
      card, caption,
      [
        .init(label: "Reason"), .init(label: "Records", css: ""),
        .init(label: "First example", css: "t"), .init(label: "What to do", css: "t"),
      ])
    let group = filler.group(table)
    for entry in rows {
      let row = filler.row(group)
      filler.fields.text(filler.head(row), CellName.text, entry.reason.name)
      filler.number(row, entry.records)
      let example = filler.cell(row, "t long")
      filler.fields.text(example, CellName.code, entry.example)
      if let place = entry.place {
        filler.fields.text(
          example, CellName.small, "\(place.file), line \(place.line), column \(place.column)")
      }
      filler.text(row, cure(entry.reason), css: "t long")
    }
  }

  func fillAbout() -> String {
    let about = outline.texts.about
    filler.begin("about", title: about.title, menu: "about.html")
    download(.about)
    addPublisherText(about)
    return "about"
  }

  func fillMarkdown(_ number: Int) -> String {
    let page = outline.texts.pages[number]
    filler.begin(page.name, title: page.title, menu: page.name + ".html")
    download(.markdown(number))
    addPublisherText(page)
    return page.name
  }

  private func addPublisherText(_ page: SiteTexts.MarkdownPage) {
    let card = filler.card(page.title)
    var html: [UInt8] = []
    Markdown.html(from: page.text.span, under: 1, source: .publisherPage, into: &html)
    filler.fields.text(card, CardName.prose, html)
  }

  func fillNotFound() -> String {
    filler.begin("404", title: "Nothing here", menu: "", root: report.baseURL.text)
    let card = filler.card("This page is not part of the report, or not any more")
    filler.more(card, "All users", "users.html")
    return "404"
  }

  /// What is found is filled in by `search.js`.
  func fillSearch() -> String {
    filler.begin("search", title: "Search", menu: "")
    filler.fields.flag(filler.fields.root, PageName.isSearch, true)
    return "search"
  }
}

/// What an administrator can do about a reason.
private func cure(_ reason: Reason) -> String {
  guard case .reject(let reject) = reason else {
    return "Mend the field in the export; it is taken as absent until then."
  }
  return switch reject {
  case .invalidJSON: "Write each record as valid JSON in UTF-8, at most 16 MiB long."
  case .missingField: "Export the required fields: ids, and an event's type and time."
  case .wrongType: "Write ids as strings or integers, types as strings, records as objects."
  case .unknownKind: "Use organization, user, workspace, membership or event."
  case .invalidTime:
    "Write times as RFC 3339, for example 2026-11-24T10:00:00Z, from 1970 to 2100."
  case .invalidCount: "Write counts as whole numbers from 1 to 1000000."
  case .duplicateUser, .duplicateWorkspace: "Export each once; the first one counts."
  case .unknownUser: "Export the users too, or check that ids are written alike."
  case .unknownWorkspace: "Export the workspaces too, or check that ids are written alike."
  case .duplicateMembership: "Export each pair once; the first one counts."
  case .futureEvent: "Check the clock of the exporting machine, and exported_at."
  }
}
