import Bytes
import Civil
import Convert

/// The organization that a dump is about.
package struct Organization: Sendable {
  package var id: Text
  /// Its name, else its id, else `Organization`.
  package var name: Text
  package var description: Text
  package var url: Text
}

package struct User: Sendable {
  package var id: Text
  /// The name, or the id where there is none.
  package var shownName: Text
  package var name: Text
  package var email: Text
  package var role: Text
  package var title: Text
  /// `active` where the dump has none.
  package var status: Text
  package var description: Text
  package var isBot: Bool
  package var createdAt: Instant?
  /// As the dump gives it; never later than as-of.
  package var lastLoginAt: Instant?
  /// The accounts behind the person, where there are several; one may be the user's own.
  package var accounts: [UserAccount] = []

  package var isHuman: Bool { !isBot }
  package var isActiveAccount: Bool { status.equals("active") }
}

package struct Workspace: Sendable {
  package var id: Text
  package var shownName: Text
  package var description: Text
  package var createdAt: Instant?
  package var isArchived: Bool
}

package struct Membership: Sendable {
  /// Numbers in `Dump.users` and `Dump.workspaces`.
  package var user: Int
  package var workspace: Int
  package var role: Text
  package var since: Instant?
}

/// What an event was: a type, in a workspace or outside any.
package struct EventPair: Sendable {
  package var workspace: Int?
  package var type: Int
}

/// All accepted records of a dump, in the order of the files, with everything
/// settled that depends on other records.
package final class Dump: @unchecked Sendable {
  package let organization: Organization
  package let zone: Zone
  package let asOf: Instant
  /// Whether something in the dump, or who reads it, says up to when it goes; else `asOf` is the
  /// machine's clock.
  package let isDated: Bool
  /// Whether `asOf` could be another at a later run over the same dump.
  package let dependsOnClock: Bool
  package let users: [User]
  package let workspaces: [Workspace]
  /// In file order, one for each pair of user and workspace.
  package let memberships: [Membership]
  package let types: [Text]
  package let pairs: [EventPair]
  package let events: EventsByUser
  package let quality: [QualityRow]
  package let input: InputFindings
  package let read: ReadFiles
  /// Where they were asked for and there is more than native dumps.
  package let joins: Joins?
  /// How many users of the dump are left out by `opt_out`.
  package let droppedUsers: Int
  /// All ids of those who are left out.
  package let droppedIDs: [String]
  /// Rejected records, notes not among them.
  package let rejects: Int
  /// The texts above live here.
  private let arenas: [Arena]

  init(
    organization: Organization, zone: Zone, asOf: Instant, isDated: Bool, dependsOnClock: Bool,
    users: [User], workspaces: [Workspace], memberships: [Membership], types: [Text],
    pairs: [EventPair], events: EventsByUser, quality: [QualityRow], input: InputFindings,
    read: ReadFiles, joins: Joins? = nil, droppedUsers: Int, droppedIDs: [String], arenas: [Arena]
  ) {
    self.organization = organization
    self.zone = zone
    self.asOf = asOf
    self.isDated = isDated
    self.dependsOnClock = dependsOnClock
    self.users = users
    self.workspaces = workspaces
    self.memberships = memberships
    self.types = types
    self.pairs = pairs
    self.events = events
    self.quality = quality
    self.input = input
    self.read = read
    self.joins = joins
    self.droppedUsers = droppedUsers
    self.droppedIDs = droppedIDs
    self.arenas = arenas
    rejects = quality.reduce(0) { $0 + ($1.isNote ? 0 : $1.records) }
  }

  /// The date of as-of in the zone.
  package var day: Day { zone.day(of: asOf) }

  /// Whether there is nobody in the dump, `opt_out` aside.
  package var hasNoUser: Bool { users.isEmpty && droppedUsers == 0 }

  /// The same figures without what tells who is meant: no names, emails, titles, accounts,
  /// descriptions or examples of rejects, and pseudonyms for the ids of users and
  /// workspaces. What the organization is called stays, and so do roles, statuses
  /// and types of events.
  package func pseudonymised(_ pseudonyms: Pseudonyms) -> Dump {
    let arena = Arena()
    var organization = organization
    organization.description = .empty
    let users = users.map { user in
      var user = user
      user.id = arena.keep(pseudonyms.user(user.id.bytes))
      user.shownName = user.id
      for field in [\User.name, \.email, \.title, \.description] { user[keyPath: field] = .empty }
      user.accounts = []
      return user
    }
    let workspaces = workspaces.map { workspace in
      var workspace = workspace
      workspace.id = arena.keep(pseudonyms.workspace(workspace.id.bytes))
      workspace.shownName = workspace.id
      workspace.description = .empty
      return workspace
    }
    var quality: [QualityRow] = []
    for row in self.quality {
      let reason = row.reason.withoutWords
      if let index = quality.firstIndex(where: { $0.reason == reason }) {
        quality[index].records += row.records
      } else {
        quality.append(QualityRow(reason: reason, records: row.records, example: "", place: nil))
      }
    }
    return Dump(
      organization: organization, zone: zone, asOf: asOf, isDated: isDated,
      dependsOnClock: dependsOnClock, users: users, workspaces: workspaces,
      memberships: memberships, types: types, pairs: pairs, events: events, quality: quality,
      input: input.hiding { _ in true }, read: read.numbered, droppedUsers: droppedUsers,
      droppedIDs: droppedIDs.map { pseudonyms.user($0.utf8) }, arenas: arenas + [arena])
  }
}

/// Accepted events, those of one user side by side.
package final class EventsByUser: @unchecked Sendable {
  /// The rows of user `u` are `starts[u]..<starts[u + 1]`, in no order.
  private let starts: [Int]
  let rows: UnsafeMutableBufferPointer<UserEvent>

  package var count: Int { rows.count }

  init(starts: [Int], rows: UnsafeMutableBufferPointer<UserEvent>) {
    self.starts = starts
    self.rows = rows
  }

  deinit { rows.deallocate() }

  package subscript(user: Int) -> UnsafeBufferPointer<UserEvent> {
    UnsafeBufferPointer(rebasing: rows[starts[user]..<starts[user + 1]])
  }
}
