import Bytes
import Configure
import Ingest

/// What a reader and an administrator should know of the input.
package struct InputRemark {
  /// What it is about, in a word or two.
  let term: Phrase
  /// What pages say of it.
  let text: Phrase
  let values: KeyValuePairs<Phrase.Place, Value>
  /// What the program tells whoever runs it.
  package let sentence: String
}

extension InputFindings {
  /// What a reader and an administrator should know; none where all is as it should be.
  package var remarks: [InputRemark] {
    var remarks: [InputRemark] = []
    if leftOut.count > 0 {
      let what = leftOut.count == 1 ? "file or folder was" : "files or folders were"
      remarks.append(
        InputRemark(
          term: .leftOutFiles, text: .leftOutFilesText,
          values: [.n: .number(leftOut.count), .files: .text(leftOut.shown)],
          sentence: "\(leftOut.count) \(what) not read\(leftOut.list): what is read ends "
            + "in .json, .ndjson or .jsonl, also with .gz, or is an archive (.zip, .tar, .tar.gz, "
            + ".tgz); links to folders, and any in an archive, are not followed"))
    }
    for (documents, key) in [(withoutUsers, "users"), (withoutEvents, "events")]
    where documents.count > 0 {
      let what = documents.count == 1 ? "1 document has" : "\(documents.count) documents have"
      remarks.append(
        InputRemark(
          term: .missingKey, text: .missingKeyText,
          values: [
            .n: .number(documents.count), .name: .text(Array(key.utf8)),
            .files: .text(documents.shown),
          ], sentence: "\(what) no key \"\(key)\"\(documents.list)"))
    }
    let ids = [(unknownOptOut.count, "opt_out"), (unknownExcluded.count, "leaderboard_exclude")]
      .filter { $0.0 > 0 }.map { "\($0.0) in \($0.1)" }
    if !ids.isEmpty {
      remarks.append(
        InputRemark(
          term: .unknownIds, text: .unknownIdsText,
          values: [
            .opted: .number(unknownOptOut.count), .shown: .number(unknownExcluded.count),
          ],
          sentence: "ids that nobody has: \(ids.joined(separator: ", ")); "
            + (hasEmails ? "an email is no id; " : "") + "rollcall check --site lists them"))
    }
    return remarks
  }

  private var hasEmails: Bool {
    (unknownOptOut + unknownExcluded).contains { $0.utf8.contains(UInt8(ascii: "@")) }
  }
}

extension Counted {
  /// The examples, none of which turns the rest.
  fileprivate var shown: [UInt8] {
    let names = examples.map(visible) + (count > examples.count ? ["…"] : [])
    return Array(names.joined(separator: ", ").utf8)
  }

  /// The examples in brackets, none of which turns the rest, and how many more there are.
  fileprivate var list: String {
    guard !examples.isEmpty else { return "" }
    let rest = count - examples.count
    let names = examples.map(visible).joined(separator: ", ")
    return rest > 0 ? " (\(names) and \(rest) more)" : " (\(names))"
  }
}
