/// A digest as plain text. In tables numbers come first and texts last, so that columns line up
/// whatever script a name is in, and each row begins with a blank, so that they also do where a
/// program knows nothing of `format=flowed` and shows the blank that all of them get.
struct PlainPart {
  private var text = FlowedText()
  private let links: Links

  static func bytes(_ letter: Letter) -> [UInt8] {
    var part = PlainPart(links: letter.links)
    part.add(letter)
    return part.text.bytes
  }

  private init(links: Links) { self.links = links }

  private mutating func add(_ letter: Letter) {
    let digest = letter.digest
    text.add(digest.organization)
    text.add(digest.title)
    text.add(digest.until)
    addLink(digest.open, "index.html")
    addHeading(digest.figures)
    addRows(digest.figures)
    addHeading(letter.leaders.board)
    addLeaders(letter.leaders)
    addHeading(digest.attention)
    addRows(digest.attention)
    if !digest.quality.rows.isEmpty {
      addHeading(digest.quality)
      addRows(digest.quality)
    }
    if let attached = letter.attached {
      text.addBlank()
      text.add(attached)
    }
    text.addBlank()
    text.addSignature()
    text.add(digest.closing)
  }

  private mutating func addHeading<Row>(_ section: Digest.Section<Row>) {
    text.addBlank()
    text.addBlank()
    text.add(section.heading)
    text.add(String(repeating: "-", count: min(max(section.heading.count, 3), FlowedText.widest)))
    if !section.note.isEmpty { text.add(section.note) }
    text.addBlank()
    if section.rows.isEmpty { text.add(section.empty) }
  }

  private mutating func addRows(_ section: Digest.Section<Digest.Row>) {
    let width = section.rows.map(\.text.count).max() ?? 0
    for row in section.rows {
      let detail = row.detail.isEmpty ? "" : " · \(row.detail)"
      text.add("  \(padded(row.text, width))  \(row.label)\(detail)")
    }
    addLink(section.link)
  }

  private mutating func addLeaders(_ leaders: Digest.Leaders) {
    let heads = leaders.heads
    let rows = leaders.board.rows
    let cells = rows.map { ["\($0.rank)", $0.moved, $0.text] }
    let widths = zip([heads.rank, heads.moved, heads.score], 0..<3).map { head, column in
      ([head.count] + cells.map { $0[column].count }).max() ?? 0
    }
    func line(_ cells: [String], _ name: String) -> String {
      "  " + zip(cells, widths).map { padded($0, $1) + "  " }.joined() + name
    }
    if !rows.isEmpty { text.add(line([heads.rank, heads.moved, heads.score], heads.name)) }
    for (row, cells) in zip(rows, cells) {
      let detail = row.detail.isEmpty ? "" : " · \(row.detail)"
      text.add(line(cells, Direction.isolated(row.name + detail)))
    }
    addLink(leaders.board.link)
  }

  private mutating func addLink(_ link: Digest.Link) { addLink(link.label, link.page) }

  /// An address in `<>`, as RFC 3986 (appendix C) has it for plain text.
  private mutating func addLink(_ label: String, _ page: String) {
    guard let address = links.address(page) else { return }
    text.addBlank()
    text.add("\(label) <\(address)>")
  }
}

/// With blanks before it up to a width.
private func padded(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.count)) + text
}

/// Texts in a script that runs from right to left, beside others that do not.
enum Direction {
  /// The text, isolated where it could turn what stands around it (UAX #9): U+2068 before it and
  /// U+2069 behind.
  static func isolated(_ text: String) -> String { turns(text) ? "\u{2068}\(text)\u{2069}" : text }

  private static func turns(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0x590...0x8FF, 0x200F, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF,
        0x1E800...0x1EFFF:
        true
      default: false
      }
    }
  }
}
