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
  static let folders = ["assets", "leaderboard", "search", "users", "workspaces"]

  /// Folders of the site, each after the one that it is in.
  package var folders: [String] { Report.folders + paths.userFolders }

  /// What the publisher calls the report.
  var title: String { settings.title ?? words.string(.reportTitle) }

  var zone: Zone { dump.zone }
  var today: Day { measures.scale.today }
}

extension Report {
  /// The script that says up to which moment the data goes: the only file beside
  /// the overview that changes with it alone.
  package static let momentScriptName = "moment.js"

  package var momentScript: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append("rollcall.moment(\"")
    var local: [UInt8] = []
    local.append(local: dump.asOf)
    bytes.append(contentsOf: local.map { $0 == 32 ? UInt8(ascii: "T") : $0 })
    bytes.append("Z\", \"")
    let shown = words.filled(
      .dateAndTime, [.date: .day(today), .time: .clock(zone.local(dump.asOf))])
    ScriptText.append(shown[...], to: &bytes)
    bytes.append("\");\n")
    return bytes
  }
}
