import Measure

/// Every text of a mail, in English: whole sentences, what differs in braces.
enum DigestWords {
  static let language = "en"
  static let until = "Data as of {day}, {time} ({zone})."
  static let open = "Open the report"
  static let attached = "Attached: {files}"
  static let closing =
    "Figures are of people, without bots. To get this message no longer, reply to its sender."

  static let figures = "Figures"
  static let figuresNote = "▲ and ▼ compare with \(Windows.long) days earlier."
  static let figuresLink = "All activity"
  static let up = "▲ {change} from {before}"
  static let down = "▼ {change} from {before}"
  static let upSoFar = "▲ {change} from {before} for the full day"
  static let downSoFar = "▼ {change} from {before} for the full day"
  static let unchanged = "unchanged"
  static let noEarlierData = "no earlier data"
  /// For a figure that there is none of.
  static let none = "–"

  static let weekSubject = "{organization}: {title}, week of {day}"
  static let monthSubject = "{organization}: {title}, {month}"
  static let weekLeaders = "Leaders in the week of {day}"
  static let monthLeaders = "Leaders in {month}"
  static let dates = "{from} to {to}."
  static let weekDates = "{from} to {to}, compared with the week before."
  static let monthDates = "{from} to {to}, compared with the month before."
  static let leadersLink = "Whole leaderboard"
  static let nobody = "Nobody had a score in these days."
  static let rank = "Rank"
  static let moved = "Moved"
  static let name = "Name"
  static let score = "Score"
  static let rose = "▲ {ranks}"
  static let fell = "▼ {ranks}"
  static let sameRank = "="
  static let new = "NEW"

  static let attention = "Needs attention"
  static let attentionLink = "All dormant accounts"
  static let nothing = "Nothing: no account and no access is unused."
  static let quality = "Data quality"
  static let qualityNote = "Rejected records are excluded from all figures."
  static let qualityLink = "Reasons, examples and places"
}

/// The sentence with texts at its places; what is in a text stays as it is.
func filled(_ sentence: String, _ texts: KeyValuePairs<String, String>) -> String {
  var bytes: [UInt8] = []
  var rest = Array(sentence.utf8)[...]
  while let open = rest.firstIndex(of: UInt8(ascii: "{")),
    let close = rest[open...].firstIndex(of: UInt8(ascii: "}"))
  {
    bytes += rest[..<open]
    let name = String(decoding: rest[(open + 1)..<close], as: UTF8.self)
    bytes += (texts.first { $0.key == name }?.value ?? "").utf8
    rest = rest[(close + 1)...]
  }
  return String(decoding: bytes + rest, as: UTF8.self)
}
