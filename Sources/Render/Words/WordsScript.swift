import Bytes
import Configure

extension Words {
  /// Texts that scripts say.
  private static let ofScripts: [Phrase] = [
    .decimal, .group, .groupFrom, .months, .weekdays, .date, .monthOfYear,
    .weekdayDate, .weekdayHours, .weekOfDate, .daysAgo, .hoursAgo, .dataAsOf, .nRows, .rowsFiltered,
    .found, .foundOf, .foundOfAtLeast, .nothingFound, .searching, .nSimilar, .similarNames,
    .showMore, .reportReplaced, .reload, .kindBot, .kindInactive, .kindPage, .chartKeys,
    .today, .yesterday, .stateActive, .stateQuiet, .stateDormant, .stateNew, .stateNever, .up,
    .down, .sameRank, .newRank, .isArchived, .nMembers, .rowsShown, .filter, .megabytes, .loading,
    .loadSize, .load, .notInList, .any, .daysOrMore, .allBut, .botTrue, .botFalse, .archivedTrue,
    .archivedFalse, .roleOwner, .roleAdmin, .roleModerator, .roleEditor, .roleMember, .roleViewer,
    .roleGuest, .roleBot, .statusActive, .statusDeactivated, .statusInvited, .statusSuspended,
    .statusLocked,
    .skipToChart, .dateInYear,
  ]

  package static let scriptName = "words.js"

  /// The script that the other ones have their texts from.
  package var script: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append("var rollcall = {words: {")
    for phrase in Words.ofScripts {
      bytes.append("\n\"")
      bytes.append(utf8: phrase.key)
      bytes.append("\": ")
      append(script: phrase, to: &bytes)
      bytes.append(",")
    }
    bytes.append("\n}};\n")
    return bytes
  }

  private func append(script phrase: Phrase, to bytes: inout [UInt8]) {
    if let list = list(phrase) {
      bytes.append("[")
      for item in list { append(string: item, ", ", to: &bytes) }
      bytes.append("]")
    } else if let plurals = plurals(phrase) {
      bytes.append("{")
      for (name, pieces) in plurals {
        bytes.append(utf8: "\(name): ")
        append(string: text(pieces), ", ", to: &bytes)
      }
      bytes.append("}")
    } else {
      append(string: text(pieces(phrase, nil)), "", to: &bytes)
    }
  }

  private func append(string: [UInt8], _ end: StaticString, to bytes: inout [UInt8]) {
    bytes.append("\"")
    ScriptText.append(string[...], to: &bytes)
    bytes.append("\"")
    bytes.append(end)
  }

  /// As files have it, with places in braces.
  private func text(_ pieces: [Form.Piece]) -> [UInt8] {
    pieces.flatMap { piece in
      switch piece {
      case .bytes(let bytes): bytes
      case .place(let place): Array("{\(place.rawValue)}".utf8)
      }
    }
  }
}
