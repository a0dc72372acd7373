import Bytes
import Convert

/// A further id or email of a user: an account of some system.
package struct UserAccount: Sendable {
  /// What the system is called; `native` for dumps of rollcall, empty where nobody says.
  package var system: Text
  /// One of these may be empty.
  package var id: Text
  package var email: Text

  package init(system: Text, id: Text, email: Text) {
    self.system = system
    self.id = id
    self.email = email
  }
}

extension Dump {
  /// The ids of those users who have one of `names` as their id, or as that of an account.
  package func ids(of names: [String]) -> [String] {
    let names = Set(names.map { Array($0.utf8) })
    guard !names.isEmpty else { return [] }
    return users.filter { user in
      names.contains(Array(user.id.bytes))
        || user.accounts.contains { names.contains(Array($0.id.bytes)) }
    }.map(\.id.string)
  }
}
