import Bytes
import Civil
import Configure
import Ingest
import Measure
import Rank

/// Everything that pages and tables are made of.
package final class Report: Sendable {
  package let dump: Dump
  package let measures: Measures
  package let ranking: Ranking
  package let settings: Settings
  package let words: Words
  let baseURL: BaseURL
  let paths: Paths
  let csvSetting: CSVSetting
  /// By user: whether somebody else has the shown name too.
  let namesakes: [Bool]

  package init(
    _ dump: Dump, _ measures: Measures, _ ranking: Ranking, _ settings: Settings, _ words: Words,
    baseURL: BaseURL
  ) {
    self.dump = dump
    self.measures = measures
    self.ranking = ranking
    self.settings = settings
    self.words = words
    self.baseURL = baseURL
    paths = Paths(dump)
    csvSetting = CSVSetting(zone: dump.zone, baseURL: baseURL)
    namesakes = Report.namesakes(dump.users, byName: ranking.orders.users)
  }

  private static func namesakes(_ users: [User], byName order: [Int]) -> [Bool] {
    var namesakes = [Bool](repeating: false, count: users.count)
    for (one, other) in zip(order, order.dropFirst())
    where users[one].shownName == users[other].shownName {
      namesakes[one] = true
      namesakes[other] = true
    }
    return namesakes
  }

  /// Folders of every report.
  static let folders = [
    "assets", "leaderboard", RunningRanks.folder, "search", "users", "workspaces",
  ]

  /// Folders of the site, each after the one that it is in.
  package var folders: [String] { Report.folders + paths.userFolders.map { "users/\($0.name)" } }

  /// What the publisher calls the report.
  var title: String { settings.title ?? words.string(.reportTitle) }

  var zone: Zone { dump.zone }
  var today: Day { measures.scale.today }
}

extension Report {
  /// The script that says up to which moment the data goes. It, the overview and the ranks change
  /// with that alone.
  package static let momentScriptName = "moment.js"

  /// `2026-11-24T10:00:00Z`: up to when the data goes.
  var isoMoment: [UInt8] {
    var utc: [UInt8] = []
    utc.append(local: dump.asOf)
    return utc.map { $0 == 32 ? UInt8(ascii: "T") : $0 } + [UInt8(ascii: "Z")]
  }

  /// `Data from 1 Mar 2024 to 24 Nov 2026`.
  private var dataPeriod: [UInt8] {
    measures.tally.firstEvent.map {
      words.filled(.dataFromTo, [.from: .day($0), .to: .day(today)])
    } ?? words.filled(.dataUntil, [.day: .day(today)])
  }

  package var momentScript: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append("rollcall.moment(\"")
    bytes += isoMoment
    bytes.append("\", \"")
    let shown = words.filled(
      .dateAndTime, [.date: .day(today), .time: .clock(zone.local(dump.asOf))])
    ScriptText.append(shown[...], to: &bytes)
    bytes.append("\", \"")
    bytes.append(today)
    bytes.append("\", \"")
    ScriptText.append(dataPeriod[...], to: &bytes)
    bytes.append("\", ")
    bytes += RunningRanks(self).periods
    bytes.append(");\n")
    return bytes
  }
}
