import Configure
import Convert
import Ingest

extension Tables {
  /// Why records were rejected, or what was noted about them.
  static let quality = Table<QualityRow>([
    Column(
      "reason", .string { $0.reason.name }, .init(1, .reason, .made { $0.reason($1, of: $2) })),
    Column("records", .number { $0.records }, .init(2, .records)),
    Column(
      "first_example", .string { $0.example },
      .init(3, .firstExample, .made { $0.example($1, of: $2) })),
    Column("file", .string { $0.place?.file ?? "" }),
    Column("line", .number { $0.place?.line }),
    Column("column", .number { $0.place?.column }),
    Column(.none, .init(4, .whatToDo, .made { $0.cure($1, of: $2) })),
  ])
}

extension Tables {
  /// Notes on exports: the first of many records of a kind is as good as any other.
  static let exportNotes = quality.onPages { $0 != 3 }
}

extension PageFiller {
  /// The reason, and under it the word of the CSV and of `rollcall check` for why records are
  /// rejected.
  fileprivate mutating func reason(_ row: Fields.Row, of entry: QualityRow) {
    let head = head(row)
    fields.text(head, CellName.text, words.reason(entry.reason))
    if !entry.isNote { fields.text(head, CellName.small, entry.reason.name) }
  }

  fileprivate mutating func example(_ row: Fields.Row, of entry: QualityRow) {
    let cell = cell(row, "t long")
    var example = entry.example
    example.withUTF8 { text in fields.text(cell, CellName.code) { $0.append(shown: text) } }
    guard let place = entry.place else { return }
    var file: [UInt8] = []
    file.append(isolated: place.file)
    fields.text(
      cell, CellName.small,
      words.filled(
        .placeInFile,
        [.file: .text(file), .line: .digits(place.line), .column: .digits(place.column)]))
  }

  fileprivate mutating func cure(_ row: Fields.Row, of entry: QualityRow) {
    text(row, words[entry.reason.cure], css: "t long")
  }
}

extension Reason {
  /// What an administrator can do about it.
  fileprivate var cure: Phrase {
    switch self {
    case .reject(let reject): reject.cure
    case .note(.converted(let note)): note.cure
    case .note(.noOrganization), .note(.noOrganizationName): .cureNoOrganization
    case .note: .cureNote
    }
  }
}

extension ConvertNote {
  fileprivate var cure: Phrase {
    switch self {
    case .seenAgain: .cureSeenAgain
    case .notCounted: .cureNotCounted
    case .notInDirectory: .cureNotInDirectory
    case .fileNotRead: .cureFileNotRead
    case .accountsJoined: .cureAccountsJoined
    case .emailOfSeveralAccounts: .cureEmailOfSeveral
    case .peopleNamesNoAccount: .curePeopleNamesNobody
    }
  }
}

extension Reject {
  fileprivate var cure: Phrase {
    switch self {
    case .invalidJSON: .cureInvalidJson
    case .missingField: .cureMissingField
    case .wrongType: .cureWrongType
    case .unknownKind: .cureUnknownKind
    case .invalidTime: .cureInvalidTime
    case .invalidCount: .cureInvalidCount
    case .duplicateUser, .duplicateWorkspace: .cureDuplicate
    case .unknownUser: .cureUnknownUser
    case .unknownWorkspace: .cureUnknownWorkspace
    case .duplicateMembership: .cureDuplicateMembership
    case .futureEvent: .cureFutureEvent
    }
  }
}
