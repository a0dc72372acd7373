import Bytes
import CSimdjson
import Convert

// Unsafe on purpose: values are read where the parser left them, each until the next one.

/// Reads `accounts` of a user: apart from what every record has, as few users have any.
final class AccountReader {
  private enum Field: Int, CaseIterable { case source, id, email }

  private let list = Shape(["accounts"])
  private let fields = Shape(Field.allCases.map { "\($0)" })
  private let reader = JSONReader()
  private let values = UnsafeMutablePointer<json_value>.allocate(capacity: Field.allCases.count)
  private let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 24, alignment: 1)
  private var array = json_value()

  init() { values.initialize(repeating: json_value(), count: Field.allCases.count) }

  deinit {
    values.deallocate()
    scratch.deallocate()
  }

  /// Those of a valid record, each of which has an id or an email, and whether something else
  /// stands among them. Their texts are kept in `arena`.
  func accounts(
    of record: UnsafeRawBufferPointer, _ arena: Arena
  ) -> (accounts: [UserAccount], isFaulty: Bool) {
    guard reader.read(record, list, into: &array) != nil, array.kind == VALUE_ARRAY else {
      return ([], true)
    }
    var accounts: [UserAccount] = []
    var isFaulty = false
    reader.forEach(in: array, fields, into: values) { element in
      if element.kind == VALUE_OBJECT, let account = account(arena) {
        accounts.append(account)
      } else {
        isFaulty = true
      }
    }
    return (accounts, isFaulty)
  }

  /// nil where a field is of the wrong type, or there is nothing to know the account by.
  private func account(_ arena: Arena) -> UserAccount? {
    guard let source = text(values[Field.source.rawValue].fieldText, arena),
      let id = text(values[Field.id.rawValue].identifier(scratch: scratch), arena),
      let email = text(values[Field.email.rawValue].fieldText, arena),
      !id.isEmpty || !email.isEmpty
    else { return nil }
    return UserAccount(system: name(of: source, arena), id: id, email: email)
  }

  /// What `source` is called; any other word, `native` too, is its own name.
  private func name(of source: Text, _ arena: Arena) -> Text {
    System(rawValue: source.string).map { arena.keep($0.name) } ?? source
  }

  /// Empty where it is absent; nil where it is of the wrong type.
  private func text(_ text: FieldText, _ arena: Arena) -> Text? {
    switch text {
    case .absent: .empty
    case .text(let bytes): arena.keep(bytes)
    case .wrongType: nil
    }
  }
}
