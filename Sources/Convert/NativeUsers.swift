import Bytes
import CSimdjson

/// Users of native dumps that `people` joins with others.
package final class NativeUsers {
  enum Field: String, RecordField {
    case id, name, email, role, title, status, bot, description, accounts
    case createdAt = "created_at"
    case lastLoginAt = "last_login_at"
  }

  private let record = Record<Field>()
  private let reader = JSONReader()
  private let list = AccountList()
  private let arena = Arena()
  /// Their texts live as long as this.
  private(set) var accounts: [Account] = []

  package init() {}

  /// Adds the user of a native record.
  package func add(_ bytes: UnsafeRawBufferPointer, at position: Position) {
    guard record.readLeniently(bytes, reader) != nil, case .text(let id) = record.id(.id) else {
      return
    }
    var account = Account(system: nil, position: position, id: arena.keep(id))
    account.name = json(.name)
    account.email = json(.email)
    account.role = json(.role)
    account.title = json(.title)
    account.status = json(.status)
    account.description = json(.description)
    account.created = json(.createdAt)
    account.login = json(.lastLoginAt)
    account.isBot = record.isTrue(.bot) || record.text(.role).map { $0.equals("bot") } ?? false
    account.address = record.text(.email).map { arena.keep($0) } ?? .empty
    if record[.accounts].kind == VALUE_ARRAY {
      let further = list.elements(of: record[.accounts], reader)
      account.further = further.withUnsafeBytes { arena.keep($0) }
    }
    accounts.append(account)
  }

  private func json(_ field: Field) -> Text {
    guard !record[field].isAbsent else { return .empty }
    var bytes: [UInt8] = []
    NativeLines.print(record[field], into: &bytes)
    return bytes.withUnsafeBytes { arena.keep($0) }
  }
}
