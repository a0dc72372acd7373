import Ingest
import Measure

/// A member of a workspace, or somebody else with events in it.
package struct Participant: Sendable {
  package var user: Int
  /// The number of the membership; nil for a non-member.
  package var membership: Int?
  package var cell: WorkspaceCell?
  /// By what was done in the workspace alone.
  package var state: AccountState
}

extension Orders {
  /// Who belongs to a workspace or was active in it: the busiest first.
  package func participants(in workspace: Int) -> [Participant] {
    var membershipOf: [Int: Int] = [:]
    for membership in measures.membersOfWorkspace[workspace] {
      membershipOf[dump.memberships[membership].user] = membership
    }
    var participants = measures.cells(of: workspace).map { cell in
      let membership = membershipOf.removeValue(forKey: cell.user)
      let standing = membership.map { measures.memberships[$0] } ?? measures.standing(of: cell)
      return Participant(
        user: cell.user, membership: membership, cell: cell, state: standing.state)
    }
    for membership in measures.membersOfWorkspace[workspace]
    where membershipOf[dump.memberships[membership].user] != nil {
      participants.append(
        Participant(
          user: dump.memberships[membership].user, membership: membership,
          state: measures.memberships[membership].state))
    }
    return participants.sorted(by: isBusier)
  }

  private func isBusier(_ left: Participant, _ right: Participant) -> Bool {
    let (a, b) = (left.cell?.events28 ?? 0, right.cell?.events28 ?? 0)
    if a != b { return a > b }
    let (c, d) = (left.cell?.events ?? 0, right.cell?.events ?? 0)
    return c != d ? c > d : byName(left.user, right.user)
  }
}
