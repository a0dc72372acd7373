import Bytes
import Ingest
import Measure
import Rank

/// The ranks of periods that go on, for the users' pages of one folder, as a script that these load:
/// they change with what others do, while the page itself stays.
///
/// The script calls `rollcall.ranks(moment, "codes")`: the moment of `moment.js`, which also has the
/// periods; then codes in the letters of `ListColumn`: a salt and a space, and for each user who is
/// ranked in any of the periods the key of the page's name less the one before, in ascending order;
/// which periods follow, as digits of base 3, the first period's lowest (0 not ranked; 1 ranked;
/// 2 also before); then for each the rank, and the one before. A key is the FNV-1a hash (Fowler, Noll,
/// Vo; 32 bits) of the name from the offset basis XOR the salt on, modulo the space; by the salt no
/// two names of the folder have one.
package struct RunningRanks {
  static let folder = "ranks"

  private let report: Report

  package init(_ report: Report) { self.report = report }

  /// The names of the periods as an object, with 1 for each that is compared with another.
  var periods: [UInt8] {
    let names = report.ranking.leaderboards.filter { $0.period.isRunning }.map {
      "\($0.period.name): \($0.comparison == nil ? 0 : 1)"
    }
    return Array("{\(names.joined(separator: ", "))}".utf8)
  }

  /// How many files there are.
  package var count: Int { report.paths.userFolders.count }

  package func file(_ number: Int) -> ReportFile {
    let folder = report.paths.userFolders[number]
    let people = folder.users.filter { report.ranking.isRanked($0) }
    let (salt, space, keys) = RunningRanks.keys(of: people.map(report.paths.user))
    var bytes = Bytes(capacity: 12 * people.count + 200)
    bytes.append("rollcall.ranks(\"")
    bytes.append(array: report.isoMoment)
    bytes.append("\", \"")
    for code in [salt, space] { ListColumn.append(Int(code), to: &bytes) }
    var last: UInt32 = 0
    let keyed = zip(keys, people).compactMap { key, user in key.map { (key: $0, user: user) } }
    for (key, user) in keyed.sorted(by: { $0.key < $1.key }) {
      ListColumn.append(Int(key - last), to: &bytes)
      append(ranksOf: user, to: &bytes)
      last = key
    }
    bytes.append("\");\n")
    return (bytes.array, "\(RunningRanks.folder)/\(folder.name).js")
  }

  private func append(ranksOf user: Int, to bytes: inout Bytes) {
    let ranks = report.ranking.ranks(of: user).filter { $0.period.isRunning }
    var states = 0
    for rank in ranks.reversed() {
      states = 3 * states + (rank.ranked.map { $0.rankBefore == nil ? 1 : 2 } ?? 0)
    }
    ListColumn.append(states, to: &bytes)
    for ranked in ranks.compactMap(\.ranked) {
      ListColumn.append(ranked.rank, to: &bytes)
      if let before = ranked.rankBefore { ListColumn.append(before, to: &bytes) }
    }
  }

  /// Room enough that one salt of sixteen will not do, and little enough that what is between two
  /// keys takes few letters. nil for a key of two where no salt was found, as ids may be chosen so.
  private static func keys(of paths: [Text]) -> (salt: UInt32, space: UInt32, keys: [UInt32?]) {
    let names = paths.map { $0.bytes.suffix(from: ($0.bytes.lastIndex(of: 47) ?? -1) + 1) }
    let space = UInt32(clamping: max(1024, 8 * names.count * names.count))
    func keys(_ salt: UInt32) -> [UInt32] { names.map { key(of: $0, salt) % space } }
    let salt = (0..<100).first { Set(keys($0)).count == names.count } ?? 0
    var counts: [UInt32: Int] = [:]
    let found = keys(salt)
    for key in found { counts[key, default: 0] += 1 }
    return (salt, space, found.map { counts[$0] == 1 ? $0 : nil })
  }

  private static func key(of name: Slice<UnsafeBufferPointer<UInt8>>, _ salt: UInt32) -> UInt32 {
    var hash: UInt32 = 2_166_136_261 ^ salt
    for byte in name { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return hash
  }
}
