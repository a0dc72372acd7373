import Convert
import Ingest

extension Tables {
  /// Why records were rejected, or what was noted about them.
  static let quality = Table<QualityRow>([
    Column("reason", .string { $0.reason.name }, .init(1, "Reason", .head)),
    Column("records", .number { $0.records }, .init(2, "Records")),
    Column(
      "first_example", .string { $0.example },
      .init(3, "First example", .made { $0.example($1, of: $2) })),
    Column("file", .string { $0.place?.file ?? "" }),
    Column("line", .number { $0.place?.line }),
    Column("column", .number { $0.place?.column }),
    Column(.none, .init(4, "What to do", .made { $0.text($1, $2.reason.cure, css: "t long") })),
  ])
}

extension Tables {
  /// Notes on exports: the first of many records of a kind is as good as any other.
  static let exportNotes = quality.onPages { $0 != 3 }
}

extension PageFiller {
  fileprivate mutating func example(_ row: Fields.Row, of entry: QualityRow) {
    let cell = cell(row, "t long")
    var words = entry.example
    words.withUTF8 { words in fields.text(cell, CellName.code) { $0.append(shown: words) } }
    guard let place = entry.place else { return }
    fields.text(cell, CellName.small) { bytes in
      bytes.append(isolated: place.file)
      bytes.append(utf8: ", line \(place.line), column \(place.column)")
    }
  }
}

extension Reason {
  /// What an administrator can do about it.
  fileprivate var cure: String {
    switch self {
    case .reject(let reject): reject.cure
    case .note(.converted(let note)): note.cure
    case .note: "Mend the field in the export; it is taken as absent until then."
    }
  }
}

extension ConvertNote {
  fileprivate var cure: String {
    switch self {
    case .seenAgain: "Nothing to do: exports overlap, and each record counts once."
    case .notCounted: "Nothing to do: it is nothing that a person did, or nobody knows when."
    case .notInDirectory:
      "Export the list of users anew; who is external or deleted is in none."
    case .fileNotRead: "Nothing to do, unless it should be one of the exports that are read."
    case .accountsJoined: "See them with rollcall check --site; people in site.yml parts them."
    case .emailOfSeveralAccounts: "It joins nobody; people in site.yml does."
    case .peopleNamesNoAccount: "Check the ids under people in site.yml."
    }
  }
}

extension Reject {
  fileprivate var cure: String {
    switch self {
    case .invalidJSON: "Write each record as valid JSON in UTF-8, at most 16 MiB long."
    case .missingField: "Export the required fields: ids, and an event's type and time."
    case .wrongType: "Write ids as strings or integers, types as strings, records as objects."
    case .unknownKind: "Use organization, user, workspace, membership or event."
    case .invalidTime:
      "Write times as RFC 3339, for example 2026-11-24T10:00:00Z, from 1970 to 2100."
    case .invalidCount: "Write counts as whole numbers from 1 to 1000000."
    case .duplicateUser, .duplicateWorkspace: "Export each once; the first one counts."
    case .unknownUser: "Export the users too, or check that ids are written alike."
    case .unknownWorkspace: "Export the workspaces too, or check that ids are written alike."
    case .duplicateMembership: "Export each pair once; the first one counts."
    case .futureEvent: "Check the clock of the exporting machine, and exported_at."
    }
  }
}
