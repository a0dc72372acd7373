import Civil
import Configure
import Ingest
import Mail
import Measure
import Rank

extension Outline {
  /// What a mail says of the report: figures and texts that its pages show.
  package var digest: Digest {
    var digest = Digest()
    let words = report.words
    digest.language = words.language
    digest.isRightToLeft = words.string(.direction) == "rtl"
    digest.asOf = report.dump.asOf
    digest.timeZone = report.zone.name
    digest.baseURL = report.baseURL.text
    digest.organization = DigestText.of(report.dump.organization.name)
    digest.title = DigestText.of(report.title)
    digest.until = words.said(
      .mailUntil,
      [
        .day: .day(report.today), .time: .clock(report.zone.local(report.dump.asOf)),
        .zone: .text(Array(report.zone.name.utf8)),
      ])
    digest.figures = report.figuresOfDigest
    digest.week = report.leadersOfDigest(.lastWeek)
    digest.month = report.leadersOfDigest(.lastMonth)
    digest.attention = report.attentionOfDigest
    digest.quality = report.qualityOfDigest
    digest.open = words.string(.mailOpen)
    digest.attached = words.said(.mailAttached, [.files: .text(Array("{files}".utf8))])
    digest.closing = words.string(.mailClosing)
    digest.tables = tables.map(\.path).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map {
      path in
      Digest.Table(
        name: path,
        saveAs: printed {
          frame.appendSaveAs(path, to: &$0)
          $0.append("-")
          $0.append(report.today)
          $0.append(".csv")
        })
    }
    return digest
  }
}

// MARK: Figures

extension Report {
  fileprivate var figuresOfDigest: Digest.Section<Digest.Row> {
    var section = Digest.Section<Digest.Row>()
    section.heading = words.string(.mailFigures)
    section.note = words.string(.mailFiguresNote)
    section.link = Digest.Link(label: words.string(.allActivity), page: Page.activity.address)
    section.rows = Tile.all(self).map { $0.row(in: words) }
    return section
  }
}

extension Tile {
  fileprivate func row(in words: Words) -> Digest.Row {
    func value(_ number: Int) -> Digest.Row.Value {
      isShare ? .share(thousandths: number) : .count(number)
    }
    let known = before.flatMap { _ in exact[exact.count - 1 - Windows.long] }
    return Digest.Row(
      metric: "\(metric)", value: exact[exact.count - 1].map(value), before: known.map(value),
      text: now.map { words.string(shown($0)) } ?? words.string(.noFigure),
      label: String(decoding: label(in: words), as: UTF8.self), detail: change(in: words),
      page: page.address)
  }

  private func change(in words: Words) -> String {
    guard let now, let before else { return words.string(.noEarlierData) }
    guard now != before else { return words.string(.unchanged) }
    let phrase: Phrase =
      now > before
      ? isOfPartialDay ? .mailUpFullDay : .mailUp
      : isOfPartialDay ? .mailDownFullDay : .mailDown
    return words.said(phrase, [.change: .number(abs(now - before)), .before: shown(before)])
  }
}

// MARK: Leaders

extension Report {
  fileprivate static var leadersShown: Int { 10 }

  /// Of a complete week or month.
  fileprivate func leadersOfDigest(_ period: Period) -> Digest.Leaders {
    let board = ranking.leaderboard(period)
    let isWeek = period == .lastWeek
    let span = period.span(today: today, firstEvent: nil) ?? today...today
    let places: KeyValuePairs<Phrase.Place, Value> = [
      .organization: .text(Array(DigestText.of(dump.organization.name).utf8)),
      .title: .text(Array(DigestText.of(title).utf8)), .day: .day(span.lowerBound),
      .month: .month(span.lowerBound), .from: .day(span.lowerBound), .to: .day(span.upperBound),
    ]
    var leaders = Digest.Leaders()
    leaders.subject = words.said(isWeek ? .mailWeekSubject : .mailMonthSubject, places)
    leaders.heads.rank = words.string(.rank)
    leaders.heads.moved = words.string(.moved)
    leaders.heads.name = words.string(.name)
    leaders.heads.score = words.string(.score)
    leaders.board.heading = words.said(isWeek ? .mailWeekLeaders : .mailMonthLeaders, places)
    leaders.board.note = words.said(
      board.comparison == nil ? .mailDates : isWeek ? .mailWeekDates : .mailMonthDates, places)
    leaders.board.empty = words.string(.mailNobody)
    leaders.board.link = Digest.Link(
      label: words.string(.fullLeaderboard), page: Page.leaderboard(period, part: 0).address)
    let rows = board.rows.prefix(Report.leadersShown)
    let names = rows.map { dump.users[$0.total.user].shownName }
    leaders.board.rows = zip(rows, names).map { row, name in
      leader(row, hasTwin: names.count { $0 == name } > 1)
    }
    return leaders
  }

  private func leader(_ row: Ranked, hasTwin: Bool) -> Digest.Leader {
    let user = dump.users[row.total.user]
    let id = DigestText.of(user.id)
    let name = DigestText.of(user.shownName)
    let twin = user.email.isEmpty ? user.id : user.email
    return Digest.Leader(
      rank: row.rank, moved: moved(row.change), id: id, name: name.isEmpty ? id : name,
      detail: hasTwin ? DigestText.of(twin) : "",
      score: row.total.score, text: words.string(.number(row.total.score)),
      page: paths.user(row.total.user).string + ".html")
  }

  private func moved(_ change: Change) -> String {
    switch change {
    case .new: words.string(.newRank)
    case .none: ""
    case .by(0): "="
    case .by(let ranks):
      words.said(ranks > 0 ? .mailRose : .mailFell, [.n: .number(abs(ranks))])
    }
  }
}

// MARK: Attention

extension Report {
  fileprivate var attentionOfDigest: Digest.Section<Digest.Row> {
    var section = Digest.Section<Digest.Row>()
    section.heading = words.string(.needsAttention)
    section.empty = words.string(.nothingNeedsAttention)
    section.link = Digest.Link(
      label: words.string(.mailAllDormant), page: Page.dormant(part: 0).address)
    // Rejected records have a section of their own.
    section.rows = Task.all(self).filter { $0.page != .quality }.map { task in
      Digest.Row(
        metric: "\(task.metric)", value: .count(task.count),
        text: words.string(.number(task.count)),
        label: words.said(task.label, [.n: .number(task.count)]), detail: words.string(task.detail),
        page: task.address)
    }
    return section
  }

  fileprivate var qualityOfDigest: Digest.Section<Digest.Row> {
    var section = Digest.Section<Digest.Row>()
    section.heading = words.string(.dataQuality)
    section.note = words.string(.mailQualityNote)
    section.link = Digest.Link(label: words.string(.mailQualityLink), page: Page.quality.address)
    section.rows = dump.quality.filter { !$0.isNote && $0.records > 0 }.map { row in
      Digest.Row(
        metric: row.reason.name, value: .count(row.records),
        text: words.string(.number(row.records)),
        label: String(decoding: words.reason(row.reason), as: UTF8.self), detail: "",
        page: section.link.page)
    }
    return section
  }
}
