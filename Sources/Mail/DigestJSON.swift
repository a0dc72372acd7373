import Civil

/// Why a file is no digest.
package struct DigestError: Error, Equatable, CustomStringConvertible {
  package enum Reason: Equatable, Sendable {
    case notJSON
    /// `format` is not the one that this program writes.
    case otherFormat
    /// What is at the path is not there, of another type, or has a control character.
    case wrong(String)
  }

  package let reason: Reason

  package var description: String {
    switch reason {
    case .notJSON: "\(Digest.file) is not valid JSON; build the report anew"
    case .otherFormat:
      "\(Digest.file) was written by another version of rollcall; build the report anew"
    case .wrong(let path):
      "\(Digest.file): \(path): not what rollcall writes there; build the report anew"
    }
  }
}

/// A value of the file, and where it stands: `figures.rows.3.label`.
private struct JSONPlace {
  /// nil where there is none.
  let found: JSON?
  let path: String

  var error: DigestError { DigestError(reason: .wrong(path)) }

  var value: JSON {
    get throws(DigestError) {
      guard let found else { throw error }
      return found
    }
  }

  /// The member called `name`.
  subscript(name: String) -> JSONPlace {
    let here = path.isEmpty ? name : "\(path).\(name)"
    guard case .object(let members) = found else { return JSONPlace(found: nil, path: here) }
    return JSONPlace(found: members.first { $0.name == name }?.value, path: here)
  }

  func items<Item>(
    _ item: (JSONPlace) throws(DigestError) -> Item
  ) throws(DigestError) -> [Item] {
    guard case .list(let values) = found else { throw error }
    var items: [Item] = []
    for (number, value) in values.enumerated() {
      items.append(try item(JSONPlace(found: value, path: "\(path).\(number)")))
    }
    return items
  }

  /// Of one line: what could end one in a message is no text of a digest.
  var text: String {
    get throws(DigestError) {
      guard case .text(let text) = found, !hasControls(text) else { throw error }
      return text
    }
  }

  /// Of a report that is served: with `/` at its end, as pages' names are put behind it.
  var folderAddress: String {
    get throws(DigestError) {
      let text = try text
      guard text.isEmpty || text.utf8.last == UInt8(ascii: "/") else { throw error }
      return text
    }
  }

  /// Of a table: leads nowhere else, and looks like what it is.
  var fileName: String {
    get throws(DigestError) {
      let text = try text
      let isPlain = text.utf8.allSatisfy {
        (97...122).contains($0) || (48...57).contains($0) || [45, 46].contains($0)
      }
      guard isPlain, text.utf8.first != UInt8(ascii: "."), text.hasSuffix(".csv") else {
        throw error
      }
      return text
    }
  }

  var integer: Int {
    get throws(DigestError) {
      guard case .integer(let number) = found else { throw error }
      return number
    }
  }

  var instant: Instant {
    get throws(DigestError) {
      var text = try text
      let time = text.withUTF8 { TimeText(string: UnsafeRawBufferPointer($0)) }
      guard case .instant(let instant) = time else { throw error }
      return instant
    }
  }
}

extension Digest {
  /// The bytes of `digest.json`.
  package var bytes: [UInt8] {
    let words: JSON = .object([
      "open": .text(open), "attached": .text(attached), "closing": .text(closing),
    ])
    return JSON.object([
      "format": .integer(Digest.format), "language": .text(language),
      "direction": .text(isRightToLeft ? "rtl" : "ltr"), "as_of": .text(rfc3339(asOf)),
      "time_zone": .text(timeZone), "base_url": .text(baseURL),
      "organization": .text(organization), "title": .text(title), "until": .text(until),
      "figures": figures.json(\.json),
      "leaders": .object(["week": week.json, "month": month.json]),
      "attention": attention.json(\.json), "quality": quality.json(\.json), "words": words,
      "tables": .list(tables.map(\.json)),
    ]).bytes
  }

  package init(_ bytes: [UInt8]) throws(DigestError) {
    guard let json = JSON(bytes) else { throw DigestError(reason: .notJSON) }
    let digest = JSONPlace(found: json, path: "")
    guard digest["format"].found == .integer(Digest.format) else {
      throw DigestError(reason: .otherFormat)
    }
    language = try digest["language"].text
    // Reports of an earlier version have none.
    isRightToLeft = digest["direction"].found == .text("rtl")
    asOf = try digest["as_of"].instant
    timeZone = try digest["time_zone"].text
    baseURL = try digest["base_url"].folderAddress
    organization = try digest["organization"].text
    title = try digest["title"].text
    until = try digest["until"].text
    figures = try Section(digest["figures"], row: Row.init)
    week = try Leaders(digest["leaders"]["week"])
    month = try Leaders(digest["leaders"]["month"])
    attention = try Section(digest["attention"], row: Row.init)
    quality = try Section(digest["quality"], row: Row.init)
    open = try digest["words"]["open"].text
    attached = try digest["words"]["attached"].text
    closing = try digest["words"]["closing"].text
    tables = try digest["tables"].items(Table.init)
  }
}

extension Digest.Section {
  fileprivate func json(_ row: (Row) -> JSON) -> JSON {
    .object([
      "heading": .text(heading), "note": .text(note), "empty": .text(empty),
      "link": .object(["label": .text(link.label), "page": .text(link.page)]),
      "rows": .list(rows.map(row)),
    ])
  }

  fileprivate init(
    _ place: JSONPlace, row: (JSONPlace) throws(DigestError) -> Row
  ) throws(DigestError) {
    heading = try place["heading"].text
    note = try place["note"].text
    empty = try place["empty"].text
    link = Digest.Link(
      label: try place["link"]["label"].text, page: try place["link"]["page"].text)
    rows = try place["rows"].items(row)
  }
}

extension Digest.Row {
  fileprivate var json: JSON {
    .object([
      "metric": .text(metric), "value": value?.json ?? .null, "before": before?.json ?? .null,
      "text": .text(text), "label": .text(label), "detail": .text(detail), "page": .text(page),
    ])
  }

  fileprivate init(_ place: JSONPlace) throws(DigestError) {
    metric = try place["metric"].text
    value = try Value(place["value"])
    before = try Value(place["before"])
    text = try place["text"].text
    label = try place["label"].text
    detail = try place["detail"].text
    page = try place["page"].text
  }
}

extension Digest.Row.Value {
  fileprivate var json: JSON {
    switch self {
    case .count(let count): .integer(count)
    case .share(let thousandths): .thousandths(thousandths)
    }
  }

  fileprivate init?(_ place: JSONPlace) throws(DigestError) {
    switch try place.value {
    case .integer(let count): self = .count(count)
    case .thousandths(let share): self = .share(thousandths: share)
    case .null: return nil
    default: throw place.error
    }
  }
}

extension Digest.Leaders {
  fileprivate var json: JSON {
    .object([
      "subject": .text(subject),
      "heads": .object([
        "rank": .text(heads.rank), "moved": .text(heads.moved), "name": .text(heads.name),
        "score": .text(heads.score),
      ]),
      "board": board.json(\.json),
    ])
  }

  fileprivate init(_ place: JSONPlace) throws(DigestError) {
    subject = try place["subject"].text
    heads.rank = try place["heads"]["rank"].text
    heads.moved = try place["heads"]["moved"].text
    heads.name = try place["heads"]["name"].text
    heads.score = try place["heads"]["score"].text
    board = try Digest.Section(place["board"], row: Digest.Leader.init)
  }
}

extension Digest.Leader {
  fileprivate var json: JSON {
    .object([
      "rank": .integer(rank), "moved": .text(moved), "user_id": .text(id), "name": .text(name),
      "detail": .text(detail), "score": .integer(score), "text": .text(text), "page": .text(page),
    ])
  }

  fileprivate init(_ place: JSONPlace) throws(DigestError) {
    rank = try place["rank"].integer
    moved = try place["moved"].text
    id = try place["user_id"].text
    name = try place["name"].text
    detail = try place["detail"].text
    score = try place["score"].integer
    text = try place["text"].text
    page = try place["page"].text
  }
}

extension Digest.Table {
  fileprivate var json: JSON { .object(["name": .text(name), "save_as": .text(saveAs)]) }

  /// The name leads to a file of the report, and to none outside.
  fileprivate init(_ place: JSONPlace) throws(DigestError) {
    name = try place["name"].text
    let isPath = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .allSatisfy { part in
        !part.isEmpty && part.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
      }
    guard isPath else { throw place["name"].error }
    saveAs = try place["save_as"].fileName
  }
}
