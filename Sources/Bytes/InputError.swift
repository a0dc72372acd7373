// What all stages that read throw.

/// Where in the input something stands, for people.
package struct Place: Equatable, Sendable {
  /// The path inside a given folder, else the file's own name, `-` for standard input.
  package var file: String
  /// From 1, in lines and in characters.
  package var line: Int
  package var column: Int

  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
}

/// Why an input cannot be read.
package struct InputError: Error, Equatable, Sendable {
  package enum Reason: Equatable, Sendable {
    case notAnObject
    case cutOff
    case expected(String)
    case invalidKey
    case badValue(StrictParser.Fault)
    case textAfterDocument
    /// With the reason of the first reject, where there is one.
    case noValidRecord(rejected: String?)
    case unknownTimeZone(String, suggestion: String?)
    /// With the sentence that says so.
    case noZoneFiles(String)
    /// Of the events, and of the report.
    case compactedInAnotherZone(String, zone: String)
    /// While it was read a second time.
    case changed
    case unreadable(String)
    /// A pipe, a socket or a device.
    case notAFile
    case sameFile(as: String)
    case sameBytes(as: String)
    /// What was compacted of a file lies beside it.
    case compactedToo(other: String)
    case compactedTwice(other: String)
    /// Exported at another time than a file with users in common.
    case otherExport(than: String)
    case exportedInFuture(String, now: String)
    case noUser
    /// The day of `--as-of` in this zone.
    case noSuchDay(zone: String)
    case noDumpFiles
    case damagedGzip
    case encryptedArchive
    /// With what libarchive says.
    case damagedArchive(String)
    case utf16
    /// With how near it came to a format, where it did.
    case unknownFormat(near: String?)
    case noCopyOfStandardInput(folder: String, why: String)
  }

  package let reason: Reason
  package let place: Place

  package init(_ reason: Reason, at place: Place) {
    self.reason = reason
    self.place = place
  }
}

extension InputError {
  /// What can be read, for whoever gives something else.
  private static let known =
    "this is nothing that rollcall can read: a dump of its own (JSON or NDJSON), or an export of "
    + "Slack (users, conversations, messages, access logs), Mattermost (bulk export), "
    + "Zulip (realm, messages), GitHub (members, events, audit log), Okta (users, System Log), "
    + "Entra (users, sign-ins) or Google Workspace (users, login activities)"
}

extension InputError: CustomStringConvertible {
  package var description: String {
    switch reason {
    case .unreadable, .notAFile, .sameFile, .sameBytes, .compactedToo, .compactedTwice,
      .otherExport, .noDumpFiles, .encryptedArchive, .damagedArchive, .noCopyOfStandardInput,
      .changed:
      "\(place.file): \(words)"
    case .noSuchDay: "--as-of: \(words)"
    default: "\(place.file):\(place.line):\(place.column): \(words)"
    }
  }

  private var words: String {
    switch reason {
    case .notAnObject:
      "the dump is neither NDJSON nor a JSON object; "
        + "start it with '{', or write one record with a \"kind\" on each line"
    case .cutOff: "the document ends before it is complete; export it again"
    case .expected(let what):
      "expected \(what) here; export the dump again, or mend this place by hand"
    case .invalidKey:
      "this key is no valid JSON string; export the dump again, or mend this place by hand"
    case .badValue(.noJSON):
      "this value is not valid JSON; export the dump again, or mend this place by hand"
    case .badValue(.tooDeep):
      "this value has more than \(StrictParser.deepestSkipped) levels of objects and lists in each "
        + "other, which is the limit; export the dump without it"
    case .badValue(.tooLong):
      "this value has a text of more than \(StrictParser.longestString >> 20) MiB, which is the "
        + "limit; export the dump without it"
    case .textAfterDocument:
      "text after the end of the document; one file holds one document, or with --format ndjson a "
        + "record a line"
    case .noValidRecord(let reject?):
      "no valid record in the input; the first one here is rejected as \(reject); "
        + "compare it with the README"
    case .noValidRecord(nil):
      "no record in the input; give a dump with users, workspaces, memberships or events"
    case .unknownTimeZone(let name, let suggestion):
      "organization.time_zone: no time zone '\(String(name.unicodeScalars.prefix(64)))'"
        + (suggestion.map { "; did you mean '\($0)'?" } ?? "; give one with --time-zone")
    case .noZoneFiles(let sentence): sentence
    case .compactedInAnotherZone(let name, let zone):
      "compacted by the hours of '\(String(name.unicodeScalars.prefix(64)))', not of '\(zone)'; "
        + "give the first by --time-zone, or compact the raw events once more"
    case .changed: "changed while it was read; compact it when nobody writes to it"
    case .notAFile:
      "a pipe or a device, not a file; give what it holds as a file, or by standard input as -"
    case .sameFile(let other): "the same file as \(other), and would count twice; give it once"
    case .sameBytes(let other):
      "the same bytes as \(other), unpacked, and would count twice; give one of the two"
    case .compactedToo(let other):
      "compacted in \(other) as well, and would count twice; give one of the two"
    case .compactedTwice(let other):
      "compacted of the same file as \(other), and would count twice; give one of the two"
    case .otherExport(let other):
      "exported at another time than \(other), with users that both have: their events would count "
        + "twice; give the newer one alone, or both with --merge if they are parts of one dump"
    case .exportedInFuture(let time, let now):
      "organization.exported_at is \(time), and this machine's clock is at \(now): one of "
        + "the two is wrong; set the clock, or mend that of the exporting machine and export again"
    case .noUser:
      "no user in the input; see whether the export is whole, or give --allow-empty if there is nobody"
    case .noSuchDay(let zone):
      "\(zone) has no such day from 1970 to 2100; "
        + "give a time with its offset, such as 2026-11-24T10:00:00Z"
    case .unreadable(let why): "cannot be read (\(why)); check the path and its permissions"
    case .noDumpFiles:
      "no dump in this folder; its files must end in .json, .ndjson or .jsonl, also with .gz"
    case .damagedGzip: "the gzip data is damaged or ends early; compress the dump again"
    case .encryptedArchive:
      "the archive is encrypted; unpack it with its password, and give the folder"
    case .damagedArchive(let why):
      "the archive is damaged or ends early (\(why)); download or export it again"
    case .utf16:
      "UTF-16, and JSON is UTF-8; save it anew, in PowerShell by Set-Content -Encoding utf8"
    case .unknownFormat(let near):
      (near.map { "\($0); " } ?? "") + InputError.known
    case .noCopyOfStandardInput(let folder, let why):
      "standard input cannot be kept in \(folder) while it is read (\(why)); "
        + "set TMPDIR to a folder with room, or give the dump as a file"
    }
  }
}
