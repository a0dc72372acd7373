import Bytes
import Configure
import Convert
import Ingest

extension Words {
  /// Why a record does not count, or not as it is, in the words of pages and mails.
  func reason(_ reason: Reason) -> [UInt8] {
    switch reason {
    case .reject(let reject): self[reject.phrase]
    case .note(let note): filled(note.phrase, [.name: .text(isolated(note.subject))])
    }
  }

  private func isolated(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(isolated: text)
    return bytes
  }
}

extension Reject {
  fileprivate var phrase: Phrase {
    switch self {
    case .invalidJSON: .reasonInvalidJson
    case .missingField: .reasonMissingField
    case .wrongType: .reasonWrongType
    case .unknownKind: .reasonUnknownKind
    case .invalidTime: .reasonInvalidTime
    case .invalidCount: .reasonInvalidCount
    case .duplicateUser: .reasonDuplicateUser
    case .duplicateWorkspace: .reasonDuplicateWorkspace
    case .unknownUser: .reasonUnknownUser
    case .unknownWorkspace: .reasonUnknownWorkspace
    case .duplicateMembership: .reasonDuplicateMembership
    case .futureEvent: .reasonFutureEvent
    }
  }
}

extension Note {
  fileprivate var phrase: Phrase {
    switch self {
    case .wrongType: .noteWrongType
    case .invalidTime: .noteInvalidTime
    case .futureLogin: .noteLater
    case .unknownWorkspaceOfEvent: .noteUnknownId
    case .noOrganization, .noOrganizationName: .noteMissing
    case .furtherOrganization: .noteAgain
    case .converted(let note): note.phrase
    }
  }
}

extension ConvertNote {
  fileprivate var phrase: Phrase {
    switch self {
    case .seenAgain: .noteSeenAgain
    case .notCounted: .noteNotCounted
    case .notInDirectory: .noteNotInDirectory
    case .fileNotRead: .noteFileNotRead
    case .accountsJoined: .noteAccountsJoined
    case .emailOfSeveralAccounts: .noteEmailOfSeveral
    case .peopleNamesNoAccount: .notePeopleNamesNobody
    }
  }
}
