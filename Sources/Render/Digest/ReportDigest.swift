import Civil
import Ingest
import Mail
import Measure
import Rank

extension Outline {
  /// What a mail says of the report: figures and texts that its pages show.
  package var digest: Digest {
    var digest = Digest()
    digest.language = DigestWords.language
    digest.asOf = report.dump.asOf
    digest.timeZone = report.zone.name
    digest.baseURL = report.baseURL.text
    digest.organization = DigestText.of(report.dump.organization.name)
    digest.title = DigestText.of(report.settings.title)
    digest.until = filled(
      DigestWords.until,
      [
        "day": printed { $0.append(short: report.today) },
        "time": printed { $0.append(clock: report.zone.local(report.dump.asOf)) },
        "zone": report.zone.name,
      ])
    digest.figures = report.figuresOfDigest
    digest.week = report.leadersOfDigest(.lastWeek)
    digest.month = report.leadersOfDigest(.lastMonth)
    digest.attention = report.attentionOfDigest
    digest.quality = report.qualityOfDigest
    digest.open = DigestWords.open
    digest.attached = DigestWords.attached
    digest.closing = DigestWords.closing
    digest.tables = tables.map(\.path).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map {
      path in
      Digest.Table(name: path, saveAs: printed { frame.appendSaveAs(path, to: &$0) } + ".csv")
    }
    return digest
  }
}

// MARK: Figures

extension Report {
  fileprivate var figuresOfDigest: Digest.Section<Digest.Row> {
    var section = Digest.Section<Digest.Row>()
    section.heading = DigestWords.figures
    section.note = DigestWords.figuresNote
    section.link = Digest.Link(label: DigestWords.figuresLink, page: Page.activity.address)
    section.rows = Tile.all(self).map { $0.row }
    return section
  }
}

extension Tile {
  fileprivate var row: Digest.Row {
    func value(_ number: Int) -> Digest.Row.Value {
      isShare ? .share(thousandths: number) : .count(number)
    }
    return Digest.Row(
      metric: "\(metric)", value: now.map(value), before: before.map(value),
      text: now.map(shown) ?? DigestWords.none, label: label, detail: change, page: page.address)
  }

  private func shown(_ value: Int) -> String { printed { print(value, into: &$0) } }

  private var change: String {
    guard let now, let before else { return DigestWords.noEarlierData }
    guard now != before else { return DigestWords.unchanged }
    let sentence =
      now > before
      ? isOfPartialDay ? DigestWords.upSoFar : DigestWords.up
      : isOfPartialDay ? DigestWords.downSoFar : DigestWords.down
    return filled(sentence, ["change": shown(abs(now - before)), "before": shown(before)])
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
    let places: KeyValuePairs = [
      "organization": DigestText.of(dump.organization.name),
      "title": DigestText.of(settings.title), "day": printed { $0.append(short: span.lowerBound) },
      "month": printed { $0.append(monthOf: span.lowerBound) },
      "from": printed { $0.append(short: span.lowerBound) },
      "to": printed { $0.append(short: span.upperBound) },
    ]
    var leaders = Digest.Leaders()
    leaders.subject = filled(
      isWeek ? DigestWords.weekSubject : DigestWords.monthSubject, places)
    leaders.heads.rank = DigestWords.rank
    leaders.heads.moved = DigestWords.moved
    leaders.heads.name = DigestWords.name
    leaders.heads.score = DigestWords.score
    leaders.board.heading = filled(
      isWeek ? DigestWords.weekLeaders : DigestWords.monthLeaders, places)
    leaders.board.note = filled(
      board.comparison == nil
        ? DigestWords.dates : isWeek ? DigestWords.weekDates : DigestWords.monthDates, places)
    leaders.board.empty = DigestWords.nobody
    leaders.board.link = Digest.Link(
      label: DigestWords.leadersLink, page: Page.leaderboard(period, part: 0).address)
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
      score: row.total.score, text: grouped(row.total.score),
      page: paths.user(row.total.user).string + ".html")
  }

  private func moved(_ change: Change) -> String {
    switch change {
    case .new: DigestWords.new
    case .none: ""
    case .by(0): DigestWords.sameRank
    case .by(let ranks):
      filled(ranks > 0 ? DigestWords.rose : DigestWords.fell, ["ranks": grouped(abs(ranks))])
    }
  }
}

// MARK: Attention

extension Report {
  fileprivate var attentionOfDigest: Digest.Section<Digest.Row> {
    var section = Digest.Section<Digest.Row>()
    section.heading = DigestWords.attention
    section.empty = DigestWords.nothing
    section.link = Digest.Link(
      label: DigestWords.attentionLink, page: Page.dormant(part: 0).address)
    // Rejected records have a section of their own.
    section.rows = Task.all(self).filter { $0.page != .quality }.map { task in
      Digest.Row(
        metric: "\(task.metric)", value: .count(task.count), text: grouped(task.count),
        label: task.label, detail: task.detail, page: task.page.address)
    }
    return section
  }

  fileprivate var qualityOfDigest: Digest.Section<Digest.Row> {
    var section = Digest.Section<Digest.Row>()
    section.heading = DigestWords.quality
    section.note = DigestWords.qualityNote
    section.link = Digest.Link(label: DigestWords.qualityLink, page: Page.quality.address)
    section.rows = dump.quality.filter { !$0.isNote && $0.records > 0 }.map { row in
      Digest.Row(
        metric: row.reason.name, value: .count(row.records), text: grouped(row.records),
        label: row.reason.name, detail: "", page: section.link.page)
    }
    return section
  }
}
