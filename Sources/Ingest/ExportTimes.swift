import Bytes
import Civil

/// When the sources of a dump were exported, as they say it themselves.
struct ExportTimes {
  /// The machine's clock and that of whatever exports may differ by so many seconds.
  private static let tolerance = 86_400

  private(set) var newest: (time: Instant, position: Position)?
  /// The newest of each source that says one.
  private var bySource: [Int: Instant] = [:]

  mutating func add(_ time: Instant, at position: Position) {
    if time > newest?.time ?? -1 { newest = (time, position) }
    bySource[position.source] = max(bySource[position.source] ?? time, time)
  }

  /// The newest where the clock is more than a day behind it: one of the two is wrong.
  func future(now: Instant) -> (time: Instant, position: Position)? {
    newest.flatMap { $0.time > now + ExportTimes.tolerance ? $0 : nil }
  }

  /// Two of the first `natives` sources that were exported at different times and both have some
  /// user: two exports of the same people, whose events would count twice. The first such user's, in
  /// file order.
  func clash(_ readers: [RecordReader], natives: Int) -> (first: Int, second: Int)? {
    let times = bySource.filter { $0.key < natives }
    guard Set(times.values).count > 1 else { return nil }
    var sources: [[UInt8]: Int] = [:]
    let dated = readers.flatMap(\.users).filter { times[$0.position.source] != nil }
    for user in dated.sorted(by: { $0.position < $1.position }) {
      let source = user.position.source
      let first = sources[Array(user.id.bytes), default: source]
      if times[first] != times[source] { return (first, source) }
      sources[Array(user.id.bytes)] = first
    }
    return nil
  }
}
