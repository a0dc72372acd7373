import Bytes
import Civil
import Foundation
import Ingest
import Testing

@testable import Measure

/// A tally is a sum: merging is associative and commutative, with an empty one as zero.
@Suite struct TallyTests {
  private let dump: Dump
  private let scale: Scale

  init() throws { (dump, scale) = try Self.made() }

  /// 30 humans and 3 bots over 300 days, with a clock that changes in between.
  private static func made() throws -> (Dump, Scale) {
    var lines = [
      #"{"kind":"organization","name":"o","time_zone":"Europe/Berlin","exported_at":"2026-05-20T12:00:00Z"}"#
    ]
    lines += (0..<3).map { #"{"kind":"workspace","id":"w\#($0)"}"# }
    lines += (0..<33).map { user in
      let created = 1_779_000_000 - user * 700_000
      return #"{"kind":"user","id":"u\#(user)","bot":\#(user >= 30),"created_at":\#(created)}"#
    }
    lines += (0..<3000).map { number in
      let at = 1_779_278_400 - number &* 7919 % 26_000_000
      let type = ["login", "task", "note"][number % 3]
      return
        #"{"kind":"event","user_id":"u\#(number &* 31 % 33)","workspace_id":"w\#(number % 4)","#
        + #""type":"\#(type)","at":\#(at),"count":\#(1 + number % 4)}"#
    }
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("rollcall-tally-\(UUID().uuidString).ndjson").path
    try lines.joined(separator: "\n").write(toFile: path, atomically: false, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let dump = try Ingest.read(try InputFiles([FilePath(path)]), IngestOptions())
    return (dump, Scale(dump, points: [Array("login".utf8): 0, Array("note".utf8): 3]))
  }

  private func tally(_ users: [Int] = []) -> Tally {
    var tally = Tally(scale, Spans(today: scale.today), workspaces: dump.workspaces.count)
    var activity = UserActivity(scale, workspaces: dump.workspaces.count)
    for user in users where dump.users[user].isHuman {
      activity.load(dump.events[user], user: user)
      tally.add(activity, user: user, created: dump.users[user].createdAt.map(scale.zone.day))
    }
    return tally
  }

  private func merged(_ tallies: Tally...) -> Tally {
    var sum = tallies[0]
    for tally in tallies.dropFirst() { sum.merge(tally) }
    return sum
  }

  /// All that a tally counts; the order inside a span is free.
  private func words(_ tally: Tally) -> [String] {
    var finished = tally
    finished.finish()
    return [
      "\(finished.days)", "\(finished.types)", "\(finished.workspaces)", "\(finished.hours)",
      "\(finished.cohorts)", "\(periods.map { sorted(finished.totals(in: $0)) })",
      "\(periods.map { sorted(finished.totals(before: $0)) })",
      "\(finished.totals(by: .week)) \(finished.totals(by: .month))",
      "\(String(describing: finished.firstEvent)) \(finished.activeToday) \(finished.active7)",
      "\(finished.active28) \(finished.contributing28)",
      "\(finished.events) \(finished.score)",
    ]
  }

  private var periods: [Period] {
    Period.inEveryReport + Period.calendarMonths(today: scale.today, firstEvent: Scale.firstDay)
  }

  private func sorted(_ totals: [SpanTotal]) -> [SpanTotal] {
    totals.sorted { $0.user < $1.user }
  }

  private var thirds: [[Int]] {
    (0..<3).map { third in dump.users.indices.filter { $0 % 3 == third } }
  }

  @Test func countsTheSameInPieces() {
    let whole = tally(Array(dump.users.indices))
    #expect(whole.events > 5000 && whole.active28 > 5)
    let pieces = thirds.map(tally)
    #expect(words(merged(pieces[0], pieces[1], pieces[2])) == words(whole))
    #expect(words(tally(dump.users.indices.reversed())) == words(whole))
  }

  @Test func mergesInAnyOrder() {
    let (a, b, c) = (tally(thirds[0]), tally(thirds[1]), tally(thirds[2]))
    #expect(words(merged(a, b)) == words(merged(b, a)))
    #expect(words(merged(merged(a, b), c)) == words(merged(a, merged(b, c))))
    #expect(words(merged(c, a, b)) == words(merged(a, b, c)))
  }

  @Test func hasAZero() {
    let some = tally(thirds[0])
    #expect(words(merged(some, tally())) == words(some))
    #expect(words(merged(tally(), some)) == words(some))
    #expect(tally().firstEvent == nil)
    #expect(tally().days.allSatisfy { $0 == DayTotal() })
  }

  @Test func measuresTheSameWithAnyNumberOfThreads() {
    let one = Measure.measure(dump, points: [Array("note".utf8): 3], threads: 1)
    for threads in [2, 8] {
      let many = Measure.measure(dump, points: [Array("note".utf8): 3], threads: threads)
      #expect(words(many.tally) == words(one.tally))
      #expect("\(many.users)" == "\(one.users)")
      #expect(many.history == one.history)
      #expect(many.cells == one.cells)
      #expect(many.headcount == one.headcount)
      #expect(many.memberships == one.memberships)
      #expect(many.cellStarts == one.cellStarts)
    }
  }

  /// The last day of the history is today, whose figures are counted apart.
  @Test func endsTheHistoryWithTheFiguresOfToday() {
    let measures = Measure.measure(dump, points: [Array("note".utf8): 3], threads: 1)
    #expect(measures.history.users.last == dump.users.count)
    #expect(measures.history.dormant.last == measures.headcount.dormant)
    #expect(measures.history.never.last == measures.headcount.never)
    #expect(measures.new28(on: scale.today) == measures.headcount.new28)
  }

  /// Every count of a day against a count over all events, written without the tally.
  @Test func agreesWithACountByHand() {
    var seen: [Day: Set<Int>] = [:]
    var counts: [Day: Int] = [:]
    for user in dump.users.indices where dump.users[user].isHuman {
      for row in dump.events[user] {
        let day = scale.zone.day(of: Instant(row.time))
        seen[day, default: []].insert(user)
        counts[day, default: 0] += Int(row.count)
      }
    }
    func active(_ last: Day, _ length: Int) -> Int {
      (0..<length).reduce(into: Set<Int>()) { $0.formUnion(seen[last - $1] ?? []) }.count
    }
    var tally = tally(Array(dump.users.indices))
    tally.finish()
    for (index, total) in tally.days.enumerated() where index > 20_000 {
      let day = tally.firstDay + index
      #expect(total.active == active(day, 1))
      #expect(total.active7 == active(day, 7))
      #expect(total.active28 == active(day, 28))
      #expect(total.events == counts[day] ?? 0)
    }
    #expect(tally.activeToday == active(scale.today, 1))
    #expect(tally.active7 == active(scale.today, 7))
    #expect(tally.active28 == active(scale.today, 28))
    #expect(tally[scale.today]?.contributing28 == tally.contributing28)
    #expect(tally.firstEvent == seen.keys.min())
  }
}
