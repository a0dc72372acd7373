import Bytes
import CSimdjson

/// Prints the records of rollcall's own dumps as lines, with persons joined.
package final class NativeRecords {
  enum Field: String, RecordField {
    case kind, id, name, email, role, title, status, bot, description, accounts
    case createdAt = "created_at"
    case lastLoginAt = "last_login_at"
    case userID = "user_id"
    case workspaceID = "workspace_id"
    case since, archived, type, at, count, url
    case timeZone = "time_zone"
    case exportedAt = "exported_at"

    /// Whether its value is a word of the format, a number or a time, and so names nobody.
    var isOfFormat: Bool {
      switch self {
      case .status, .bot, .createdAt, .lastLoginAt, .since, .archived, .at, .count, .timeZone,
        .exportedAt:
        true
      default: false
      }
    }
  }

  private static let kinds: [StaticString] = [
    "organization", "user", "workspace", "membership", "event",
  ]

  private let record = Record<Field>()
  private let accounts = AccountList()
  private let reader = JSONReader()
  private let arena = Arena()
  private let people: PrintedPeople
  private var passed: Set<Text> = []
  private var owners: [Directory.Join: Text] = [:]

  package init(_ people: PrintedPeople) { self.people = people }

  /// Adds one record; `section` is the number of its section in a document.
  package func add(
    _ bytes: UnsafeRawBufferPointer, section: Int?, at position: Position,
    to lines: inout NativeLines
  ) {
    guard let itself = record.read(bytes, reader) else { return lines.invalid(at: position) }
    guard itself.kind == VALUE_OBJECT else { return lines.wrongType(at: position) }
    let isUser =
      section == 1 || section == nil && record.text(.kind).map { $0.equals("user") } ?? false
    if isUser, case .text(let id) = record.id(.id), isLeftOut(id) { return }
    if case .text(let id) = record.id(.userID), people.isDropped(arena.keep(id)) { return }
    if isOfOtherAccount(section) { return }
    begin(section, at: position, &lines)
    for field in Field.allCases where field != .kind { add(field, isUser: isUser, &lines) }
    lines.end()
  }

  private func begin(_ section: Int?, at position: Position, _ lines: inout NativeLines) {
    if let section {
      lines.begin(NativeRecords.kinds[section], at: position)
    } else if let kind = record.text(.kind) {
      if people.names(kind), !NativeRecords.kinds.contains(where: { kind.equals($0) }) {
        lines.begin(kind: "?".utf8, at: position)
      } else {
        lines.begin(kind: kind, at: position)
      }
    } else {
      lines.begin(at: position, kind: record[.kind])
    }
  }

  private func add(_ field: Field, isUser: Bool, _ lines: inout NativeLines) {
    let name = field.rawValue
    if field == .userID || field == .id && isUser, case .text(let id) = record.id(field) {
      let id = arena.keep(id)
      lines.field(name, text: (people.isNobody(id) ? people.nobody : people.person(id)).bytes)
    } else if field == .workspaceID, case .text(let id) = record.id(field),
      people.isNoWorkspace(id)
    {
      lines.field(name, text: people.nobody.bytes)
    } else if field == .accounts, record[field].kind == VALUE_ARRAY {
      let elements = accounts.elements(of: record[field], reader)
      lines.field("accounts", json: "[".utf8 + elements + "]".utf8)
    } else if case .text(let text) = record[field].fieldText, people.names(text) {
      // A bad record must not tell of somebody on `opt_out`; what others say of him stays.
      if field.isOfFormat {
        lines.field(name, text: "?".utf8)
      } else if !isUser || hasID {
        lines.field(name, value: record[field])
      }
    } else {
      lines.field(name, value: record[field])
    }
  }

  private var hasID: Bool { if case .text = record.id(.id) { true } else { false } }

  /// Whether a membership is there already by another account of the person.
  private func isOfOtherAccount(_ section: Int?) -> Bool {
    let isMembership =
      section == 3
      || section == nil && record.text(.kind).map { $0.equals("membership") } ?? false
    guard people.hasPersons, isMembership, case .text(let user) = record.id(.userID),
      case .text(let workspace) = record.id(.workspaceID)
    else { return false }
    let account = arena.keep(user)
    let pair = Directory.Join(
      conversation: arena.keep(workspace), user: people.person(account))
    defer { if owners[pair] == nil { owners[pair] = account } }
    return owners[pair].map { $0 != account } ?? false
  }

  /// Whether a user is on `opt_out`, or part of a person whose line is printed elsewhere.
  private func isLeftOut(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let id = arena.keep(bytes)
    if people.isDropped(id) { return true }
    return people.isReplaced(id) && passed.insert(id).inserted
  }
}

/// Who is printed as whom.
package struct PrintedPeople: @unchecked Sendable {
  /// An id that no user and no workspace has.
  let nobody: Text
  /// Whether a text names somebody on `opt_out`.
  let names: (UnsafeRawBufferPointer) -> Bool
  /// Whether an id does, which no user has, as an email may.
  let isNobody: (Text) -> Bool
  /// Whether an id does, which no workspace has.
  let isNoWorkspace: (UnsafeRawBufferPointer) -> Bool
  private let population: Population?
  private let dropped: Set<Text>

  package init(
    _ population: Population?, dropped: Set<Text>, nobody: Text = .empty,
    names: @escaping (UnsafeRawBufferPointer) -> Bool = { _ in false },
    isNobody: @escaping (Text) -> Bool = { _ in false },
    isNoWorkspace: @escaping (UnsafeRawBufferPointer) -> Bool = { _ in false }
  ) {
    self.population = population
    self.dropped = dropped
    self.nobody = nobody
    self.names = names
    self.isNobody = isNobody
    self.isNoWorkspace = isNoWorkspace
  }

  package static let all = PrintedPeople(nil, dropped: [])

  func person(_ id: Text) -> Text { population?.aliases[id] ?? id }
  var hasPersons: Bool { population.map { !$0.aliases.isEmpty } ?? false }
  func isDropped(_ id: Text) -> Bool { !dropped.isEmpty && dropped.contains(id) }
  func isReplaced(_ id: Text) -> Bool { population?.replaced.contains(id) ?? false }
}
