/// A time zone as a table of transitions: from each instant on, an offset.
///
/// Read from the system's TZif files, not through Foundation: that would load
/// 40 MB of ICU for a program that shall start and end within 50 ms, and has no
/// table to walk.
package struct Zone: Sendable, Equatable {
  package let name: String
  /// Ascending; the first is `Int.min`, so that every instant has an offset.
  package let starts: [Instant]
  /// Seconds east of Greenwich from the start of the same index on.
  package let offsets: [Int]

  package static let utc = Zone(name: "UTC", starts: [Int.min], offsets: [0])

  /// The offset at `instant`, in seconds east of Greenwich, and the half-open
  /// range of instants around it over which it holds. O(log transitions).
  package func span(at instant: Instant) -> (offset: Int, from: Instant, to: Instant) {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= instant { low = middle } else { high = middle }
    }
    return (offsets[low], starts[low], high < starts.count ? starts[high] : Int.max)
  }

  /// The local clock's reading at `instant`, as seconds since 1970-01-01T00:00
  /// of the same clock.
  package func local(_ instant: Instant) -> Int { instant + span(at: instant).offset }

  package func day(of instant: Instant) -> Day { Day(floorDivide(local(instant), 86_400)) }

  /// The first instant of `day`; nil when the zone skipped that day.
  package func firstInstant(of day: Day) -> Instant? {
    let midnight = day.number * 86_400
    // Offsets lie within a day of UTC, so that only spans near midnight matter.
    var instant = midnight - 90_000
    while instant <= midnight + 180_000 {
      let span = span(at: instant)
      let candidate = max(midnight - span.offset, span.from)
      if candidate < span.to, candidate + span.offset < midnight + 86_400 { return candidate }
      guard span.to < Int.max else { return nil }
      instant = span.to
    }
    return nil
  }
}

/// The quotient rounded toward negative infinity.
package func floorDivide(_ value: Int, _ divisor: Int) -> Int {
  let quotient = value / divisor
  return value % divisor < 0 ? quotient - 1 : quotient
}

/// A walk over one zone that remembers where it stands: instants that lie close
/// together cost one comparison instead of a search.
package struct ZoneCursor {
  private let zone: Zone
  private var from = 0
  private var to = 0
  private var offset = 0

  package init(_ zone: Zone) { self.zone = zone }

  /// The local clock's reading at `instant`, as `Zone.local`.
  @inline(__always)
  package mutating func local(_ instant: Instant) -> Int {
    if instant < from || instant >= to { move(to: instant) }
    return instant &+ offset
  }

  private mutating func move(to instant: Instant) {
    (offset, from, to) = zone.span(at: instant)
  }
}
