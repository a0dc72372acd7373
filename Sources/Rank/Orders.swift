import Ingest
import Measure

/// The orders in which lists show users, workspaces and memberships.
package struct Orders: Sendable {
  /// Users in the order of names.
  package let users: [Int]
  /// Workspaces likewise.
  package let workspaces: [Int]
  let dump: Dump
  let measures: Measures
  /// Where each user stands in `users`, and each workspace in `workspaces`.
  private let places: [Int32]
  private let workspacePlaces: [Int32]

  package init(_ dump: Dump, _ measures: Measures) {
    self.dump = dump
    self.measures = measures
    users = NameOrder.of(dump.users)
    workspaces = NameOrder.of(dump.workspaces)
    places = Orders.places(in: users)
    workspacePlaces = Orders.places(in: workspaces)
  }

  private static func places(in order: [Int]) -> [Int32] {
    var places = [Int32](repeating: 0, count: order.count)
    for (place, number) in order.enumerated() { places[number] = Int32(place) }
    return places
  }

  package func place(ofUser user: Int) -> Int { Int(places[user]) }
  package func place(ofWorkspace workspace: Int) -> Int { Int(workspacePlaces[workspace]) }

  /// Whether `left` comes before `right` in `users`.
  package func byName(_ left: Int, _ right: Int) -> Bool { places[left] < places[right] }

  /// The most recently active first, the never active last; then by name.
  package func usersByLastActive() -> [Int] {
    // The sort is stable, so names stay in order within a second.
    users.sorted {
      (measures.users[$0].lastActive ?? Int.min) > (measures.users[$1].lastActive ?? Int.min)
    }
  }

  /// Humans in state `dormant` or `never`: the longest idle first; then by name.
  package func dormantUsers() -> [Int] {
    let dormant = users.filter { user in
      let state = measures.users[user].state
      return dump.users[user].isHuman && (state == .dormant || state == .never)
    }
    return dormant.sorted {
      isIdleLonger(measures.users[$0].idleDays, measures.users[$1].idleDays)
    }
  }

  /// Types that humans have used, the most frequent first.
  package func types() -> [Int] {
    let totals = measures.tally.types
    return totals.indices.filter { totals[$0].events > 0 }.sorted {
      totals[$0].events != totals[$1].events
        ? totals[$0].events > totals[$1].events : dump.types[$0] < dump.types[$1]
    }
  }

  /// Workspaces with events in the last 28 days, those with most first; then by name.
  package func busiestWorkspaces() -> [Int] {
    let totals = measures.tally.workspaces
    return workspaces.filter { totals[$0].events28 > 0 }
      .sorted { totals[$0].events28 > totals[$1].events28 }
  }

  /// Memberships for a review: by workspace, and in each the longest idle first; then by name.
  package func memberships() -> [Int] {
    workspaces.flatMap { workspace in
      measures.membersOfWorkspace[workspace].sorted { left, right in
        let (a, b) = (measures.memberships[left].idleDays, measures.memberships[right].idleDays)
        return a != b
          ? isIdleLonger(a, b) : byName(dump.memberships[left].user, dump.memberships[right].user)
      }
    }
  }
}

/// Whether `left` comes before `right`, where the most days idle come first, and before them
/// those that nobody knows.
private func isIdleLonger(_ left: Int?, _ right: Int?) -> Bool {
  left ?? .max > right ?? .max
}
